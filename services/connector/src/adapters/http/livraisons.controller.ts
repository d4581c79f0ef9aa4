import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation } from '@nestjs/swagger';
import { type z } from 'zod';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { Validated } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { listLivraisons, type LivraisonVue } from '../../projections/livraisons-view.js';
import { POOL } from '../../tokens.js';
import { livraisonsQuery } from './parameters.js';

/** Deliveries to partners, for those who keep them going. */
@Controller('v1/partenaires/livraisons')
@ApiBearerAuth()
@Roles('EXPLOITANT')
export class LivraisonsController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get()
  @ApiOperation({ summary: 'Les livraisons aux partenaires, la plus récente d’abord' })
  list(
    @CurrentAgent() agent: Agent,
    @Query(new Validated(livraisonsQuery)) query: z.output<typeof livraisonsQuery>,
  ): Promise<{ livraisons: LivraisonVue[]; suite: string | null }> {
    return listLivraisons(this.pool, { departement: agent.departement, ...query });
  }
}
