import { formatDuration, formatPreciseInstant } from './format.js';
import { labelOf } from './labels.js';
import { type Fait, type Livraison, type Tentative, type Transmission } from './model.js';
import { goesOut, tell } from './facts.js';

export type StepState = 'fait' | 'en-cours' | 'echec' | 'sans-objet';

/** One step of a fact's way, from who said it to who heard it. */
export type Step = Readonly<{ title: string; state: StepState; at: string | null; details: readonly string[] }>;

export type Way = Readonly<{
  fait: Fait;
  transmission: (Transmission & Readonly<{ tentatives: readonly Tentative[] }>) | undefined;
  livraisons: readonly Livraison[];
}>;

const received = ({ fait }: Way): Step => ({
  title: 'Reçu',
  state: 'fait',
  at: fait.at,
  details: [tell(fait).source, fait.origine.causationId === null ? 'Demande d’un agent ou d’un outil du département' : 'Suite d’un autre fait, reçu par le bus'],
});

const journalled = ({ fait }: Way): Step => ({
  title: 'Journalisé',
  state: 'fait',
  at: fait.at,
  details: [`Fait n° ${fait.sequence} de cette personne, dans le journal du service ${fait.service}`],
});

const published = ({ fait }: Way): Step => ({
  title: 'Publié',
  state: fait.publie ? 'fait' : 'en-cours',
  at: null,
  details: [fait.publie ? 'Sur le bus, à la disposition des autres services' : 'En attente de publication sur le bus'],
});

const STATES: Readonly<Record<string, StepState>> = { ACQUITTEE: 'fait', REFUSEE: 'echec', A_TRAITER: 'echec', LIVREE: 'fait', MORTE: 'echec' };

const GENRES: Readonly<Record<string, string>> = { ENVOI: 'Envoi', RELECTURE: 'Relecture', PREALABLE: 'Préparation' };

const tried = ({ genre, debut, fin, issue, code }: Tentative, rank: number): string => {
  const took = fin === null ? 'en cours' : formatDuration(debut, fin);
  return `Essai ${rank + 1} : ${(GENRES[genre] ?? genre).toLowerCase()}, ${took}${issue === null || issue === 'ok' ? '' : `, ${code ?? issue}`}`;
};

const sent = ({ transmission }: Way): Step => {
  if (transmission === undefined) return { title: 'Envoyé à France Travail', state: 'en-cours', at: null, details: ['En attente de prise en charge'] };
  const { tentatives } = transmission;
  const last = tentatives.filter(({ genre }) => genre === 'ENVOI').at(-1);
  return {
    title: 'Envoyé à France Travail',
    state: last === undefined ? 'en-cours' : 'fait',
    at: last?.debut ?? null,
    details: [`Pris en charge par le connecteur le ${formatPreciseInstant(transmission.creeLe)}`, ...tentatives.map(tried)],
  };
};

const answered = ({ transmission }: Way): Step => ({
  title: 'Réponse de France Travail',
  state: transmission === undefined ? 'en-cours' : (STATES[transmission.etat] ?? 'en-cours'),
  at: transmission?.closeLe ?? null,
  details: transmission === undefined ? [] : [labelOf('transmission', transmission.etat), ...(transmission.explication === null ? [] : [transmission.explication])],
});

const delivered = ({ abonnement, etat, essais, code, closeLe }: Livraison): Step => ({
  title: `Livré au partenaire ${abonnement}`,
  state: STATES[etat] ?? 'en-cours',
  at: closeLe,
  details: [`${labelOf('livraison', etat)}, ${essais === 1 ? '1 essai' : `${essais} essais`}${code === null || etat === 'LIVREE' ? '' : `, ${code}`}`],
});

const NOBODY: Step = { title: 'Partenaires', state: 'sans-objet', at: null, details: ['Aucun partenaire abonné n’est destinataire de ce fait'] };
const STAYS: Step = { title: 'France Travail et partenaires', state: 'sans-objet', at: null, details: ['Ce fait reste dans la maison : il n’est transmis à personne d’autre'] };

/** The whole way of a fact, as far as it is known. */
export const journeyOf = (way: Way): readonly Step[] => {
  const inside = [received(way), journalled(way), published(way)];
  if (!goesOut(way.fait.type)) return [...inside, STAYS];
  const partners = way.livraisons.length === 0 ? [NOBODY] : way.livraisons.map(delivered);
  return [...inside, sent(way), answered(way), ...partners];
};

/** True while something is still expected. */
export const underWay = (steps: readonly Step[]): boolean => steps.some(({ state }) => state === 'en-cours');
