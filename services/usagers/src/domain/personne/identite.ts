import { isLegalDate, type LegalDate, ok, refuse, type Result } from '@relais/kernel';
import { type CommuneDeclaree, type PersonneDeclaree } from '../foyer/declaration.js';
import { type CodeRefusNir, lireNir, type Nir } from '../nir/nir.js';

/** Who a person is, once checked: NIR and birth date identify, the rest describes. */
export type Identite = Readonly<{
  nir: Nir;
  dateNaissance: LegalDate;
  nom: string;
  nomNaissance: string | null;
  prenom: string;
  civilite: string | null;
  sexe: string | null;
  commune: CommuneDeclaree | null;
}>;

/** Why a person of a flux cannot be told from another one. */
export type CodeRefusIdentite =
  | 'NIR_ABSENT'
  | CodeRefusNir
  | 'DATE_NAISSANCE_ABSENTE'
  | 'DATE_NAISSANCE_ILLISIBLE'
  | 'DATE_NAISSANCE_FUTURE'
  | 'NOM_ABSENT'
  | 'PRENOM_ABSENT';

// An xsd:date may carry a zone, which says nothing of a birthday.
const ZONE = /(Z|[+-]\d{2}:\d{2})$/;
const PREMIERE_NAISSANCE = '1890-01-01';

/** Reads a date of the flux (xsd:date, its zone set aside); null when it is not on the calendar. */
export const lireDate = (texte: string): LegalDate | null => {
  const date = texte.replace(ZONE, '');
  return isLegalDate(date) ? date : null;
};

/** Takes a birth date that somebody alive today may have. */
export const naissanceAdmise = (date: LegalDate, aujourdhui: LegalDate): Result<LegalDate, 'DATE_NAISSANCE_ILLISIBLE' | 'DATE_NAISSANCE_FUTURE'> => {
  if (date < PREMIERE_NAISSANCE) return refuse('DATE_NAISSANCE_ILLISIBLE');
  return date > aujourdhui ? refuse('DATE_NAISSANCE_FUTURE') : ok(date);
};

const nirDe = ({ nir }: PersonneDeclaree): Result<Nir, CodeRefusIdentite> => {
  if (!nir) return refuse('NIR_ABSENT');
  const lu = lireNir(nir);
  return lu.ok ? lu : refuse(lu.error.code);
};

const naissanceDe = (
  { dateNaissance }: PersonneDeclaree,
  aujourdhui: LegalDate,
): Result<LegalDate, CodeRefusIdentite> => {
  if (!dateNaissance) return refuse('DATE_NAISSANCE_ABSENTE');
  const date = lireDate(dateNaissance);
  return date ? naissanceAdmise(date, aujourdhui) : refuse('DATE_NAISSANCE_ILLISIBLE');
};

/**
 * Checks that a declared person can be identified.
 * @param aujourdhui the day in the département: nobody is born after it
 * @returns the identity, or the first reason against it
 */
export const identifier = (
  personne: PersonneDeclaree,
  { aujourdhui, commune }: Readonly<{ aujourdhui: LegalDate; commune: CommuneDeclaree | null }>,
): Result<Identite, CodeRefusIdentite> => {
  const nir = nirDe(personne);
  if (!nir.ok) return nir;
  const naissance = naissanceDe(personne, aujourdhui);
  if (!naissance.ok) return naissance;
  const { nom, prenom, nomNaissance, civilite, sexe } = personne;
  if (!nom) return refuse('NOM_ABSENT');
  if (!prenom) return refuse('PRENOM_ABSENT');
  return ok({ nir: nir.value, dateNaissance: naissance.value, nom, nomNaissance, prenom, civilite, sexe, commune });
};
