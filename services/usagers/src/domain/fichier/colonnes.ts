import { ok, refuse, type Rejection, type Result } from '@relais/kernel';

/** What is read of a département's own file. */
export const CHAMPS = [
  'nom',
  'prenom',
  'dateNaissance',
  'nomNaissance',
  'civilite',
  'nir',
  'matricule',
  'numeroFranceTravail',
  'numeroOutil',
  'telephone',
  'telephone2',
  'email',
  'adresse',
  'codePostalVille',
  'role',
  'referent',
  'tags',
] as const;
export type Champ = (typeof CHAMPS)[number];

/** Column names of a département, any of them for its field; a field without one is not read. */
export type Colonnes = Readonly<Partial<Record<Champ, readonly string[]>>>;

/** The names most often seen, until a département declares its own. */
export const COLONNES_PAR_DEFAUT: Colonnes = {
  nom: ['Nom bénéficiaire', 'Nom', 'Nom responsable dossier'],
  prenom: ['Prénom bénéficiaire', 'Prénom', 'Prénom responsable dossier'],
  dateNaissance: ['Date de naissance'],
  nomNaissance: ['Nom de naissance'],
  civilite: ['Civilité', 'Type personne'],
  nir: ['NIR', 'Numéro de sécurité sociale'],
  matricule: ['N° CAF', 'N° allocataire', 'Matricule'],
  numeroFranceTravail: ['ID Pôle emploi', 'ID France Travail', 'Numéro France Travail'],
  numeroOutil: ['ID Iodas', 'ID interne'],
  telephone: ['N° Téléphones', 'Téléphone', 'Numéro téléphone dossier'],
  telephone2: ['Numéro téléphone 2 dossier'],
  email: ['Adresses Mails', 'Email', 'Adresse électronique dossier'],
  adresse: ['Adresse'],
  codePostalVille: ['CP Ville'],
  role: ['Rôle', 'Rôle personne'],
  referent: ['Référent'],
  tags: ['Tags'],
};

/** Without them a person cannot be told from another one. */
const OBLIGATOIRES = ['nom', 'prenom', 'dateNaissance'] as const;
/** One at least must be there. */
const REPERES = ['nir', 'matricule', 'numeroOutil'] as const;

/** A column name as it is compared: no case, accent, space or punctuation. `N° CAF` -> `ncaf`. */
export const normaliserColonne = (nom: string): string =>
  nom
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '');

/** Names that two fields share, or that are empty once compared: such a declaration cannot be used. */
export const nomsAmbigus = (colonnes: Colonnes): readonly string[] => {
  const vus = new Map<string, Champ>();
  return CHAMPS.flatMap((champ) =>
    (colonnes[champ] ?? []).filter((nom) => {
      const cle = normaliserColonne(nom);
      const autre = vus.get(cle) ?? champ;
      vus.set(cle, champ);
      return cle === '' || autre !== champ;
    }),
  );
};

/** Which place of a line holds which field, and the columns that are not read. */
export type Plan = Readonly<{ places: ReadonlyMap<Champ, number>; largeur: number; ignorees: readonly string[] }>;

export type RefusEntete = Rejection<'COLONNES_MANQUANTES' | 'COLONNE_EN_DOUBLE'>;

const champsParNom = (colonnes: Colonnes): ReadonlyMap<string, Champ> =>
  new Map(CHAMPS.flatMap((champ) => (colonnes[champ] ?? []).map((nom) => [normaliserColonne(nom), champ] as const)));

/** How many columns of a header are declared. */
export const colonnesReconnues = (entete: readonly string[], colonnes: Colonnes): number => {
  const noms = champsParNom(colonnes);
  return entete.filter((nom) => noms.has(normaliserColonne(nom))).length;
};

const manquantes = (places: ReadonlyMap<Champ, number>, colonnes: Colonnes): string[] => {
  const nomDe = (champ: Champ): string => colonnes[champ]?.[0] ?? champ;
  const absents = OBLIGATOIRES.filter((champ) => !places.has(champ)).map(nomDe);
  return REPERES.some((champ) => places.has(champ)) ? absents : [...absents, REPERES.map(nomDe).join(' ou ')];
};

/** Places a header's columns. Refused with the names that are missing, or there twice. */
export const placerColonnes = (entete: readonly string[], colonnes: Colonnes): Result<Plan, RefusEntete> => {
  const noms = champsParNom(colonnes);
  const places = new Map<Champ, number>();
  const ignorees: string[] = [];
  for (const [place, nom] of entete.entries()) {
    const champ = noms.get(normaliserColonne(nom));
    if (!champ) ignorees.push(nom);
    else if (places.has(champ)) return refuse({ code: 'COLONNE_EN_DOUBLE', details: { colonnes: nom } });
    else places.set(champ, place);
  }
  const absentes = manquantes(places, colonnes);
  if (absentes.length > 0) return refuse({ code: 'COLONNES_MANQUANTES', details: { colonnes: absentes.join(', ') } });
  return ok({ places, largeur: entete.length, ignorees: ignorees.filter((nom) => nom !== '') });
};
