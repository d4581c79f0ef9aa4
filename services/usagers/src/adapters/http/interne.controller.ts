import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { type Agent, CurrentAgent, Roles, traceAccess } from '@relais/chassis/auth';
import { Answers, legalDateParam, refusal, uuidParam, Validated } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { type Coffre } from '../../application/ports.js';
import { type RechercheFranceTravail, rechercheFranceTravail, usagerVu } from '../../application/vues.js';
import { COFFRE, POOL } from '../../tokens.js';
import { correspondre, identifier, type Usager } from '../postgres/usagers.js';
import { nir, numeroFranceTravail } from './parametres.js';

const correspondance = z.strictObject({
  nir,
  dateNaissance: legalDateParam,
  numeroFranceTravail,
}).meta({ examples: [{ nir: '2900100000001', dateNaissance: '1990-01-01', numeroFranceTravail: '10000000001' }] });

/** What the connector needs to speak of a person with France Travail; no other caller has this role. */
@Controller('v1/interne')
@Roles('CONNECTEUR')
export class InterneController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(COFFRE) private readonly coffre: Coffre,
  ) {}

  @Post('correspondances')
  @HttpCode(200)
  @ApiOperation({ summary: 'Retrouver l’usager que France Travail désigne, et retenir son numéro' })
  @Answers(usagerVu, { refuses: ['USAGER_INCONNU'] })
  async correspondre(
    @CurrentAgent() agent: Agent,
    @Body(new Validated(correspondance)) demande: z.output<typeof correspondance>,
  ): Promise<Usager> {
    const usager = await correspondre(this.pool, this.coffre, demande);
    if (!usager) throw refusal({ code: 'USAGER_INCONNU' });
    await this.tracer(agent, usager.usagerId, 'usager.correspondance');
    return usager;
  }

  @Get('usagers/:usagerId/recherche-france-travail')
  @ApiOperation({ summary: 'Ce qu’il faut pour rechercher l’usager chez France Travail' })
  @Answers(rechercheFranceTravail)
  async recherche(
    @CurrentAgent() agent: Agent,
    @Param('usagerId', new Validated(uuidParam)) usagerId: string,
  ): Promise<RechercheFranceTravail> {
    await this.tracer(agent, usagerId, 'usager.recherche');
    const usager = await identifier(this.pool, this.coffre, usagerId);
    if (!usager) throw refusal({ code: 'USAGER_INCONNU' });
    const { identite, numeroFranceTravail } = usager;
    return { nir: identite.nir, dateNaissance: identite.dateNaissance, numeroFranceTravail };
  }

  private tracer(agent: Agent, subject: string, action: string): Promise<void> {
    return traceAccess(this.pool, { agent, subject, action, kind: 'transmission', purpose: 'echange-france-travail', granted: true });
  }
}
