import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, Roles, traceAccess } from '@relais/chassis/auth';
import { departementParam, documented, etagOf, refusal, type Reply, RequestOrigin, usagerParam, Validated, writeRequestOf } from '@relais/chassis/http';
import { type Origin } from '@relais/chassis/journal';
import { type Pool } from '@relais/chassis/postgres';
import { type PropositionInput, propositionInput, type QueueInput, queueInput } from '../../application/saisies.js';
import { type Situation } from '../../domain/sanction/index.js';
import { findSanction, listSanctions, type SanctionRow } from '../../projections/sanctions-view.js';
import { IDS, POOL } from '../../tokens.js';
import { Guichet } from './guichet.js';
import { READ, sanctionParam } from './parametres.js';
import { compositionDe, dossierDe } from './reponses.js';

@Controller('v1/departements/:departement/sanctions')
@ApiBearerAuth()
export class SanctionsController {
  constructor(
    @Inject(Guichet) private readonly guichet: Guichet,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(IDS) private readonly ids: { next: () => string },
  ) {}

  @Get()
  @Roles(...READ)
  @ApiOperation({ summary: 'Les dossiers de sanction du département, le plus urgent d’abord' })
  list(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Query(new Validated(queueInput)) query: QueueInput,
  ): Promise<{ sanctions: SanctionRow[]; suite: string | null }> {
    if (agent.departement !== departement) throw refusal({ code: 'DEPARTEMENT_ETRANGER' });
    return listSanctions(this.pool, departement, query);
  }

  @Get(':usagerId/:sanctionId')
  @Roles(...READ)
  @ApiOperation({ summary: 'Un dossier de sanction, le droit et le foyer à ce jour, et l’état de sa transmission à France Travail' })
  async read(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Param('sanctionId', new Validated(sanctionParam)) sanctionId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<SanctionRow & Readonly<{ situation: Situation }>> {
    const granted = agent.departement === departement;
    await traceAccess(this.pool, { agent, subject: usagerId, action: 'sanction.consultation', purpose: 'sanction', granted });
    if (!granted) throw refusal({ code: 'DEPARTEMENT_ETRANGER' });
    const row = await findSanction(this.pool, { departement, usagerId, sanctionId });
    if (!row) throw refusal({ code: 'SANCTION_INCONNUE' });
    reply.header('etag', etagOf(row.version));
    return { ...row, situation: await this.guichet.situation({ departement, usagerId }) };
  }

  @Post(':usagerId')
  @Roles('REFERENT', 'GESTIONNAIRE', 'DECIDEUR')
  @ApiOperation({ summary: 'Proposer une sanction : un autre agent en décidera' })
  @ApiBody(documented(propositionInput))
  async propose(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Body(new Validated(propositionInput)) saisie: PropositionInput,
    @Headers() headers: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    const { type: typeSanction, manquement, dateManquement, taux, dureeMois, composition } = saisie;
    const accepted = await this.guichet.faire({
      ...writeRequestOf(headers),
      agent,
      origin,
      cible: { departement, usagerId, sanctionId: this.ids.next() },
      action: 'sanction.proposition',
      demande: saisie,
      command: (commun) => ({
        type: 'ProposerSanction',
        ...commun,
        typeSanction,
        manquement,
        dateManquement,
        taux,
        dureeMois,
        composition: compositionDe(composition),
      }),
    });
    reply.header('etag', etagOf(accepted.version)).code(201);
    return dossierDe({ usagerId, sanctionId: accepted.state.dernier ?? '' }, accepted);
  }
}
