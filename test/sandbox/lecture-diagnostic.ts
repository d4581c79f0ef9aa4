import { BESOIN_NUMERIQUE, CONTRAINTE_NUMERIQUE, CONTRAINTES, ANALYSES, THEMATIQUE_CONTRAINTE, THEMATIQUES, type Code, type ContrainteConnue } from './referentiel-diagnostic.js';
import { type AgentDiagnostic, type Diagnostic, type Domaine, type Dossier, type Trace, type Valeur, type Version } from './modele-diagnostic.js';
import { heureParis } from './valeurs.js';

/** How a diagnostic is read (fact sheet section 11): every code of the reference list, spoken of or not. */

const agentLu = ({ nom, prenom, structure, type }: AgentDiagnostic): object => ({ nom, prenom, structure, type });

const trace = (lue: Trace | undefined): object => ({ agent: lue ? agentLu(lue.agent) : null, dateExploration: lue ? heureParis(lue.date) : null });

const valeurLue = ({ code, libelle }: Code, lue: Valeur | undefined, defaut: string): object => ({ code, libelle, valeur: lue?.valeur ?? defaut, ...trace(lue) });

// Only the published label is known; the others stay empty.
const TYPOLOGIES: Record<string, string> = { MR: 'métier recherché' };

export interface Options {
  /** Breaks the accents of `typologie`. */
  mojibake: boolean;
}

function diagnosticLu({ id, prioritaire, partenaire, statut, date, agent, ...metier }: Diagnostic, { mojibake }: Options): object {
  const typologie = TYPOLOGIES[metier.codeTypologie ?? ''] ?? null;
  return {
    idDiagnostic: id,
    idMetierChiffre: metier.idMetierChiffre,
    nomMetier: metier.nomMetier,
    typologie: typologie !== null && mojibake ? Buffer.from(typologie, 'utf8').toString('latin1') : typologie,
    codeTypologie: metier.codeTypologie,
    codeSousTypologie: metier.codeSousTypologie ?? null,
    codeRome: metier.codeRome,
    codeAppellation: metier.codeAppellation,
    statut,
    estPrioritaire: prioritaire,
    agent: agentLu(agent),
    dateMiseAJour: heureParis(date),
    dateMiseAJourProjet: null,
    estCreationPartenaire: partenaire,
  };
}

const presents = ({ diagnostics }: Dossier): Diagnostic[] => diagnostics.filter(({ statut }) => statut !== 'SUPPRIME');

export const diagnosticsLus = (dossier: Dossier, options: Options): object | undefined => {
  const diagnostics = presents(dossier);
  return diagnostics.length > 0 ? { diagnostics: diagnostics.map((diagnostic) => diagnosticLu(diagnostic, options)) } : undefined;
};

function besoinsDuDiagnostic(diagnostic: Diagnostic, options: Options): object {
  const dernier = Object.values(diagnostic.besoins).sort((a, b) => (a.date < b.date ? 1 : -1))[0];
  return {
    diagnostic: diagnosticLu(diagnostic, options),
    dateDerniereExplorationBesoin: dernier ? heureParis(dernier.date) : null,
    agentDerniereExplorationBesoin: dernier ? agentLu(dernier.agent) : null,
    thematiquesBesoins: THEMATIQUES.map(({ code, libelle, besoins }) => ({
      code,
      libelle,
      besoins: besoins.filter((besoin) => besoin.code !== BESOIN_NUMERIQUE).map((besoin) => valeurLue(besoin, diagnostic.besoins[besoin.code], 'NON_EXPLORE')),
    })),
  };
}

export const besoinsLus = (dossier: Dossier, options: Options): object[] | undefined => {
  const diagnostics = presents(dossier);
  return diagnostics.length > 0 ? diagnostics.map((diagnostic) => besoinsDuDiagnostic(diagnostic, options)) : undefined;
};

function contrainteLue({ contraintes, situations, objectifs }: Dossier, connue: ContrainteConnue): object {
  const lue = contraintes[connue.code];
  return {
    code: connue.code,
    libelle: connue.libelle,
    valeur: lue?.valeur ?? 'NON_ABORDEE',
    // Absent while the constraint was not spoken of.
    impact: lue && lue.valeur !== 'NON_ABORDEE' ? (lue.impact ?? 'NON_RENSEIGNE') : undefined,
    estPrioritaire: lue?.prioritaire ?? false,
    dateExploration: lue ? heureParis(lue.date) : null,
    situations: connue.situations.map((situation) => valeurLue(situation, situations[situation.code], 'NON_ABORDEE')),
    objectifs: connue.objectifs.map((objectif) => valeurLue(objectif, objectifs[objectif.code], 'NON_ABORDE')),
  };
}

export function contraintesLues(dossier: Dossier): object | undefined {
  const { exploration, sansContrainte } = dossier;
  if (!exploration) return undefined;
  return {
    ...trace(exploration),
    ...THEMATIQUE_CONTRAINTE,
    declareSansContrainte: sansContrainte && { flag: sansContrainte.flag, date: heureParis(sansContrainte.date) },
    contraintes: CONTRAINTES.filter(({ code }) => code !== CONTRAINTE_NUMERIQUE).map((connue) => contrainteLue(dossier, connue)),
  };
}

export function numeriqueLu(dossier: Dossier): object | undefined {
  const { numerique } = dossier;
  const connue = CONTRAINTES.find(({ code }) => code === CONTRAINTE_NUMERIQUE);
  const besoin = THEMATIQUES.flatMap(({ besoins }) => besoins).find(({ code }) => code === BESOIN_NUMERIQUE);
  if (!numerique || !connue || !besoin) return undefined;
  return { ...trace(numerique), contrainte: contrainteLue(dossier, connue), besoin: valeurLue(besoin, numerique.besoin, 'NON_EXPLORE') };
}

export function pouvoirAgirLu({ pouvoirAgir }: Dossier): object | undefined {
  if (!pouvoirAgir) return undefined;
  const { confiance, accompagnement } = pouvoirAgir;
  const resultatAnalyse = ANALYSES.find((analyse) => analyse.confiance === confiance && analyse.accompagnement === accompagnement)?.libelle;
  return { confiance, accompagnement, resultatAnalyse, ...trace(pouvoirAgir) };
}

export function dossierLu(dossier: Dossier, options: Options): object | undefined {
  const lu = {
    besoinsParDiagnostic: besoinsLus(dossier, options),
    thematiqueContrainte: contraintesLues(dossier),
    pouvoirAgir: pouvoirAgirLu(dossier),
    autonomieNumerique: numeriqueLu(dossier),
  };
  return Object.values(lu).some((partie) => partie !== undefined) ? lu : undefined;
}

export interface Page {
  dateDebut?: string | undefined;
  dateFin?: string | undefined;
  donneesParPage?: string | undefined;
  pageActuelle?: string | undefined;
}

const CHAMPS_DOSSIER: Record<Domaine, string> = {
  autonomienumerique: 'autonomieNumeriqueHistorisee',
  besoins: 'besoinsHistorises',
  contraintes: 'contraintesHistorisees',
  diagnostics: 'diagnosticsHistorises',
  pouvoiragir: 'pouvoirAgirHistorise',
};

/** The history of the whole dossier says under which name each writing goes. */
export const dansLeDossier = ({ domaine, donnees }: Version): object => ({ [CHAMPS_DOSSIER[domaine]]: domaine === 'besoins' ? [donnees] : donnees });

const entier = (texte: string | undefined, defaut: number): number => Math.max(1, Number.parseInt(texte ?? '', 10) || defaut);
const borne = (texte: string | undefined, defaut: number): number => {
  const instant = Date.parse(texte ?? '');
  return Number.isNaN(instant) ? defaut : instant;
};

/** Latest writings first, by pages; without an end, the 100 latest only. */
export function historiqueLu(versions: readonly Version[], page: Page, donneesDe: (version: Version) => object = ({ donnees }) => donnees): object | undefined {
  const debut = borne(page.dateDebut, -Infinity);
  const fin = borne(page.dateFin, Infinity);
  const retenues = versions.filter(({ date }) => Date.parse(date) >= debut && Date.parse(date) <= fin).reverse();
  const limitees = fin === Infinity ? retenues.slice(0, 100) : retenues;
  if (limitees.length === 0) return undefined;
  const parPage = entier(page.donneesParPage, 10);
  const actuelle = entier(page.pageActuelle, 1);
  return {
    donneesParVersionExploration: limitees.slice((actuelle - 1) * parPage, actuelle * parPage).map((version) => ({
      donnees: donneesDe(version),
      versionExploration: { agent: agentLu(version.agent), dateExploration: heureParis(version.date) },
    })),
    pageActuelle: actuelle,
    donneesParPage: parPage,
    totalDonnees: limitees.length,
    dateDebut: page.dateDebut,
    dateFin: page.dateFin,
  };
}
