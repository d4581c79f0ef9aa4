import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { Answers, departementParam, ownHistory, usagerParam, Validated } from '@relais/chassis/http';
import { type HistoriqueVu, historiqueVu, type Journal } from '@relais/chassis/journal';
import { type Pool } from '@relais/chassis/postgres';
import { JOURNAL, POOL } from '../../tokens.js';
import { READ } from './parametres.js';

const TOPICS = ['relais.sanctions.v1'];

/** What was said of a person's sanction cases, as the journal holds it. */
@Controller('v1/departements/:departement/sanctions/:usagerId/historique')
export class HistoriqueController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(JOURNAL) private readonly journal: Journal,
  ) {}

  @Get()
  @Roles(...READ)
  @ApiOperation({ summary: 'L’historique des dossiers de sanction d’une personne : chaque fait, son origine, sa publication' })
  @Answers(historiqueVu)
  read(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
  ): Promise<HistoriqueVu> {
    return ownHistory(this.pool, this.journal, { agent, service: 'sanctions', topics: TOPICS, usagerId, departement, action: 'sanction.historique', finalite: 'sanction', categorie: 'sanction' });
  }
}
