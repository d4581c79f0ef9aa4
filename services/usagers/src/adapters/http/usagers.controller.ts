import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, Roles, traceAccess } from '@relais/chassis/auth';
import { Answers, refusal, uuidParam, Validated } from '@relais/chassis/http';
import { type HistoriqueVu, historiqueVu, historyOf, type Journal } from '@relais/chassis/journal';
import { type Pool } from '@relais/chassis/postgres';
import { type Rejection, type Result } from '@relais/kernel';
import { type Coffre } from '../../application/ports.js';
import { type FicheUsager, ficheUsager } from '../../application/vues.js';
import { type FondementAcces, lectureIdentite } from '../../domain/acces/rules.js';
import { COFFRE, JOURNAL, POOL } from '../../tokens.js';
import { identifier, type RattachementCourant, rattachementCourant, trouver } from '../postgres/usagers.js';

const LECTURE = { refuses: ['USAGER_INCONNU', 'USAGER_NON_RATTACHE'] } as const;
const TOPICS = ['relais.usagers.v1'];

@Controller('v1/usagers')
@Roles('DECIDEUR', 'REFERENT', 'GESTIONNAIRE', 'PARTENAIRE')
export class UsagersController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(COFFRE) private readonly coffre: Coffre,
    @Inject(JOURNAL) private readonly journal: Journal,
  ) {}

  @Get(':usagerId')
  @ApiOperation({ summary: 'L’identité d’un usager, pour la structure qui le suit et pour son département' })
  @Answers(ficheUsager, LECTURE)
  async lire(@CurrentAgent() agent: Agent, @Param('usagerId', new Validated(uuidParam)) usagerId: string): Promise<FicheUsager> {
    const rattachement = await this.autoriser(agent, usagerId, 'usager.identite');
    const usager = await identifier(this.pool, this.coffre, usagerId);
    if (!usager) throw refusal({ code: 'USAGER_INCONNU' });
    const { departement, numeroFranceTravail } = usager;
    const { nir: _, ...identite } = usager.identite;
    return { usagerId, departement, identite, numeroFranceTravail, rattachement };
  }

  @Get(':usagerId/historique')
  @ApiOperation({ summary: 'L’historique des droits et des rattachements d’un usager : chaque fait, son origine, sa publication' })
  @Answers(historiqueVu, LECTURE)
  async historique(@CurrentAgent() agent: Agent, @Param('usagerId', new Validated(uuidParam)) usagerId: string): Promise<HistoriqueVu> {
    await this.autoriser(agent, usagerId, 'usager.historique');
    return historyOf(this.pool, this.journal, { service: 'usagers', topics: TOPICS, usagerId, reader: agent.structure?.type });
  }

  /** Traces the reading, granted or not. Throws the refusal. */
  private async autoriser(agent: Agent, usagerId: string, action: string): Promise<RattachementCourant | null> {
    const rattachement = await rattachementCourant(this.pool, usagerId);
    const acces = await this.acces(agent, usagerId, rattachement);
    const reason = acces.ok ? acces.value : acces.error.code;
    await traceAccess(this.pool, { agent, subject: usagerId, action, purpose: 'accompagnement', granted: acces.ok, reason });
    if (!acces.ok) throw refusal(acces.error);
    return rattachement;
  }

  private async acces(
    agent: Agent,
    usagerId: string,
    rattachement: RattachementCourant | null,
  ): Promise<Result<FondementAcces, Rejection>> {
    const usager = await trouver(this.pool, usagerId);
    if (!usager) return { ok: false, error: { code: 'USAGER_INCONNU' } };
    return lectureIdentite(agent, { departement: usager.departement, structureCode: rattachement?.structureCode ?? null });
  }
}
