import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { Roles } from '@relais/chassis/auth';
import { Answers } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { type Coffre } from '../../application/ports.js';
import { type EtatRotation } from '../../application/rotation.js';
import { COFFRE, POOL } from '../../tokens.js';
import { etatRotation } from '../postgres/rotation.js';

const etatVu = z.object({
  cle: z.object({ version: z.string(), restantes: z.int().describe('Personnes dont la clé est encore sous une clé maîtresse plus ancienne') }),
  index: z.object({
    version: z.string(),
    personnes: z.int(),
    identifiants: z.int(),
    foyers: z.int().describe('Foyers que le flux n’a pas redits depuis : ils changent d’index quand il les redit'),
  }),
});

/** What is left under earlier keys: a key is withdrawn when nothing is. */
@Controller('v1/exploitation/coffre')
@Roles('EXPLOITANT')
export class RotationController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(COFFRE) private readonly coffre: Coffre,
  ) {}

  @Get('rotation')
  @ApiOperation({ summary: 'Ce qui reste sous d’anciennes clés, avant de les retirer' })
  @Answers(etatVu)
  etat(): Promise<EtatRotation> {
    return etatRotation(this.pool, this.coffre);
  }
}
