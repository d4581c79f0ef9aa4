import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { Answers, departementParam, ownHistory, refusal, usagerParam, Validated } from '@relais/chassis/http';
import { type HistoriqueVu, historiqueVu, type Journal } from '@relais/chassis/journal';
import { type Pool } from '@relais/chassis/postgres';
import { JOURNAL, POOL } from '../../tokens.js';
import { READ } from './parameters.js';

const TOPICS = ['relais.orientation.v1'];

/** What was said of a person's orientation, as the journal holds it. */
@Controller('v1/departements/:departement/orientations/:usagerId/historique')
export class HistoriqueController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(JOURNAL) private readonly journal: Journal,
  ) {}

  @Get()
  @Roles(...READ)
  @ApiOperation({ summary: 'L’historique de l’orientation d’une personne : chaque fait, son origine, sa publication' })
  @Answers(historiqueVu)
  async read(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
  ): Promise<HistoriqueVu> {
    const access = { action: 'orientation.historique', finalite: 'orientation', categorie: 'orientation' } as const;
    const historique = await ownHistory(this.pool, this.journal, { agent, service: 'orientation', topics: TOPICS, usagerId, departement, omitted: ['commentaireRefus'], ...access });
    // A person of another département is as unknown as nobody.
    if (historique.faits.length === 0) throw refusal({ code: 'USAGER_INCONNU' });
    return historique;
  }
}
