/** A diagnostic socio-professionnel, as the sandbox keeps it (fact sheet section 11). Dates are ISO instants. */

export const VALEURS_BESOIN = ['POINT_FORT', 'BESOIN', 'NON_EXPLORE'];
export const VALEURS_CONTRAINTE = ['NON_ABORDEE', 'OUI', 'CLOTUREE', 'SUPPRIMEE'];
export const VALEURS_SITUATION = ['NON_ABORDEE', 'OUI', 'NON'];
export const VALEURS_OBJECTIF = ['NON_ABORDE', 'EN_COURS', 'REALISE', 'ABANDONNE'];
export const IMPACTS = ['FORT', 'MOYEN', 'FAIBLE', 'NON_RENSEIGNE'];
export const TYPOLOGIES = ['EF', 'PM', 'MR'];
export const SOUS_TYPOLOGIES = ['CRF', 'C', 'R', 'F', 'CF', 'RF', 'CR'];

export interface AgentDiagnostic {
  nom: string;
  prenom: string;
  structure?: string | undefined;
  type: 'AGENT' | 'USAGER' | 'BATCH_ORIENTATION_USAGER' | 'INCONNU';
}

export interface Trace {
  agent: AgentDiagnostic;
  date: string;
}

export interface Valeur extends Trace {
  valeur: string;
}

export interface Contrainte extends Valeur {
  impact?: string | undefined;
  prioritaire: boolean;
}

/** What a partner writes of a profession looked for. */
export interface Metier {
  idMetierChiffre?: string | undefined;
  nomMetier?: string | undefined;
  codeRome?: string | undefined;
  codeAppellation?: string | undefined;
  codeTypologie?: string | undefined;
  codeSousTypologie?: string | undefined;
}

export interface Diagnostic extends Metier, Trace {
  id: string;
  statut: 'EN_COURS' | 'ARCHIVE' | 'SUPPRIME';
  prioritaire: boolean;
  partenaire: boolean;
  besoins: Record<string, Valeur>;
}

export type Domaine = 'autonomienumerique' | 'besoins' | 'contraintes' | 'diagnostics' | 'pouvoiragir';

/** What one writing set, in the shape of the history. */
export interface Version extends Trace {
  domaine: Domaine;
  idDiagnostic?: string | undefined;
  donnees: object;
}

export interface Dossier {
  numeroFranceTravail: string;
  diagnostics: Diagnostic[];
  contraintes: Record<string, Contrainte>;
  situations: Record<string, Valeur>;
  objectifs: Record<string, Valeur>;
  sansContrainte?: { flag: boolean; date: string } | undefined;
  exploration?: Trace | undefined;
  pouvoirAgir?: (Trace & { confiance: string; accompagnement: string }) | undefined;
  numerique?: (Trace & { besoin?: Valeur | undefined }) | undefined;
  /** Oldest first. */
  versions: Version[];
}

export const dossierVide = (numeroFranceTravail: string): Dossier => ({
  numeroFranceTravail,
  diagnostics: [],
  contraintes: {},
  situations: {},
  objectifs: {},
  versions: [],
});
