import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, habilitationDe, Roles } from '@relais/chassis/auth';
import { Answers, departementParam, ownDepartement, refusal, Validated } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { type ContratsInput, contratsInput } from '../../application/saisies.js';
import { type ContratsVus, contratsVus } from '../../application/vues.js';
import { listContrats, type Perimetre } from '../../projections/contrat-view.js';
import { POOL } from '../../tokens.js';

const perimetreDe = (agent: Agent, departement: string, structure: string | undefined): Perimetre => {
  if (habilitationDe(agent, { departement }, { finalite: 'accompagnement' }).categories.has('contrat')) {
    return { departement, structure: structure === undefined ? null : { code: structure, type: null } };
  }
  // Others see the people of their own structure, whatever they ask for.
  const own = agent.structure;
  if (!own || (structure !== undefined && structure !== own.code)) throw refusal({ code: 'AGENT_HORS_STRUCTURE' });
  return { departement, structure: own };
};

@Controller('v1/departements/:departement/contrats')
export class ContratsController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get()
  @Roles('REFERENT', 'DECIDEUR', 'GESTIONNAIRE')
  @ApiOperation({ summary: 'Les contrats d’engagement du département ou de la structure, le plus urgent d’abord' })
  @Answers(contratsVus, { refuses: ['AGENT_HORS_STRUCTURE'] })
  list(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Query(new Validated(contratsInput)) query: ContratsInput,
  ): Promise<ContratsVus> {
    ownDepartement(agent, departement);
    return listContrats(this.pool, perimetreDe(agent, departement, query.structure), query);
  }
}
