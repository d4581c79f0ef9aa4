import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { acceder, type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { Answers, refusal, uuidParam, Validated } from '@relais/chassis/http';
import { type HistoriqueVu, historiqueVu, historyOf, type Journal } from '@relais/chassis/journal';
import { type Pool } from '@relais/chassis/postgres';
import { type Categorie } from '@relais/schemas';
import { type Coffre } from '../../application/ports.js';
import { type FicheUsager, ficheUsager } from '../../application/vues.js';
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
    const rattachement = await this.autoriser(agent, usagerId, { action: 'usager.identite', categorie: 'identite' });
    const usager = await identifier(this.pool, this.coffre, usagerId);
    if (!usager) throw refusal({ code: 'USAGER_INCONNU' });
    const { departement, numeroFranceTravail, fusionneDans } = usager;
    const { nir: _, ...identite } = usager.identite;
    return { usagerId, departement, identite, numeroFranceTravail, fusionneDans, rattachement };
  }

  @Get(':usagerId/historique')
  @ApiOperation({ summary: 'L’historique des droits et des rattachements d’un usager : chaque fait, son origine, sa publication' })
  @Answers(historiqueVu, LECTURE)
  async historique(@CurrentAgent() agent: Agent, @Param('usagerId', new Validated(uuidParam)) usagerId: string): Promise<HistoriqueVu> {
    await this.autoriser(agent, usagerId, { action: 'usager.historique', categorie: 'droit_rsa' });
    return historyOf(this.pool, this.journal, { service: 'usagers', topics: TOPICS, usagerId, reader: agent.structure?.type });
  }

  /** Decided by the habilitations, traced, granted or not. Throws the refusal. */
  private async autoriser(agent: Agent, usagerId: string, quoi: Readonly<{ action: string; categorie: Categorie }>): Promise<RattachementCourant | null> {
    const usager = await trouver(this.pool, usagerId);
    const rattachement = await rattachementCourant(this.pool, usagerId);
    const situation = usager && { departement: usager.departement, structure: rattachement && { code: rattachement.structureCode } };
    const acces = await acceder(this.pool, { agent, subject: usagerId, ...quoi, finalite: 'accompagnement', situation: situation ?? undefined });
    if (!acces.ok) throw refusal(acces.error.code === 'AGENT_NON_HABILITE' ? { code: 'USAGER_NON_RATTACHE' } : acces.error);
    return rattachement;
  }
}
