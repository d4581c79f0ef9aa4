import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { type z } from 'zod';
import { type Agent, CurrentAgent, hasRole, Roles } from '@relais/chassis/auth';
import { Answers, departementAccess, refusal, Validated } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { type LivraisonsVues, livraisonsVues } from '../../application/vues.js';
import { listLivraisons } from '../../projections/livraisons-view.js';
import { POOL } from '../../tokens.js';
import { livraisonsQuery } from './parameters.js';

/** Deliveries to partners: all for those who keep them going, those of one person for who decides for that person. */
@Controller('v1/partenaires/livraisons')
@Roles('EXPLOITANT', 'DECIDEUR', 'GESTIONNAIRE')
export class LivraisonsController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get()
  @ApiOperation({ summary: 'Les livraisons aux partenaires, la plus récente d’abord' })
  @Answers(livraisonsVues, { refuses: ['AGENT_NON_HABILITE'] })
  async list(
    @CurrentAgent() agent: Agent,
    @Query(new Validated(livraisonsQuery)) query: z.output<typeof livraisonsQuery>,
  ): Promise<LivraisonsVues> {
    const { usagerId } = query;
    if (usagerId === undefined && !hasRole(agent, 'EXPLOITANT')) throw refusal({ code: 'ROLE_INSUFFISANT' });
    if (usagerId !== undefined) {
      await departementAccess(this.pool, { agent, subject: usagerId, action: 'livraison.consultation', finalite: 'echange-partenaire', categorie: 'technique', departement: agent.departement ?? '' });
    }
    return listLivraisons(this.pool, { departement: agent.departement, ...query });
  }
}
