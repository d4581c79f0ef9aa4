import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { type z } from 'zod';
import { traceAccess } from '../auth/access-trace.js';
import { type Agent } from '../auth/agent.js';
import { CurrentAgent, Roles } from '../auth/guard.js';
import { type Pool } from '../postgres/index.js';
import { accesInput, accesVus } from './acces.js';
import { BUS_POOL } from './mises-de-cote.controller.js';
import { Answers, type Shown } from './openapi/index.js';
import { Validated } from './validated.js';

type Ligne = Shown<typeof accesVus>['acces'][number];

/** The access trace of this service, for who controls accesses in a département (R. 262-107 CASF): itself traced. */
@Controller('v1/exploitation/acces')
@Roles('CONTROLEUR')
export class AccesController {
  constructor(@Inject(BUS_POOL) private readonly pool: Pool) {}

  @Get()
  @ApiOperation({ summary: 'Qui a consulté cette personne, ou qui cet agent a-t-il consulté : du plus récent au plus ancien' })
  @Answers(accesVus, { refuses: [] })
  async search(@CurrentAgent() agent: Agent, @Query(new Validated(accesInput)) asked: z.output<typeof accesInput>): Promise<Shown<typeof accesVus>> {
    const { usagerId, agent: lu, depuis, avant, limite } = asked;
    await traceAccess(this.pool, { agent, subject: usagerId ?? 'trace', action: 'trace.recherche', purpose: 'controle-des-acces', granted: true });
    const { rows } = await this.pool.query<Ligne>(
      `select id as numero, to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as le, agent, structure, subject as sujet, kind as nature, action,
              purpose as finalite, granted as accorde, reason as raison, origin as origine
       from access_trace
       where departement = $1 and ($2::text is null or subject = $2) and ($3::text is null or agent = $3)
         and ($4::timestamptz is null or at >= $4) and ($5::bigint is null or id < $5)
       order by id desc limit $6`,
      [agent.departement, usagerId ?? null, lu ?? null, depuis ?? null, avant ?? null, limite],
    );
    return { acces: rows, suite: rows.length === limite ? (rows.at(-1)?.numero ?? null) : null };
  }
}
