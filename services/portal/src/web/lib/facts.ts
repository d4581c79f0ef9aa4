import { formatDate } from './format.js';
import { labelOf, orientationText } from './labels.js';
import { type Fait } from './model.js';

/** A fact as it is told on the pages: what happened, who said it, what it says. */
export type Told = Readonly<{ title: string; source: string; text: string }>;

type Summary = Fait['resume'];

const text = (resume: Summary, name: string): string => (typeof resume[name] === 'string' ? resume[name] : '');
const date = (resume: Summary, name: string): string => (text(resume, name) === '' ? '' : formatDate(text(resume, name)));
const structureOf = ({ structure }: Summary): { code: string } | null => (structure as { code: string } | null | undefined) ?? null;
const choice = (resume: Summary): string =>
  orientationText({ parcours: text(resume, 'parcours'), organisme: text(resume, 'organisme'), structure: structureOf(resume) });

const stories: Readonly<Record<string, (resume: Summary) => Told>> = {
  'orientation.OrientationOuverte': (resume) => ({
    title: 'Orientation à prendre',
    source: 'Flux CAF ou MSA',
    text: `Information reçue le ${date(resume, 'dateReception')}, à décider avant le ${date(resume, 'echeance')}`,
  }),
  'orientation.PreconisationEnregistree': (resume) => ({ title: 'Préconisation reçue', source: 'France Travail', text: choice(resume) }),
  'orientation.OrientationDecidee': (resume) => ({
    title: text(resume, 'sens') === 'ACCEPTEE' ? 'Préconisation acceptée' : 'Préconisation refusée',
    source: `Département, agent ${text(resume, 'decideurId')}`,
    text: text(resume, 'motifRefus') === '' ? choice(resume) : `${choice(resume)}. Motif : ${labelOf('motif', text(resume, 'motifRefus')).toLowerCase()}`,
  }),
  'orientation.OrientationClose': (resume) => ({
    title: 'Orientation close',
    source: 'Flux CAF ou MSA',
    text: `Droit fermé, constaté le ${date(resume, 'dateCloture')}`,
  }),
};

const SERVICES: Readonly<Record<string, string>> = {
  orientation: 'Orientation',
  accompaniment: 'Accompagnement',
  sanctions: 'Sanctions',
  connector: 'France Travail',
  usagers: 'Référentiel usagers',
};

const words = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

/** Tells a fact; one that the pages do not know yet is told by its own name. */
export const tell = ({ type, service, resume }: Fait): Told => {
  const story = stories[type];
  if (story) return story(resume);
  const name = words(type.split('.').at(-1) ?? type);
  return { title: name.charAt(0).toUpperCase() + name.slice(1), source: SERVICES[service] ?? service, text: '' };
};

/** True when France Travail and partners are told of it. */
export const goesOut = (type: string): boolean => type === 'orientation.OrientationDecidee';
