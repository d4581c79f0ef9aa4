import { createHash } from 'node:crypto';
import { Body, Controller, Headers, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { type Accepted } from '@relais/chassis/commands';
import { documented, etagOf, type Reply, RequestOrigin, usagerParam, Validated, writeRequestOf } from '@relais/chassis/http';
import { type Origin } from '@relais/chassis/journal';
import { type Ids, uuidv7 } from '@relais/kernel';
import {
  type ActiviteInput,
  activiteInput,
  type IssueInput,
  issueInput,
  minutesDe,
  type RendezVousInput,
  rendezVousInput,
} from '../../application/saisies.js';
import { type Accompagnement } from '../../domain/accompagnement/index.js';
import { IDS } from '../../tokens.js';
import { Guichet } from './guichet.js';
import { rendezVousParam } from './parametres.js';

/** The same key gives the same rendez-vous: the answer given again names the one that was taken. */
const idOfKey = (agent: Agent, key: string): string => uuidv7(0, createHash('sha256').update(`${agent.id} ${key}`).digest());

const rendezVousDe = (usagerId: string, rendezVousId: string, { state, version }: Accepted<Accompagnement>): object => ({
  usagerId,
  rendezVousId,
  ...('rendezVous' in state ? state.rendezVous[rendezVousId] : {}),
  version,
});

const semaineDe = (usagerId: string, semaine: string, { state, version }: Accepted<Accompagnement>): object => {
  const natures = 'heures' in state ? (state.heures[semaine] ?? {}) : {};
  const minutes = Object.values(natures).reduce((sum, part) => sum + part, 0);
  const minutesHebdomadaires = 'signature' in state ? state.signature.minutesHebdomadaires : null;
  return { usagerId, semaine, minutes, minutesHebdomadaires, natures, version };
};

@Controller('v1/usagers/:usagerId')
@ApiBearerAuth()
@Roles('REFERENT')
export class SuiviController {
  constructor(
    @Inject(Guichet) private readonly guichet: Guichet,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  @Post('rendez-vous')
  @ApiOperation({ summary: 'Prendre un rendez-vous avec la personne' })
  @ApiBody(documented(rendezVousInput))
  async take(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Body(new Validated(rendezVousInput)) saisie: RendezVousInput,
    @Headers() headers: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    const demande = writeRequestOf(headers);
    const rendezVousId = demande.key === undefined ? this.ids.next() : idOfKey(agent, demande.key);
    const dateHeure = new Date(saisie.dateHeure).toISOString();
    const accepted = await this.guichet.faire({
      ...demande,
      agent,
      origin,
      usagerId,
      action: 'rendez-vous.prise',
      demande: saisie,
      command: (commun) => ({ type: 'PrendreRendezVous', ...commun, ...saisie, rendezVousId, dateHeure }),
    });
    reply.header('etag', etagOf(accepted.version)).code(201);
    return rendezVousDe(usagerId, rendezVousId, accepted);
  }

  @Post('rendez-vous/:rendezVousId/issue')
  @ApiOperation({ summary: 'Enregistrer l’issue d’un rendez-vous : honoré, personne absente, annulé' })
  @ApiBody(documented(issueInput))
  async close(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Param('rendezVousId', new Validated(rendezVousParam)) rendezVousId: string,
    @Body(new Validated(issueInput)) { issue }: IssueInput,
    @Headers() headers: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    const accepted = await this.guichet.faire({
      ...writeRequestOf(headers),
      agent,
      origin,
      usagerId,
      action: 'rendez-vous.issue',
      demande: [rendezVousId, issue],
      command: (commun, now) => ({ type: 'NoterIssue', ...commun, rendezVousId, issue, maintenant: now.toISOString() }),
    });
    reply.header('etag', etagOf(accepted.version)).code(201);
    return rendezVousDe(usagerId, rendezVousId, accepted);
  }

  @Post('activites')
  @ApiOperation({ summary: 'Déclarer les heures d’une activité sur une semaine ; une nouvelle déclaration remplace la précédente' })
  @ApiBody(documented(activiteInput))
  async declare(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Body(new Validated(activiteInput)) saisie: ActiviteInput,
    @Headers() headers: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    const { semaine, nature, heures } = saisie;
    const accepted = await this.guichet.faire({
      ...writeRequestOf(headers),
      agent,
      origin,
      usagerId,
      action: 'activites.declaration',
      demande: saisie,
      command: (commun) => ({ type: 'DeclarerHeures', ...commun, semaine, nature, minutes: minutesDe(heures) }),
    });
    reply.header('etag', etagOf(accepted.version)).code(201);
    return semaineDe(usagerId, semaine, accepted);
  }
}
