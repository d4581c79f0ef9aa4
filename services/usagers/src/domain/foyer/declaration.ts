/** A person as a flux bénéficiaires declares it: texts as received, null when absent or empty. */
export type PersonneDeclaree = Readonly<{
  /** Line of the file where the person begins. */
  ligne: number;
  nir: string | null;
  dateNaissance: string | null;
  nom: string | null;
  nomNaissance: string | null;
  prenom: string | null;
  civilite: string | null;
  sexe: string | null;
  /** ROLEPERS of the RSA prestation: DEM, CJT, ENF, AUT, RDO. */
  role: string | null;
  /** TOPPERSDRODEVORSA as received. */
  soumisDroitsDevoirs: string | null;
  /** DTDC, which VRSD0301 has. */
  dateDeces: string | null;
}>;

/** Where the foyer lives: code INSEE, code postal and name of the commune. */
export type CommuneDeclaree = Readonly<{ codeInsee: string; codePostal: string | null; libelle: string | null }>;

/** One dossier RSA of a flux bénéficiaires, with everybody in it. */
export type FoyerDeclare = Readonly<{
  ligne: number;
  /** FONORG: CAF or MSA. */
  organisme: string;
  numeroOrganisme: string;
  matricule: string;
  numeroDemande: string;
  dateDemande: string | null;
  /** IDEPARTE: département that receives the flux, three characters (`033`, `02A`, `974`). */
  departement: string | null;
  /** ETATDOSRSA as received. */
  etatDossier: string;
  motifCloture: string | null;
  /** OrganismePrenant: who takes the dossier over, and from when (DDDEPAMUT). */
  depart: Readonly<{ organisme: string; numeroOrganisme: string | null; date: string | null }> | null;
  commune: CommuneDeclaree | null;
  personnes: readonly PersonneDeclaree[];
}>;
