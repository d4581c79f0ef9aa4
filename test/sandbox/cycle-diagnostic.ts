import {
  IMPACTS,
  SOUS_TYPOLOGIES,
  TYPOLOGIES,
  VALEURS_BESOIN,
  VALEURS_CONTRAINTE,
  VALEURS_OBJECTIF,
  VALEURS_SITUATION,
  type AgentDiagnostic,
  type Contrainte,
  type Diagnostic,
  type Domaine,
  type Dossier,
  type Metier,
  type Trace,
  type Valeur,
} from './modele-diagnostic.js';
import { BESOIN_NUMERIQUE, CONTRAINTE_NUMERIQUE, CONTRAINTES, REPONSES, THEMATIQUES, type ContrainteConnue } from './referentiel-diagnostic.js';
import { champs, champTexte } from './valeurs.js';

/** Writings on a diagnostic: each gives the dossier changed, or what is wrong with what was sent. */

export type Ecriture = { dossier: Dossier } | { probleme: string };
type Corps = Record<string, unknown>;

const refus = (probleme: string): { probleme: string } => ({ probleme });
const liste = (valeur: unknown): Corps[] => (Array.isArray(valeur) ? valeur.map(champs) : []);

/** The trace of a writing; undefined when its date of exploration cannot be read. */
export function traceDe(corps: Corps, agent: AgentDiagnostic): Trace | undefined {
  const date = Date.parse(champTexte(corps, 'dateExploration') ?? '');
  return Number.isNaN(date) ? undefined : { agent, date: new Date(date).toISOString() };
}

const DATE_MANQUE = refus('dateExploration est obligatoire');

interface Nomenclature {
  codes: ReadonlySet<string>;
  valeurs: readonly string[];
}

const codesDe = (membres: readonly { code: string }[]): Set<string> => new Set(membres.map(({ code }) => code));
const BESOINS = codesDe(THEMATIQUES.flatMap(({ besoins }) => besoins));

// Written NON_ABORDEE by the documentation of the write, NON_ABORDE by that of the read.
const normaliser = (valeur: string): string => (valeur === 'NON_ABORDEE' ? 'NON_ABORDE' : valeur);

/** Values by code, or the first that the reference list does not know. */
function valeurs(recues: readonly Corps[], { codes, valeurs: admises }: Nomenclature, lire = (valeur: string): string => valeur): Record<string, string> | { probleme: string } {
  const lues: Record<string, string> = {};
  for (const recue of recues) {
    const code = champTexte(recue, 'code') ?? '';
    const valeur = lire(champTexte(recue, 'valeur') ?? '');
    if (!codes.has(code) || !admises.includes(valeur)) return refus(`code ${code} ou valeur ${valeur} absents du référentiel`);
    lues[code] = valeur;
  }
  return lues;
}

const enProbleme = (lu: object): lu is { probleme: string } => 'probleme' in lu;
const tracer = (lues: Record<string, string>, trace: Trace): Record<string, Valeur> =>
  Object.fromEntries(Object.entries(lues).map(([code, valeur]) => [code, { valeur, ...trace }]));

const historiser = (dossier: Dossier, trace: Trace, version: { domaine: Domaine; idDiagnostic?: string; donnees: object }): Dossier => ({
  ...dossier,
  versions: [...dossier.versions, { agent: trace.agent, date: trace.date, ...version }],
});

interface Exploration {
  connues: readonly ContrainteConnue[];
  contraintes: readonly Corps[];
  situations: readonly Corps[];
  objectifs: readonly Corps[];
}

function contraintesRecues(recues: readonly Corps[], connues: readonly ContrainteConnue[], trace: Trace): Record<string, Contrainte> | { probleme: string } {
  const lues = valeurs(recues, { codes: codesDe(connues), valeurs: VALEURS_CONTRAINTE });
  if (enProbleme(lues)) return lues;
  const faites: Record<string, Contrainte> = {};
  for (const recue of recues) {
    const code = champTexte(recue, 'code') ?? '';
    const impact = champTexte(recue, 'impact');
    if (impact !== undefined && !IMPACTS.includes(impact)) return refus(`impact ${impact} absent du référentiel`);
    faites[code] = { valeur: lues[code] ?? '', impact, prioritaire: recue['estPrioritaire'] === true, ...trace };
  }
  return faites;
}

/** Only one constraint has priority: the last one said so. */
function fusionner(anciennes: Record<string, Contrainte>, recues: Record<string, Contrainte>): Record<string, Contrainte> {
  const prioritaire = Object.keys(recues).findLast((code) => recues[code]?.prioritaire);
  const toutes = { ...anciennes, ...recues };
  if (prioritaire === undefined) return toutes;
  return Object.fromEntries(Object.entries(toutes).map(([code, contrainte]) => [code, { ...contrainte, prioritaire: code === prioritaire }]));
}

const abordee = (contrainte: Contrainte | undefined): boolean => contrainte !== undefined && contrainte.valeur !== 'NON_ABORDEE';

/** Codes of situations or objectives whose constraint was spoken of. */
const ouvertes = (connues: readonly ContrainteConnue[], contraintes: Record<string, Contrainte>, genre: 'situations' | 'objectifs'): Set<string> =>
  codesDe(connues.filter(({ code }) => abordee(contraintes[code])).flatMap((connue) => connue[genre]));

function explorer(dossier: Dossier, trace: Trace, recu: Exploration): Ecriture {
  const faites = contraintesRecues(recu.contraintes, recu.connues, trace);
  if (enProbleme(faites)) return faites;
  const contraintes = fusionner(dossier.contraintes, faites);
  const situations = valeurs(recu.situations, { codes: ouvertes(recu.connues, contraintes, 'situations'), valeurs: VALEURS_SITUATION });
  if (enProbleme(situations)) return situations;
  const objectifs = valeurs(recu.objectifs, { codes: ouvertes(recu.connues, contraintes, 'objectifs'), valeurs: VALEURS_OBJECTIF }, normaliser);
  if (enProbleme(objectifs)) return objectifs;
  return {
    dossier: {
      ...dossier,
      contraintes,
      situations: { ...dossier.situations, ...tracer(situations, trace) },
      objectifs: { ...dossier.objectifs, ...tracer(objectifs, trace) },
    },
  };
}

const historique = (recues: readonly Corps[], connues: readonly { code: string; libelle: string }[]): object[] =>
  recues.map((recue) => {
    const code = champTexte(recue, 'code');
    const impact = champTexte(recue, 'impact');
    const prioritaire = recue['estPrioritaire'];
    return {
      code,
      libelle: connues.find((connue) => connue.code === code)?.libelle,
      valeur: champTexte(recue, 'valeur'),
      ...(impact === undefined ? {} : { impact }),
      ...(typeof prioritaire === 'boolean' ? { estPrioritaire: prioritaire } : {}),
    };
  });

const PERSONNELLES = CONTRAINTES.filter(({ code }) => code !== CONTRAINTE_NUMERIQUE);
const NUMERIQUES = CONTRAINTES.filter(({ code }) => code === CONTRAINTE_NUMERIQUE);
const situationsDe = (connues: readonly ContrainteConnue[]) => connues.flatMap(({ situations }) => situations);
const objectifsDe = (connues: readonly ContrainteConnue[]) => connues.flatMap(({ objectifs }) => objectifs);

export function ecrireContraintes(dossier: Dossier, corps: Corps, agent: AgentDiagnostic): Ecriture {
  const trace = traceDe(corps, agent);
  if (!trace) return DATE_MANQUE;
  const contraintes = liste(corps['contraintesAEnregistrer']);
  const situations = liste(corps['situationsAEnregistrer']);
  const objectifs = liste(corps['objectifsAEnregistrer']);
  const declare = corps['declareSansContrainteAEnregistrer'];
  if (contraintes.length + situations.length + objectifs.length === 0 && typeof declare !== 'boolean') return refus('aucune contrainte, situation ni objectif à enregistrer');
  const explore = explorer(dossier, trace, { connues: PERSONNELLES, contraintes, situations, objectifs });
  if ('probleme' in explore) return explore;
  const sansContrainte = typeof declare === 'boolean' ? { flag: declare, date: trace.date } : dossier.sansContrainte;
  const donnees = {
    contraintes: historique(contraintes, PERSONNELLES),
    situations: historique(situations, situationsDe(PERSONNELLES)),
    objectifs: historique(objectifs, objectifsDe(PERSONNELLES)),
  };
  return { dossier: historiser({ ...explore.dossier, sansContrainte, exploration: trace }, trace, { domaine: 'contraintes', donnees }) };
}

export function ecrireNumerique(dossier: Dossier, corps: Corps, agent: AgentDiagnostic): Ecriture {
  const trace = traceDe(corps, agent);
  if (!trace) return DATE_MANQUE;
  const un = (champ: string): Corps[] => (corps[champ] ? [champs(corps[champ])] : []);
  const contraintes = un('contrainteAEnregistrer');
  const besoins = un('besoinAEnregistrer');
  const situations = liste(corps['situationsAEnregistrer']);
  const objectifs = liste(corps['objectifsAEnregistrer']);
  if (contraintes.length + besoins.length + situations.length + objectifs.length === 0) return refus('rien à enregistrer');
  const besoin = valeurs(besoins, { codes: new Set([BESOIN_NUMERIQUE]), valeurs: VALEURS_BESOIN });
  if (enProbleme(besoin)) return besoin;
  const explore = explorer(dossier, trace, { connues: NUMERIQUES, contraintes, situations, objectifs });
  if ('probleme' in explore) return explore;
  const numerique = { ...trace, besoin: tracer(besoin, trace)[BESOIN_NUMERIQUE] ?? dossier.numerique?.besoin };
  const [contrainte] = historique(contraintes, NUMERIQUES);
  const [besoinLu] = historique(besoins, THEMATIQUES.flatMap((thematique) => thematique.besoins));
  const donnees = {
    ...(contrainte && { contrainte }),
    ...(besoinLu && { besoin: besoinLu }),
    situations: historique(situations, situationsDe(NUMERIQUES)),
    objectifs: historique(objectifs, objectifsDe(NUMERIQUES)),
  };
  return { dossier: historiser({ ...explore.dossier, numerique }, trace, { domaine: 'autonomienumerique', donnees }) };
}

export function ecrirePouvoirAgir(dossier: Dossier, corps: Corps, trace: Trace): Ecriture {
  const confiance = champTexte(corps, 'confiance') ?? '';
  const accompagnement = champTexte(corps, 'accompagnement') ?? '';
  const admises: readonly string[] = REPONSES;
  if (!admises.includes(confiance) || !admises.includes(accompagnement)) return refus(`confiance et accompagnement doivent valoir ${REPONSES.join(', ')}`);
  const donnees = { confiance, accompagnement };
  return { dossier: historiser({ ...dossier, pouvoirAgir: { ...donnees, ...trace } }, trace, { domaine: 'pouvoiragir', donnees }) };
}

const CHAMPS_METIER = ['idMetierChiffre', 'nomMetier', 'codeRome', 'codeAppellation', 'codeTypologie', 'codeSousTypologie'] as const;

function metierDe(corps: Corps): Metier | { probleme: string } {
  const metier = Object.fromEntries(CHAMPS_METIER.flatMap((champ) => (typeof corps[champ] === 'string' ? [[champ, corps[champ]]] : []))) as Metier;
  if (Object.keys(metier).length === 0) return refus('diagnostic vide');
  if (metier.codeTypologie !== undefined && !TYPOLOGIES.includes(metier.codeTypologie)) return refus('codeTypologie absent du référentiel');
  if (metier.codeSousTypologie !== undefined && !SOUS_TYPOLOGIES.includes(metier.codeSousTypologie)) return refus('codeSousTypologie absent du référentiel');
  return metier;
}

const ranger = (dossier: Dossier, diagnostic: Diagnostic): Dossier => {
  const connu = dossier.diagnostics.some(({ id }) => id === diagnostic.id);
  const autres = connu ? dossier.diagnostics.map((ancien) => (ancien.id === diagnostic.id ? diagnostic : ancien)) : [...dossier.diagnostics, diagnostic];
  // One profession has priority.
  const diagnostics = diagnostic.prioritaire ? autres.map((autre) => ({ ...autre, prioritaire: autre.id === diagnostic.id })) : autres;
  return { ...dossier, diagnostics };
};

/** The wire form of a diagnostic in the history. */
const diagnosticHistorise = ({ id, prioritaire, partenaire, date, statut, ...diagnostic }: Diagnostic): object => ({
  ...Object.fromEntries(CHAMPS_METIER.map((champ) => [champ, diagnostic[champ]])),
  idDiagnostic: id,
  estPrioritaire: prioritaire,
  estCreationPartenaire: partenaire,
  dateMiseAJour: date,
  statut,
});

const noter = (dossier: Dossier, trace: Trace, diagnostic: Diagnostic): Dossier =>
  historiser(ranger(dossier, diagnostic), trace, { domaine: 'diagnostics', donnees: { diagnostics: [diagnosticHistorise(diagnostic)] } });

/** A diagnostic that was not deleted. */
export const diagnosticDe = (dossier: Dossier, id: string | undefined): Diagnostic | undefined =>
  dossier.diagnostics.find((connu) => connu.id === id && connu.statut !== 'SUPPRIME');

export function creerDiagnostic(dossier: Dossier, corps: Corps, { id, trace }: { id: string; trace: Trace }): Ecriture {
  const metier = metierDe(corps);
  if (enProbleme(metier)) return metier;
  const cree: Diagnostic = { idMetierChiffre: 'API_PARTENAIRE', ...metier, id, ...trace, statut: 'EN_COURS', prioritaire: corps['prioritaire'] === true, partenaire: true, besoins: {} };
  return { dossier: noter(dossier, trace, cree) };
}

export function modifierDiagnostic(dossier: Dossier, corps: Corps, { id, trace }: { id: string; trace: Trace }): Ecriture {
  const connu = diagnosticDe(dossier, id);
  const metier = metierDe(corps);
  if (!connu) return refus('idDiagnostic inexistant');
  if (enProbleme(metier)) return metier;
  const prioritaire = typeof corps['prioritaire'] === 'boolean' ? corps['prioritaire'] : connu.prioritaire;
  return { dossier: noter(dossier, trace, { ...connu, ...metier, ...trace, prioritaire }) };
}

/** Absent, the parameter turns the priority over. */
export const prioriser = (dossier: Dossier, connu: Diagnostic, { prioritaire, trace }: { prioritaire?: boolean | undefined; trace: Trace }): Dossier =>
  noter(dossier, trace, { ...connu, prioritaire: prioritaire ?? !connu.prioritaire, date: trace.date });

export const supprimer = (dossier: Dossier, connu: Diagnostic, trace: Trace): Dossier => noter(dossier, trace, { ...connu, ...trace, statut: 'SUPPRIME', prioritaire: false });

export function ecrireBesoins(dossier: Dossier, corps: Corps, { id, agent }: { id: string; agent: AgentDiagnostic }): Ecriture {
  const connu = diagnosticDe(dossier, id);
  const trace = traceDe(corps, agent);
  const recus = liste(corps['besoinAEnregistrer']);
  if (!connu) return refus('idDiagnostic inexistant');
  if (!trace) return DATE_MANQUE;
  if (recus.length === 0) return refus('aucun besoin à enregistrer');
  const lus = valeurs(recus, { codes: BESOINS, valeurs: VALEURS_BESOIN });
  if (enProbleme(lus)) return lus;
  const change = ranger(dossier, { ...connu, besoins: { ...connu.besoins, ...tracer(lus, trace) } });
  const besoins = historique(recus, THEMATIQUES.flatMap((thematique) => thematique.besoins));
  return { dossier: historiser(change, trace, { domaine: 'besoins', idDiagnostic: id, donnees: { besoins, idDiagnostic: id } }) };
}
