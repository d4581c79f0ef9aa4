import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { Answers, departementParam, ownHistory, usagerParam, Validated } from '@relais/chassis/http';
import { type HistoriqueVu, historiqueVu, type Journal } from '@relais/chassis/journal';
import { type Pool } from '@relais/chassis/postgres';
import { JOURNAL, POOL, TOPICS } from '../../tokens.js';

/** What was exchanged about a person: with France Travail, and on the partners' topics. */
@Controller('v1/departements/:departement/transmissions/usagers/:usagerId/historique')
@Roles('DECIDEUR', 'GESTIONNAIRE', 'EXPLOITANT')
export class HistoriqueController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(JOURNAL) private readonly journal: Journal,
    @Inject(TOPICS) private readonly topics: readonly string[],
  ) {}

  @Get()
  @ApiOperation({ summary: 'L’historique des échanges sur une personne : ce que France Travail a dit, ce que les partenaires ont reçu sur leur topic' })
  @Answers(historiqueVu)
  read(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
  ): Promise<HistoriqueVu> {
    const access = { action: 'transmission.historique', finalite: 'echange-france-travail', categorie: 'technique' } as const;
    return ownHistory(this.pool, this.journal, { agent, service: 'connector', topics: this.topics, usagerId, departement, ...access });
  }
}
