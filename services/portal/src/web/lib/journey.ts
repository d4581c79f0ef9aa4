import { formatDuration, formatPreciseInstant } from './format.js';
import { labelOf } from './labels.js';
import { type Fait, type Livraison, type Tentative, type Transmission } from './model.js';
import { reachOf, tell } from './facts.js';

export type StepState = 'fait' | 'en-cours' | 'echec' | 'sans-objet';

/** One step of a fact's way, from who said it to who heard it. */
export type Step = Readonly<{ title: string; state: StepState; at: string | null; details: readonly string[] }>;

export type Way = Readonly<{
  fait: Fait;
  /** The other facts known of the person. */
  autres: readonly Fait[];
  /** Whether the reader may see what was exchanged with France Travail and partners. */
  echanges: boolean;
  transmission: (Transmission & Readonly<{ tentatives: readonly Tentative[] }>) | undefined;
  livraisons: readonly Livraison[];
}>;

const causeOf = ({ fait: { origine }, autres }: Way): string => {
  if (origine.causationId === null) return 'Demande d’un agent, d’un flux ou d’un outil du département';
  const cause = autres.find(({ id }) => id === origine.causationId);
  return cause === undefined ? 'Suite d’un autre fait, reçu par le bus' : `Suite du fait « ${tell(cause).title} », reçu par le bus`;
};

const received = (way: Way): Step => ({ title: 'Reçu', state: 'fait', at: way.fait.at, details: [tell(way.fait).source, causeOf(way)] });

const journalled = ({ fait }: Way): Step => ({
  title: 'Journalisé',
  state: 'fait',
  at: fait.at,
  details: [`Fait n° ${fait.sequence} de cette personne, dans le journal du service ${labelOf('service', fait.service)}`],
});

const published = ({ fait }: Way): Step => ({
  title: 'Publié',
  state: fait.publie ? 'fait' : 'en-cours',
  at: fait.publieLe,
  details: [fait.publie ? `Accusé de réception du bus : à la disposition de qui peut lire ${fait.topic}` : 'En attente de publication sur le bus'],
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
  title: `Livré au partenaire ${abonnement}, par webhook`,
  state: STATES[etat] ?? 'en-cours',
  at: closeLe,
  details: [`${labelOf('livraison', etat)}, ${essais === 1 ? '1 essai' : `${essais} essais`}${code === null || etat === 'LIVREE' ? '' : `, ${code}`}`],
});

const onTopic = ({ topic, publie, publieLe }: Fait): Step => ({
  title: `Livré au partenaire, sur son topic ${topic}`,
  state: publie ? 'fait' : 'en-cours',
  at: publieLe,
  details: [publie ? 'Accusé de réception du bus' : 'En attente de publication sur le bus'],
});

const NOBODY: Step = { title: 'Partenaires', state: 'sans-objet', at: null, details: ['Aucun partenaire abonné n’est destinataire de ce fait'] };
const OUTSIDE = 'France Travail et partenaires';
const HIDDEN: Step = { title: OUTSIDE, state: 'sans-objet', at: null, details: ['Les échanges avec France Travail et les partenaires sont consultables par le département'] };

/** Known once the connector has the fact: it decides of both at once. */
const told = (way: Way): readonly Step[] => {
  if (way.transmission === undefined) return [];
  const topics = way.autres.filter(({ type, origine }) => type === 'partenaires.PersonneOrientee' && origine.causationId === way.fait.id);
  const steps = [...topics.map(onTopic), ...way.livraisons.map(delivered)];
  return steps.length === 0 ? [NOBODY] : steps;
};

/** The whole way of a fact, as far as it is known. */
export const journeyOf = (way: Way): readonly Step[] => {
  const inside = [received(way), journalled(way), published(way)];
  const { franceTravail, partenaires, pourquoi } = reachOf(way.fait);
  if (!franceTravail) return [...inside, { title: OUTSIDE, state: 'sans-objet', at: null, details: [pourquoi] }];
  if (!way.echanges) return [...inside, HIDDEN];
  return [...inside, sent(way), answered(way), ...(partenaires ? told(way) : [])];
};

/** True while something is still expected. */
export const underWay = (steps: readonly Step[]): boolean => steps.some(({ state }) => state === 'en-cours');
