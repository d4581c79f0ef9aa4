import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Failure, isUuid } from '@relais/kernel';
import { type z } from 'zod';
import { traceAccess } from '../auth/access-trace.js';
import { type Agent } from '../auth/agent.js';
import { CurrentAgent, Roles } from '../auth/guard.js';
import { BusAdministration } from '../kafka/administration.js';
import { type ParkedKey } from '../kafka/parking.js';
import { type Pool } from '../postgres/index.js';
import { acteVu, correctionInput, detailVu, listeInput, listeVue, messageVu, miseDeCote, passageInput, repriseDe, repriseInput, repriseVue } from './mises-de-cote.js';
import { Answers } from './openapi/index.js';
import { idParam } from './request.js';
import { Validated } from './validated.js';

export const BUS_POOL = Symbol('bus pool');

const LIMITE = 200;
const CORRECTION = ['MISE_DE_COTE_INCONNUE', 'MISE_DE_COTE_CHANGEE', 'CORRECTION_NON_CONFORME', 'CORRECTION_TYPE_INCONNU', 'CORRECTION_SEQUENCE'] as const;
const designation = new Validated(idParam('l’identifiant d’une mise de côté'));

/** Persons whose events wait at this service: to be seen, corrected, passed over, resumed in order. */
@Controller('v1/exploitation/mises-de-cote')
@Roles('EXPLOITANT')
export class MisesDeCoteController {
  constructor(
    @Inject(BusAdministration) private readonly bus: BusAdministration,
    @Inject(BUS_POOL) private readonly pool: Pool,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Les personnes dont les événements attendent, la plus ancienne d’abord' })
  @Answers(listeVue, { refuses: [] })
  async list(
    @CurrentAgent() agent: Agent,
    @Query(new Validated(listeInput)) { usagerId, code }: z.output<typeof listeInput>,
  ): Promise<z.output<typeof listeVue>> {
    await this.trace(agent, usagerId ?? 'mises-de-cote', 'liste');
    const parked = await this.bus.get().parking.list({ key: usagerId, code, departement: agent.departement });
    return { total: parked.length, misesDeCote: parked.slice(0, LIMITE).map(miseDeCote) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'Une mise de côté : ses premiers messages, les champs personnels masqués, et ce qui a été fait' })
  @Answers(detailVu, { refuses: ['MISE_DE_COTE_INCONNUE'] })
  async read(@CurrentAgent() agent: Agent, @Param('id', designation) id: string): Promise<z.output<typeof detailVu>> {
    const parked = await this.found(agent, id, 'consultation');
    const { messages, acts } = await this.bus.get().parking.inspect(parked);
    return { ...miseDeCote(parked), messages: messages.map((message) => messageVu(agent, parked.topic, message)), actes: acts.map(acteVu) };
  }

  @Post(':id/reprise')
  @HttpCode(200)
  @ApiOperation({ summary: 'Appliquer de nouveau, dans l’ordre, ce qui attend' })
  @Answers(repriseVue, { refuses: ['MISE_DE_COTE_INCONNUE'] })
  async resume(
    @CurrentAgent() agent: Agent,
    @Param('id', designation) id: string,
    @Body(new Validated(repriseInput)) { raison }: z.output<typeof repriseInput>,
  ): Promise<z.output<typeof repriseVue>> {
    const { topic, key } = await this.found(agent, id, 'reprise');
    return repriseDe(await this.bus.get().parking.resume(topic, key, { author: agent.id, reason: raison }));
  }

  @Post(':id/correction')
  @HttpCode(200)
  @ApiOperation({ summary: 'Corriger le premier message qui attend, puis reprendre ; l’original est gardé' })
  @Answers(repriseVue, { refuses: CORRECTION })
  async correct(
    @CurrentAgent() agent: Agent,
    @Param('id', designation) id: string,
    @Body(new Validated(correctionInput)) { position, raison, champs, type, sequence }: z.output<typeof correctionInput>,
  ): Promise<z.output<typeof repriseVue>> {
    const { topic, key, departement } = await this.found(agent, id, 'correction');
    const correction = { fields: champs, type, sequence };
    const decided = { at: position, author: agent.id, reason: raison, departement: departement ?? agent.departement, correction };
    return repriseDe(await this.bus.get().parking.correct(topic, key, decided));
  }

  @Post(':id/passage')
  @HttpCode(200)
  @ApiOperation({ summary: 'Écarter pour de bon le premier message qui attend, ou admettre ce qui manque avant lui, puis reprendre' })
  @Answers(repriseVue, { refuses: ['MISE_DE_COTE_INCONNUE', 'MISE_DE_COTE_CHANGEE', 'TROU_ABSENT'] })
  async skip(
    @CurrentAgent() agent: Agent,
    @Param('id', designation) id: string,
    @Body(new Validated(passageInput)) { position, raison, portee }: z.output<typeof passageInput>,
  ): Promise<z.output<typeof repriseVue>> {
    const { topic, key } = await this.found(agent, id, 'passage');
    const { parking } = this.bus.get();
    const decided = { at: position, author: agent.id, reason: raison };
    return repriseDe(await (portee === 'TROU' ? parking.acceptGap(topic, key, decided) : parking.skip(topic, key, decided)));
  }

  /** The one designated, of a département the agent acts for; traced. */
  private async found(agent: Agent, id: string, action: string): Promise<ParkedKey> {
    const [parked] = await this.bus.get().parking.list({ id, departement: agent.departement });
    if (!parked) {
      await this.trace(agent, id, action, false);
      throw new Failure('rejected', 'MISE_DE_COTE_INCONNUE', { message: 'no such parked key' });
    }
    await this.trace(agent, isUuid(parked.key) ? parked.key : id, action);
    return parked;
  }

  private trace(agent: Agent, subject: string, action: string, granted = true): Promise<void> {
    return traceAccess(this.pool, { agent, subject, action: `mise-de-cote.${action}`, purpose: 'exploitation', granted });
  }
}
