import { createHash } from 'node:crypto';
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { type Agent, Roles } from '@relais/chassis/auth';
import { type Accepted } from '@relais/chassis/commands';
import { Answers, type Submission, Submitted, usagerParam, Validated } from '@relais/chassis/http';
import { type Ids, uuidv7 } from '@relais/kernel';
import { communDe, Guichet } from '../../application/guichet.js';
import {
  type ActiviteInput,
  activiteInput,
  type IssueInput,
  issueInput,
  minutesDe,
  type RendezVousInput,
  rendezVousInput,
} from '../../application/saisies.js';
import { type RendezVousApresActe, rendezVousApresActe, type SemaineApresActe, semaineApresActe } from '../../application/vues.js';
import { type Accompagnement } from '../../domain/accompagnement/index.js';
import { CLOCK, IDS } from '../../tokens.js';
import { rendezVousParam } from './parametres.js';

/** The same key gives the same rendez-vous: the answer given again names the one that was taken. */
const idOfKey = (agent: Agent, key: string): string => uuidv7(0, createHash('sha256').update(`${agent.id} ${key}`).digest());

const rendezVousDe = (usagerId: string, rendezVousId: string, { state, version }: Accepted<Accompagnement>): RendezVousApresActe => {
  const pris = 'rendezVous' in state ? state.rendezVous[rendezVousId] : undefined;
  if (!pris) throw new Error('a rendez-vous was acted upon, and the state does not hold it');
  return { usagerId, rendezVousId, ...pris, version };
};

const semaineDe = (usagerId: string, semaine: string, { state, version }: Accepted<Accompagnement>): SemaineApresActe => {
  const natures = 'heures' in state ? (state.heures[semaine] ?? {}) : {};
  const minutes = Object.values(natures).reduce((sum, part) => sum + part, 0);
  const minutesHebdomadaires = 'signature' in state ? state.signature.minutesHebdomadaires : null;
  return { usagerId, semaine, minutes, minutesHebdomadaires, natures, version };
};

@Controller('v1/usagers/:usagerId')
@Roles('REFERENT')
export class SuiviController {
  constructor(
    @Inject(Guichet) private readonly guichet: Guichet,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(CLOCK) private readonly clock: { now: () => Date },
  ) {}

  @Post('rendez-vous')
  @ApiOperation({ summary: 'Prendre un rendez-vous avec la personne' })
  @Answers(rendezVousApresActe)
  async take(
    @Submitted() submission: Submission,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Body(new Validated(rendezVousInput)) saisie: RendezVousInput,
  ): Promise<RendezVousApresActe> {
    const { agent, key } = submission;
    const rendezVousId = key === undefined ? this.ids.next() : idOfKey(agent, key);
    const dateHeure = new Date(saisie.dateHeure).toISOString();
    const command = { type: 'PrendreRendezVous', ...communDe(agent, usagerId, this.clock.now()), ...saisie, rendezVousId, dateHeure } as const;
    const accepted = await this.guichet.submit({ ...submission, command, action: 'rendez-vous.prise', asked: saisie });
    return rendezVousDe(usagerId, rendezVousId, accepted);
  }

  @Post('rendez-vous/:rendezVousId/issue')
  @ApiOperation({ summary: 'Enregistrer l’issue d’un rendez-vous : honoré, personne absente, annulé' })
  @Answers(rendezVousApresActe)
  async close(
    @Submitted() submission: Submission,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Param('rendezVousId', new Validated(rendezVousParam)) rendezVousId: string,
    @Body(new Validated(issueInput)) { issue }: IssueInput,
  ): Promise<RendezVousApresActe> {
    const now = this.clock.now();
    const command = { type: 'NoterIssue', ...communDe(submission.agent, usagerId, now), rendezVousId, issue, maintenant: now.toISOString() } as const;
    const accepted = await this.guichet.submit({ ...submission, command, action: 'rendez-vous.issue', asked: [rendezVousId, issue] });
    return rendezVousDe(usagerId, rendezVousId, accepted);
  }

  @Post('activites')
  @ApiOperation({ summary: 'Déclarer les heures d’une activité sur une semaine ; une nouvelle déclaration remplace la précédente' })
  @Answers(semaineApresActe)
  async declare(
    @Submitted() submission: Submission,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Body(new Validated(activiteInput)) saisie: ActiviteInput,
  ): Promise<SemaineApresActe> {
    const { semaine, nature, heures } = saisie;
    const commun = communDe(submission.agent, usagerId, this.clock.now());
    const command = { type: 'DeclarerHeures', ...commun, semaine, nature, minutes: minutesDe(heures) } as const;
    return semaineDe(usagerId, semaine, await this.guichet.submit({ ...submission, command, action: 'activites.declaration', asked: saisie }));
  }
}
