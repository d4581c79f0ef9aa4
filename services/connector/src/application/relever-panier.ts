import { type Activite } from '../domain/panier/activite.js';
import { preconisationDe } from '../domain/panier/preconisation.js';
import { idConsequenceDe, propositionSanctionDe } from '../domain/sanction/proposition.js';
import { type Backoff, nextWaitMs } from '../domain/transmission/backoff.js';
import { type Failed, type Outcome } from '../domain/transmission/outcome.js';
import { type Acces, type ActiviteAPublier, type Contenu, type Journal, type Panier, type PanierFranceTravail, type Tracer, type Usagers } from './ports.js';

export type ReleverOptions = Readonly<{
  departement: string;
  franceTravail: PanierFranceTravail;
  usagers: Usagers;
  panier: Panier;
  random: () => number;
  tracer: Tracer;
  journal: Journal;
}>;


/** A person who is not ours yet may be tomorrow: tried again, less and less often. */
const REPORT: Backoff = { baseMs: 10_000, maxMs: 3_600_000 };

type Reconnue = Readonly<{ usagerId: string; acces: Acces }>;

const reconnaitre = async ({ departement, franceTravail, usagers }: ReleverOptions, numero: string): Promise<Outcome<Reconnue>> => {
  const trouve = await franceTravail.rechercher(numero);
  if (trouve.kind !== 'ok') return trouve;
  const identite = await franceTravail.identite(trouve.value);
  if (identite.kind !== 'ok') return identite;
  const usager = await usagers.correspondre(departement, { ...identite.value, numeroFranceTravail: numero });
  return usager.kind === 'ok' ? { kind: 'ok', value: { usagerId: usager.value, acces: trouve.value } } : usager;
};

/** What an activity proposes, read at France Travail; a failure when it proposes nothing any more. */
type Lecture = (franceTravail: PanierFranceTravail, activite: Activite, acces: Acces) => Promise<Outcome<Contenu>>;

const lireOrientation: Lecture = async (franceTravail, activite, acces) => {
  const lues = await franceTravail.orientationsDe(acces);
  if (lues.kind !== 'ok') return lues;
  const preconisation = preconisationDe(activite, lues.value);
  return preconisation ? { kind: 'ok', value: { nature: 'orientation', preconisation } } : { kind: 'not-found', code: 'ORIENTATION_DEJA_DECIDEE' };
};

const lireSanction: Lecture = async (franceTravail, activite, acces) => {
  const id = idConsequenceDe(activite);
  if (id === undefined) return { kind: 'not-found', code: 'ACTIVITE_SANS_SANCTION' };
  const lu = await franceTravail.manquementDe(acces, id);
  if (lu.kind !== 'ok') return lu;
  const sanction = propositionSanctionDe(activite, lu.value);
  return sanction ? { kind: 'ok', value: { nature: 'sanction', sanction } } : { kind: 'not-found', code: 'SANCTION_DEJA_DECIDEE' };
};

/** The activities read in the basket: orientation to decide, suspension to take up, suppression to decide. */
const lectures = { ACT382: lireOrientation, ACT366: lireSanction, ACT370: lireSanction } as const;
type Code = keyof typeof lectures;
const CODES = Object.keys(lectures) as readonly Code[];

const publier = async (options: ReleverOptions, { activite, code }: { activite: Activite; code: Code }, correlationId: string): Promise<Outcome<boolean>> => {
  const { departement, franceTravail, panier } = options;
  const { numeroFranceTravail } = activite;
  if (numeroFranceTravail === null) return { kind: 'not-found', code: 'ACTIVITE_SANS_USAGER' };
  const reconnue = await reconnaitre(options, numeroFranceTravail);
  if (reconnue.kind !== 'ok') return reconnue;
  const { usagerId, acces } = reconnue.value;
  await franceTravail.retenir(usagerId, acces);
  const contenu = await lectures[code](franceTravail, activite, acces);
  if (contenu.kind !== 'ok') return contenu;
  return { kind: 'ok', value: await panier.publier(departement, { usagerId, activite, contenu: contenu.value, correlationId }) };
};

const reporter = async ({ departement, panier, random }: ReleverOptions, { identifiantActivite, essais }: ActiviteAPublier, issue: Failed): Promise<void> => {
  const asked = issue.kind === 'retry-later' && issue.waitMs !== undefined ? { askedMs: issue.waitMs } : {};
  const attenteMs = nextWaitMs(REPORT, { attempt: essais + 1, random: random(), ...asked });
  await panier.reporter(departement, { identifiantActivite, code: issue.code, attenteMs });
};

const traiter = (options: ReleverOptions, aPublier: ActiviteAPublier, vue: { activite: Activite; code: Code }): Promise<void> =>
  options.tracer('recevoir proposition', { attributes: { 'relais.departement': options.departement } }, async () => {
    const issue = await publier(options, vue, aPublier.correlationId);
    if (issue.kind !== 'ok') await reporter(options, aPublier, issue);
  });

const releverCode = async (options: ReleverOptions, code: Code): Promise<Outcome> => {
  const { departement, franceTravail, panier, journal } = options;
  const lues = await franceTravail.activites(code);
  if (lues.kind !== 'ok') return lues;
  const activites = lues.value;
  const { diff, aPublier } = await panier.noterReleve({ departement, codeActivite: code, activites });
  const { nouvelles, disparues } = diff;
  if (nouvelles.length + disparues.length > 0) {
    journal.info('panier relevé', { departement, codeActivite: code, nouvelles: nouvelles.length, disparues: disparues.length, presentes: activites.length });
  }
  const byId = new Map(activites.map((activite) => [activite.identifiantActivite, activite]));
  for (const due of aPublier) {
    const activite = byId.get(due.identifiantActivite);
    // Still ours? Somebody else may have taken the basket over.
    if (!activite || !(await panier.prendre(departement))) continue;
    await traiter(options, due, { activite, code });
  }
  return { kind: 'ok', value: undefined };
};

const relever = async (options: ReleverOptions): Promise<Outcome> => {
  for (const code of CODES) {
    const issue = await releverCode(options, code);
    if (issue.kind !== 'ok') return issue;
  }
  return { kind: 'ok', value: undefined };
};

/**
 * Reads the basket of a département once, whole, and tells what is new in it, once for each activity.
 * What cannot be told yet (unknown person, France Travail away) is kept with its reason and tried again
 * at a later reading. One reader at a time; what France Travail asked to wait, in milliseconds, if it did.
 */
export const releverPanier = async (options: ReleverOptions): Promise<number | undefined> => {
  const { departement, panier, journal, tracer } = options;
  if (!(await panier.prendre(departement))) return undefined;
  const issue = await tracer('relever panier', { attributes: { 'relais.departement': departement } }, () => relever(options));
  await panier.rendre(departement, issue.kind === 'ok' ? null : issue.code);
  if (issue.kind === 'ok') return undefined;
  journal.warn('panier non relevé', { departement, code: issue.code });
  return issue.kind === 'retry-later' ? issue.waitMs : undefined;
};
