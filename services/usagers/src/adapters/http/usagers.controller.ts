import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, Roles, traceAccess } from '@relais/chassis/auth';
import { refusal, uuidParam, Validated } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { type Rejection, type Result } from '@relais/kernel';
import { type Coffre } from '../../application/ports.js';
import { type FondementAcces, lectureIdentite } from '../../domain/acces/rules.js';
import { type Identite } from '../../domain/personne/identite.js';
import { COFFRE, POOL } from '../../tokens.js';
import { identifier, type RattachementCourant, rattachementCourant, trouver } from '../postgres/usagers.js';

/** A person's identity, without the NIR: it secures an identification, it is not a general identifier (CNIL 2024-088). */
export type FicheUsager = Readonly<{
  usagerId: string;
  departement: string;
  identite: Omit<Identite, 'nir'>;
  numeroFranceTravail: string | null;
  rattachement: RattachementCourant | null;
}>;

@Controller('v1/usagers')
@ApiBearerAuth()
@Roles('DECIDEUR', 'REFERENT', 'GESTIONNAIRE', 'PARTENAIRE')
export class UsagersController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(COFFRE) private readonly coffre: Coffre,
  ) {}

  @Get(':usagerId')
  @ApiOperation({ summary: 'L’identité d’un usager, pour la structure qui le suit et pour son département' })
  async lire(@CurrentAgent() agent: Agent, @Param('usagerId', new Validated(uuidParam)) usagerId: string): Promise<FicheUsager> {
    const rattachement = await rattachementCourant(this.pool, usagerId);
    const acces = await this.acces(agent, usagerId, rattachement);
    await traceAccess(this.pool, {
      agent,
      subject: usagerId,
      action: 'usager.identite',
      purpose: 'accompagnement',
      granted: acces.ok,
      reason: acces.ok ? acces.value : acces.error.code,
    });
    if (!acces.ok) throw refusal(acces.error);
    const usager = await identifier(this.pool, this.coffre, usagerId);
    if (!usager) throw refusal({ code: 'USAGER_INCONNU' });
    const { departement, numeroFranceTravail } = usager;
    const { nir: _, ...identite } = usager.identite;
    return { usagerId, departement, identite, numeroFranceTravail, rattachement };
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
