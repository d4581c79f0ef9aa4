import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { Answers, usagerParam, Validated } from '@relais/chassis/http';
import { type HistoriqueVu, historiqueVu, historyOf, type Journal } from '@relais/chassis/journal';
import { type Pool } from '@relais/chassis/postgres';
import { JOURNAL, POOL } from '../../tokens.js';
import { ouvrirContrat, READ } from './lecture.js';

const TOPICS = ['relais.accompaniment.v1'];

/** What was said of a person's accompaniment, as the journal holds it. */
@Controller('v1/usagers/:usagerId/contrat/historique')
export class HistoriqueController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(JOURNAL) private readonly journal: Journal,
  ) {}

  @Get()
  @Roles(...READ)
  @ApiOperation({ summary: 'L’historique de l’accompagnement d’une personne : chaque fait, son origine, sa publication' })
  @Answers(historiqueVu, { refuses: ['USAGER_INCONNU', 'AGENT_HORS_STRUCTURE'] })
  async read(@CurrentAgent() agent: Agent, @Param('usagerId', new Validated(usagerParam)) usagerId: string): Promise<HistoriqueVu> {
    const { row } = await ouvrirContrat(this.pool, { agent, usagerId, action: 'contrat.historique' });
    const { departement } = row;
    return historyOf(this.pool, this.journal, { service: 'accompaniment', topics: TOPICS, usagerId, departement, reader: agent.structure?.type });
  }
}
