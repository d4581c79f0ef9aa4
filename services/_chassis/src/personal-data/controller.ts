import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { type Codec } from '@relais/schemas';
import { type Agent, CurrentAgent, Roles, traceAccess } from '../auth/index.js';
import { Answers, type Shown, usagerParam, Validated } from '../http/index.js';
import { type Pool } from '../postgres/index.js';
import { accessesTo, factsOf } from './facts.js';
import { held, inventory, type Place } from './places.js';

export const PERSONAL_DATA = Symbol('personal data');

export type PersonalData = Readonly<{ pool: Pool; codec: Codec; places: readonly Place[] }>;

const lieu = { table: z.string(), categorie: z.string(), quoi: z.string() };

/** What a service holds of a person, row by row. */
export const detenuVu = z.object({
  lieux: z.array(z.object({ ...lieu, valeurs: z.array(z.record(z.string(), z.unknown())) })),
  faits: z.array(z.object({ topic: z.string(), type: z.string(), le: z.iso.datetime(), donnees: z.record(z.string(), z.unknown()).nullable() })),
  acces: z.array(z.object({ le: z.iso.datetime(), structure: z.string().nullable(), acte: z.string(), finalite: z.string(), accorde: z.boolean() })),
});
export type DetenuVu = Shown<typeof detenuVu>;

/** How many rows it holds, and what an erasure does with them. */
export const inventaireVu = z.object({
  lieux: z.array(z.object({ ...lieu, efface: z.boolean().describe('Un effacement vide ce lieu'), fondement: z.string().nullable().describe('Pourquoi ce lieu est gardé'), lignes: z.int() })),
});
export type InventaireVu = Shown<typeof inventaireVu>;

/** What the référentiel gathers for the rights of a person; no other caller has this role. */
@Controller('v1/interne/personnes')
@Roles('REFERENTIEL')
export class PersonalDataController {
  constructor(@Inject(PERSONAL_DATA) private readonly data: PersonalData) {}

  @Get(':usagerId')
  @ApiOperation({ summary: 'Tout ce que ce service détient d’une personne, pour le lui remettre' })
  @Answers(detenuVu, { refuses: [] })
  async held(@CurrentAgent() agent: Agent, @Param('usagerId', new Validated(usagerParam)) usagerId: string): Promise<DetenuVu> {
    const { pool, codec, places } = this.data;
    await traceAccess(pool, { agent, subject: usagerId, action: 'personne.export', purpose: 'droit-acces', granted: true });
    const lieux = await held(pool, places, usagerId);
    return JSON.parse(JSON.stringify({ lieux, faits: await factsOf(pool, codec, usagerId), acces: await accessesTo(pool, usagerId) })) as DetenuVu;
  }

  @Get(':usagerId/inventaire')
  @ApiOperation({ summary: 'Où ce service détient quelque chose d’une personne, et ce qu’un effacement en fait' })
  @Answers(inventaireVu, { refuses: [] })
  async inventory(@Param('usagerId', new Validated(usagerParam)) usagerId: string): Promise<InventaireVu> {
    return { lieux: await inventory(this.data.pool, this.data.places, usagerId) };
  }
}
