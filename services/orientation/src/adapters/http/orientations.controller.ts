import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { type Agent, CurrentAgent, hasRole, Roles, traceAccess } from '@relais/chassis/auth';
import { fingerprintOf, type IdempotencyKey } from '@relais/chassis/commands';
import { etagOf, refusal, RequestOrigin, Validated, versionOf } from '@relais/chassis/http';
import { type Origin } from '@relais/chassis/journal';
import { type Pool } from '@relais/chassis/postgres';
import { legalDateOf } from '@relais/kernel';
import { decisionInput, type DecisionInput } from '../../application/decider-orientation.js';
import { Orientations } from '../../application/orientations.js';
import { queueInput, type QueueInput } from '../../application/queue-query.js';
import { findOrientation, listOrientations, type OrientationRow } from '../../projections/orientation-view.js';
import { CLOCK, POOL } from '../../tokens.js';
import { departementParam, ownDepartement, READ, usagerParam } from './parameters.js';

const idempotencyHeader = z.string().min(8).max(128).optional();

type Reply = { header: (name: string, value: string) => Reply; code: (status: number) => Reply };

@Controller('v1/departements/:departement/orientations')
@ApiBearerAuth()
export class OrientationsController {
  constructor(
    @Inject(Orientations) private readonly orientations: Orientations,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: { now: () => Date },
  ) {}

  @Get()
  @Roles(...READ)
  @ApiOperation({ summary: 'Les orientations du département, la plus urgente d’abord' })
  list(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Query(new Validated(queueInput)) query: QueueInput,
  ): Promise<{ orientations: OrientationRow[]; suite: string | null }> {
    ownDepartement(agent, departement);
    return listOrientations(this.pool, departement, query);
  }

  @Get(':usagerId')
  @Roles(...READ)
  @ApiOperation({ summary: 'L’orientation d’une personne, avec l’état de sa transmission à France Travail' })
  async read(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrientationRow> {
    const granted = agent.departement === departement;
    await traceAccess(this.pool, { agent, subject: usagerId, action: 'orientation.consultation', purpose: 'orientation', granted });
    ownDepartement(agent, departement);
    const row = await findOrientation(this.pool, departement, usagerId);
    if (!row) throw refusal({ code: 'USAGER_INCONNU' });
    reply.header('etag', etagOf(row.version));
    return row;
  }

  @Post(':usagerId/decisions')
  @Roles('DECIDEUR', 'GESTIONNAIRE', 'REFERENT')
  @ApiOperation({ summary: 'Décider l’orientation : accepter la préconisation, ou la refuser avec un autre choix' })
  @ApiBody({ schema: z.toJSONSchema(decisionInput, { io: 'input', target: 'openapi-3.0' }) as object })
  async decide(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Body(new Validated(decisionInput)) choix: DecisionInput,
    @Headers('if-match') ifMatch: string | undefined,
    @Headers('idempotency-key') rawKey: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<unknown> {
    const key = new Validated(idempotencyHeader).transform(rawKey);
    const outcome = await this.orientations.handle({
      command: {
        type: 'DeciderOrientation',
        usagerId,
        departement,
        choix,
        decideur: { id: agent.id, departement: agent.departement, structure: agent.structure, peutDecider: hasRole(agent, 'DECIDEUR') },
        aujourdhui: legalDateOf(this.clock.now()),
      },
      origin,
      expectedVersion: versionOf(ifMatch),
      idempotency: idempotencyOf(agent, key, [departement, usagerId, choix]),
      alongside: (tx) => this.trace(tx, { agent, usagerId, granted: true }),
    });
    if (!outcome.ok) {
      await this.trace(this.pool, { agent, usagerId, granted: false, reason: outcome.error.code });
      throw refusal(outcome.error);
    }
    reply.header('etag', etagOf(outcome.value.version)).code(201);
    return { usagerId, ...outcome.value.state, version: outcome.value.version };
  }

  private trace(
    db: Parameters<typeof traceAccess>[0],
    { agent, usagerId, granted, reason }: { agent: Agent; usagerId: string; granted: boolean; reason?: string },
  ): Promise<void> {
    const access = { agent, subject: usagerId, action: 'orientation.decision', purpose: 'orientation', granted };
    return traceAccess(db, reason === undefined ? access : { ...access, reason });
  }
}

const idempotencyOf = (agent: Agent, key: string | undefined, request: unknown[]): IdempotencyKey | undefined =>
  key === undefined ? undefined : { agent: agent.id, key, fingerprint: fingerprintOf('decision', ...request) };
