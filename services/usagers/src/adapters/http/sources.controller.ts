import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { Answers, departementParam, Validated } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { reglagesSources, type ReglagesSources, reglagesVus } from '../../application/reglages-sources.js';
import { POOL } from '../../tokens.js';
import { ecrireReglages, lireReglages, type Reglages } from '../postgres/reglages-sources.js';
import { pourLesIdentites } from './departement.js';

@Controller('v1/departements/:departement/sources')
@Roles('GESTIONNAIRE')
export class SourcesController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get()
  @ApiOperation({ summary: 'Les noms de colonne des fichiers du département, et la façon dont ses flux sont lus' })
  @Answers(reglagesVus, { refuses: [] })
  lire(@CurrentAgent() agent: Agent, @Param('departement', new Validated(departementParam)) departement: string): Promise<Reglages> {
    pourLesIdentites(agent, departement);
    return lireReglages(this.pool, departement);
  }

  @Put()
  @ApiOperation({ summary: 'Déclarer les noms de colonne des fichiers du département, et la façon dont ses flux sont lus' })
  @Answers(reglagesVus, { refuses: [] })
  declarer(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Body(new Validated(reglagesSources)) reglages: ReglagesSources,
  ): Promise<Reglages> {
    pourLesIdentites(agent, departement);
    return ecrireReglages(this.pool, departement, { reglages, agentId: agent.id });
  }
}
