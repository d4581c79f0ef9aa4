import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, Roles, traceAccess } from '@relais/chassis/auth';
import { departementParam, ownDepartement, refusal, usagerParam, Validated } from '@relais/chassis/http';
import { type Journal } from '@relais/chassis/journal';
import { type Pool } from '@relais/chassis/postgres';
import { type HistoriqueVue, historiqueDe } from '../../projections/historique-view.js';
import { JOURNAL, POOL } from '../../tokens.js';
import { READ } from './parameters.js';

const TOPIC = 'relais.orientation.v1';

/** What was said of a person's orientation, as the journal holds it. */
@Controller('v1/departements/:departement/orientations/:usagerId/historique')
@ApiBearerAuth()
export class HistoriqueController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(JOURNAL) private readonly journal: Journal,
  ) {}

  @Get()
  @Roles(...READ)
  @ApiOperation({ summary: 'L’historique de l’orientation d’une personne : chaque fait, son origine, sa publication' })
  async read(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
  ): Promise<HistoriqueVue> {
    const granted = agent.departement === departement;
    await traceAccess(this.pool, { agent, subject: usagerId, action: 'orientation.historique', purpose: 'orientation', granted });
    ownDepartement(agent, departement);
    const faits = await this.journal.history(this.pool, TOPIC, usagerId);
    // A person of another département is as unknown as nobody.
    const known = faits.some(({ data }) => (data as { departement: string }).departement === departement);
    if (!known) throw refusal({ code: 'USAGER_INCONNU' });
    return historiqueDe(this.pool, { service: 'orientation', topic: TOPIC, usagerId, faits });
  }
}
