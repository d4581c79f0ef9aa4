import { nextWaitMs, TRANSMISSION_BACKOFF } from '../domain/transmission/backoff.js';
import { transmission, type TransmissionCommand } from '../domain/transmission/decider.js';
import { type TransmissionEvent } from '../domain/transmission/events.js';
import { type Outcome } from '../domain/transmission/outcome.js';
import { type Transmission } from '../domain/transmission/state.js';
import { aFaire } from './a-faire.js';
import { type Annonce, type DossierFranceTravail, type Journal, type Tentative, type Tracer, type TransmissionEnMain, type Transmissions } from './ports.js';

export type TransmettreOptions = Readonly<{
  transmissions: Transmissions;
  /** France Travail for a département that has an account there. */
  dossierDe: (departement: string) => DossierFranceTravail;
  /** From the intent, nothing is sent after this many milliseconds. */
  delaiMs: number;
  nowMs: () => number;
  random: () => number;
  tracer: Tracer;
  journal: Journal;
}>;

type Pas = Readonly<{ command: TransmissionCommand; tentative: Tentative; garder?: boolean }>;

const annonceDe = (event: TransmissionEvent, { operation }: TransmissionEnMain['envoi']): Annonce | undefined => {
  if (event.type === 'Acquittee') return { type: 'Acquittee', voie: event.voie };
  if (event.type !== 'Refusee' && event.type !== 'MiseATraiter') return undefined;
  return { type: 'Refusee', code: event.code, aFaire: aFaire(event.code, event.message, operation) };
};

const tentativeDe = (genre: Tentative['genre'], issue: Outcome<unknown>): Tentative => ({
  genre,
  issue: issue.kind,
  ...('code' in issue && { code: issue.code }),
  ...('message' in issue && issue.message !== undefined && { message: issue.message }),
});

/** Decides one step and writes it; the new state, or undefined when the lease was lost. */
const avancer = async (
  { transmissions, random, journal }: TransmettreOptions,
  enMain: TransmissionEnMain,
  { command, tentative, garder = false }: Pas,
): Promise<TransmissionEnMain | undefined> => {
  const decided = transmission.decide(command, enMain.etat);
  const event = decided.ok ? decided.value[0] : undefined;
  if (!event) throw new Error(`transmission in state ${enMain.etat.etat}: ${command.type} refused`);
  const etat = transmission.evolve(enMain.etat, event);
  if (tentative.issue === 'misconfigured') journal.warn('raccordement à vérifier', { departement: enMain.departement, code: tentative.code });
  const written = await transmissions.noter(enMain, {
    etat,
    tentative,
    message: 'message' in event ? event.message : undefined,
    attenteMs: attenteDe(etat, random()),
    garder,
    annonce: annonceDe(event, enMain.envoi),
  });
  return written ? { ...enMain, etat } : undefined;
};

const attenteDe = ({ echecs, attenteMs }: Transmission, random: number): number =>
  nextWaitMs(TRANSMISSION_BACKOFF, { attempt: Math.max(1, echecs), random, ...(attenteMs === null ? {} : { askedMs: attenteMs }) });

const relire = async (options: TransmettreOptions, dossier: DossierFranceTravail, enMain: TransmissionEnMain): Promise<void> => {
  const issue = await dossier.constater(enMain.envoi, enMain.usagerId);
  const tentative = tentativeDe('RELECTURE', issue);
  const seen = issue.kind === 'ok' ? { ...tentative, code: issue.value } : tentative;
  await avancer(options, enMain, { command: { type: 'NoterRelecture', issue }, tentative: seen });
};

const envoyer = async (options: TransmettreOptions, dossier: DossierFranceTravail, enMain: TransmissionEnMain): Promise<void> => {
  const { usagerId, envoi } = enMain;
  const acces = await dossier.acceder(usagerId);
  if (acces.kind !== 'ok') {
    await avancer(options, enMain, { command: { type: 'NoterEmpechement', issue: acces }, tentative: tentativeDe('PREALABLE', acces) });
    return;
  }
  const enCours = await avancer(options, enMain, { command: { type: 'EcrireIntention' }, tentative: { genre: 'ENVOI' }, garder: true });
  if (!enCours) return;
  const issue = await dossier.envoyer(envoi, { usagerId, pasApresMs: options.nowMs() + options.delaiMs });
  await avancer(options, enCours, { command: { type: 'NoterReponse', issue }, tentative: tentativeDe('ENVOI', issue) });
};

const interruption: Pas = {
  command: { type: 'ConstaterInterruption' },
  tentative: { genre: 'ENVOI', issue: 'uncertain', code: 'INTERRUPTION' },
  garder: true,
};

const traiter = async (options: TransmettreOptions, prise: TransmissionEnMain): Promise<void> => {
  const enMain = prise.etat.etat === 'EN_COURS' ? await avancer(options, prise, interruption) : prise;
  if (!enMain) return;
  const dossier = options.dossierDe(enMain.departement);
  return enMain.etat.etat === 'A_RELIRE' ? relire(options, dossier, enMain) : envoyer(options, dossier, enMain);
};

/**
 * Brings one transmission a step further: intent before the call, outcome after, each in its own
 * transaction; found under way or uncertain, France Travail is read again first. An error thrown (base
 * lost) leaves the row as it was: its lease ends and somebody takes it up.
 */
export const createTransmettre = (options: TransmettreOptions) => (enMain: TransmissionEnMain): Promise<void> => {
  const attributes = { 'relais.transmission': enMain.id, 'relais.operation': enMain.envoi.operation, 'relais.etat': enMain.etat.etat };
  return options.tracer(`transmettre ${enMain.envoi.operation}`, { parent: enMain.traceparent, attributes }, () => traiter(options, enMain));
};
