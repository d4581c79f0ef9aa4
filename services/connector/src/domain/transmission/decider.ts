import { type Decider, ok, refuse, type Result } from '@relais/kernel';
import { type Constat } from '../orientation/relecture.js';
import { type TransmissionEvent } from './events.js';
import { type Failed, type Outcome } from './outcome.js';
import { type TransmissionRejection } from './rejections.js';
import { type EtatTransmission, type Transmission, transmissionInitiale } from './state.js';

/** Upon what another try is decided. */
export type Reprise = Readonly<{
  /** France Travail can be read again. */
  relisible: boolean;
  /** A later act on the same thing was told since: sent after it, this one would undo it. */
  depassee: boolean;
}>;

export type TransmissionCommand =
  /** What must be known before sending (the person, the jeton) could not be had. */
  | Readonly<{ type: 'NoterEmpechement'; issue: Failed }>
  | Readonly<{ type: 'EcrireIntention' }>
  | Readonly<{ type: 'NoterReponse'; issue: Outcome<unknown> }>
  /** Found under way by somebody who did not start it: its sender is dead. */
  | Readonly<{ type: 'ConstaterInterruption' }>
  /** What reading France Travail again showed. */
  | Readonly<{ type: 'NoterRelecture'; issue: Outcome<Constat> }>
  /** A person who looked at France Travail says whether it is there. */
  | (Readonly<{ type: 'Conclure'; constat: 'PRISE_EN_COMPTE' | 'ABSENTE' }> & Reprise)
  /** A person asks for another try, once the cause is mended. */
  | (Readonly<{ type: 'Relancer' }> & Reprise);

type Decision = Result<readonly TransmissionEvent[], TransmissionRejection>;

const said = (...events: TransmissionEvent[]): Decision => ok(events);
const no = (code: TransmissionRejection['code']): Decision => refuse({ code });

const delay = (waitMs: number | undefined): { attenteMs?: number } => (waitMs === undefined ? {} : { attenteMs: waitMs });
const words = (message: string | undefined): { message?: string } => (message === undefined ? {} : { message });

/** What a failed call means when nothing can have been taken into account. */
const afterFailure = (issue: Failed): TransmissionEvent => {
  switch (issue.kind) {
    case 'refused-by-rule':
      return { type: 'Refusee', code: issue.code, ...words(issue.message) };
    case 'not-found':
    case 'out-of-perimeter':
      return { type: 'Refusee', code: issue.code };
    case 'needs-human':
      return { type: 'MiseATraiter', code: issue.code, ...words(issue.message) };
    case 'retry-later':
      return { type: 'Reportee', code: issue.code, ...delay(issue.waitMs) };
    case 'misconfigured':
    case 'uncertain':
    case 'unauthorized':
      return { type: 'Reportee', code: issue.code };
  }
};

const afterAnswer = (issue: Outcome<unknown>): TransmissionEvent => {
  if (issue.kind === 'ok') return { type: 'Acquittee', voie: 'REPONSE' };
  return issue.kind === 'uncertain' ? { type: 'ReponseIncertaine', code: issue.code } : afterFailure(issue);
};

const afterRereading = (issue: Outcome<Constat>): TransmissionEvent => {
  if (issue.kind === 'ok') return afterSight(issue.value);
  const failure = afterFailure(issue);
  // A refusal to show says nothing about what was sent: only a person can conclude.
  if (failure.type === 'Refusee') return { type: 'MiseATraiter', code: failure.code };
  if (failure.type === 'Reportee') return { ...failure, type: 'RelectureReportee' };
  return failure;
};

const afterSight = (constat: Constat): TransmissionEvent => {
  switch (constat) {
    case 'identique':
      return { type: 'Acquittee', voie: 'RELECTURE' };
    case 'absente':
      return { type: 'NonPriseEnCompte' };
    case 'differente':
      return { type: 'MiseATraiter', code: 'DECISION_DIFFERENTE' };
  }
};

const unsendable: Readonly<Partial<Record<EtatTransmission, TransmissionRejection['code']>>> = {
  EN_COURS: 'TRANSMISSION_EN_COURS',
  A_RELIRE: 'RELECTURE_NECESSAIRE',
  ACQUITTEE: 'TRANSMISSION_CLOSE',
  REFUSEE: 'TRANSMISSION_CLOSE',
  A_TRAITER: 'TRANSMISSION_CLOSE',
};

type Of<Type extends TransmissionCommand['type']> = Extract<TransmissionCommand, { type: Type }>;
type Handlers = Readonly<{ [Type in TransmissionCommand['type']]: (state: Transmission, command: Of<Type>) => Decision }>;

const beforeSending = (state: Transmission, event: () => TransmissionEvent): Decision => {
  const refusal = unsendable[state.etat];
  return refusal ? no(refusal) : said(event());
};

const reprendre = (depassee: boolean, aRelire: boolean): Decision =>
  depassee ? no('TRANSMISSION_DEPASSEE') : said({ type: 'Relancee', aRelire });

const handlers: Handlers = {
  EcrireIntention: (state) => beforeSending(state, () => ({ type: 'IntentionEcrite' })),
  NoterEmpechement: (state, { issue }) => beforeSending(state, () => afterFailure(issue)),
  NoterReponse: ({ etat }, { issue }) => (etat === 'EN_COURS' ? said(afterAnswer(issue)) : no('AUCUN_ENVOI_EN_COURS')),
  ConstaterInterruption: ({ etat }) =>
    etat === 'EN_COURS' ? said({ type: 'ReponseIncertaine', code: 'INTERRUPTION' }) : no('AUCUN_ENVOI_EN_COURS'),
  NoterRelecture: ({ etat }, { issue }) => (etat === 'A_RELIRE' ? said(afterRereading(issue)) : no('RIEN_A_RELIRE')),
  Conclure: (state, { constat, relisible, depassee }) => {
    if (state.etat !== 'A_TRAITER') return no('RIEN_A_CONCLURE');
    if (constat === 'PRISE_EN_COMPTE') return said({ type: 'Acquittee', voie: 'CONSTAT' });
    return reprendre(depassee, relisible && state.envois > 0);
  },
  Relancer: (state, { relisible, depassee }) => {
    if (state.etat !== 'A_TRAITER' && state.etat !== 'REFUSEE') return no('RIEN_A_RELANCER');
    const perhapsThere = state.etat === 'A_TRAITER' && state.envois > 0;
    return perhapsThere && !relisible ? no('CONSTAT_NECESSAIRE') : reprendre(depassee, perhapsThere);
  },
};

const decide = (command: TransmissionCommand, state: Transmission): Decision => {
  const handle = handlers[command.type] as (state: Transmission, command: TransmissionCommand) => Decision;
  return handle(state, command);
};

/** After a try that moved nothing. */
const failedAgain = (state: Transmission, event: Readonly<{ code: string; attenteMs?: number }>): Transmission => ({
  ...state,
  echecs: state.echecs + 1,
  code: event.code,
  attenteMs: event.attenteMs ?? null,
});

const settled = (state: Transmission, etat: Transmission['etat'], code: string | null): Transmission => ({
  ...state,
  etat,
  code,
  attenteMs: null,
});

type Told<Type extends TransmissionEvent['type']> = Extract<TransmissionEvent, { type: Type }>;
type Effects = Readonly<{ [Type in TransmissionEvent['type']]: (state: Transmission, event: Told<Type>) => Transmission }>;

const effects: Effects = {
  IntentionEcrite: (state) => ({ ...settled(state, 'EN_COURS', state.code), envois: state.envois + 1 }),
  Reportee: (state, event) => failedAgain({ ...state, etat: 'EN_ATTENTE' }, event),
  RelectureReportee: failedAgain,
  ReponseIncertaine: (state, { code }) => settled(state, 'A_RELIRE', code),
  NonPriseEnCompte: (state) => failedAgain({ ...state, etat: 'EN_ATTENTE' }, { code: 'NON_PRISE_EN_COMPTE' }),
  Acquittee: (state) => settled(state, 'ACQUITTEE', null),
  Refusee: (state, { code }) => settled(state, 'REFUSEE', code),
  MiseATraiter: (state, { code }) => settled(state, 'A_TRAITER', code),
  Relancee: (state, { aRelire }) => ({ ...settled(state, aRelire ? 'A_RELIRE' : 'EN_ATTENTE', state.code), echecs: 0 }),
};

const evolve = (state: Transmission, event: TransmissionEvent): Transmission => {
  const effect = effects[event.type] as ((state: Transmission, event: TransmissionEvent) => Transmission) | undefined;
  return effect?.(state, event) ?? state;
};

/**
 * The life of one thing to tell France Travail. A call is made only after its intent is written; an
 * answer that is not certain is read again at France Travail before any second call.
 */
export const transmission: Decider<TransmissionCommand, TransmissionEvent, Transmission, TransmissionRejection> = {
  initial: transmissionInitiale,
  decide,
  evolve,
};
