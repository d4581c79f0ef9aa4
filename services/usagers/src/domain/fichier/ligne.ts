import { type LegalDate, ok, refuse, type Result } from '@relais/kernel';
import { type CodeRefusNir, lireNir, type Nir } from '../nir/nir.js';
import { naissanceAdmise } from '../personne/identite.js';
import { type Champ, type Plan } from './colonnes.js';
import { lireDateDeFichier } from './date.js';
import { estFormule } from './injection.js';
import { lireTelephone } from './telephone.js';

/** What a département's file says of a person, once checked. */
export type FicheFichier = Readonly<{
  nom: string;
  prenom: string;
  dateNaissance: LegalDate;
  nomNaissance: string | null;
  civilite: string | null;
  nir: Nir | null;
  /** Without the leading zeros that tools add or lose. */
  matricule: string | null;
  numeroFranceTravail: string | null;
  numeroOutil: string | null;
  telephones: readonly string[];
  email: string | null;
  adresse: string | null;
  codePostalVille: string | null;
  role: string | null;
  referent: string | null;
  tags: readonly string[];
}>;

/** Why a line is set aside. The first reason counts. */
export type CodeRefusLigne =
  | CodeRefusNir
  | 'LIGNE_DECALEE'
  | 'ENCODAGE_MELANGE'
  | 'FORMULE_INTERDITE'
  | 'VALEUR_TROP_LONGUE'
  | 'NOM_ABSENT'
  | 'PRENOM_ABSENT'
  | 'DATE_NAISSANCE_ABSENTE'
  | 'DATE_NAISSANCE_ILLISIBLE'
  | 'DATE_NAISSANCE_FUTURE'
  | 'REPERE_ABSENT'
  | 'TELEPHONE_ILLISIBLE'
  | 'EMAIL_ILLISIBLE';

/** A line of a file, as it was read or refused. */
export type LigneLue = Readonly<{ ligne: number; lue: Result<FicheFichier, CodeRefusLigne> }>;

const TAILLE_MAX = 500;
const EMAIL = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/u;

type Lire = (champ: Champ) => string | null;

// The literal `NULL` is what some tools export for nothing.
const lecteur = (valeurs: readonly string[], { places }: Plan): Lire => (champ) => {
  const place = places.get(champ);
  const texte = place === undefined ? '' : (valeurs[place] ?? '').trim();
  return texte === '' || texte === 'NULL' ? null : texte;
};

/** `CAF0027004992` and `27004992` are one matricule. */
export const lireMatricule = (texte: string): string => texte.toUpperCase().replace(/\s/g, '').replace(/^(?:CAF|MSA)/, '').replace(/^0+(?=.)/, '');

const refusDeForme = (valeurs: readonly string[], { largeur }: Plan): CodeRefusLigne | null => {
  if (valeurs.length < largeur || valeurs.slice(largeur).some((texte) => texte.trim() !== '')) return 'LIGNE_DECALEE';
  if (valeurs.some((texte) => texte.includes('\ufffd'))) return 'ENCODAGE_MELANGE';
  if (valeurs.some((texte) => estFormule(texte.trimStart()))) return 'FORMULE_INTERDITE';
  return valeurs.some((texte) => texte.length > TAILLE_MAX) ? 'VALEUR_TROP_LONGUE' : null;
};

const naissance = (texte: string | null, aujourdhui: LegalDate): Result<LegalDate, CodeRefusLigne> => {
  if (texte === null) return refuse('DATE_NAISSANCE_ABSENTE');
  const date = lireDateDeFichier(texte);
  return date === null ? refuse('DATE_NAISSANCE_ILLISIBLE') : naissanceAdmise(date, aujourdhui);
};

const nirDe = (texte: string | null): Result<Nir | null, CodeRefusLigne> => {
  if (texte === null) return ok(null);
  const lu = lireNir(texte);
  return lu.ok ? lu : refuse(lu.error.code);
};

type Reperes = Pick<FicheFichier, 'nir' | 'matricule' | 'numeroOutil'>;

const reperes = (lire: Lire): Result<Reperes, CodeRefusLigne> => {
  const nir = nirDe(lire('nir'));
  if (!nir.ok) return nir;
  const matricule = lire('matricule');
  const lus = { nir: nir.value, matricule: matricule === null ? null : lireMatricule(matricule), numeroOutil: lire('numeroOutil') };
  return Object.values(lus).every((repere) => repere === null) ? refuse('REPERE_ABSENT') : ok(lus);
};

type Contacts = Pick<FicheFichier, 'telephones' | 'email'>;

const contacts = (lire: Lire): Result<Contacts, CodeRefusLigne> => {
  const telephones = new Set<string>();
  for (const champ of ['telephone', 'telephone2'] as const) {
    const lu = lireTelephone(lire(champ) ?? '');
    if (!lu.ok) return lu;
    if (lu.value !== null) telephones.add(lu.value);
  }
  const email = lire('email');
  if (email !== null && !EMAIL.test(email)) return refuse('EMAIL_ILLISIBLE');
  return ok({ telephones: [...telephones], email: email?.toLowerCase() ?? null });
};

const decrire = (lire: Lire) => ({
  nomNaissance: lire('nomNaissance'),
  civilite: lire('civilite'),
  numeroFranceTravail: lire('numeroFranceTravail'),
  adresse: lire('adresse'),
  codePostalVille: lire('codePostalVille'),
  role: lire('role'),
  referent: lire('referent'),
  tags: (lire('tags') ?? '').split(',').map((tag) => tag.trim()).filter((tag) => tag !== ''),
});

/** Reads one line of a file whose columns are placed; nobody is born after `aujourdhui`. */
export const lireLigne = (
  valeurs: readonly string[],
  { plan, aujourdhui }: Readonly<{ plan: Plan; aujourdhui: LegalDate }>,
): Result<FicheFichier, CodeRefusLigne> => {
  const forme = refusDeForme(valeurs, plan);
  if (forme) return refuse(forme);
  const lire = lecteur(valeurs, plan);
  const [nom, prenom] = [lire('nom'), lire('prenom')];
  if (nom === null) return refuse('NOM_ABSENT');
  if (prenom === null) return refuse('PRENOM_ABSENT');
  const date = naissance(lire('dateNaissance'), aujourdhui);
  if (!date.ok) return date;
  const lus = reperes(lire);
  if (!lus.ok) return lus;
  const joindre = contacts(lire);
  return joindre.ok ? ok({ nom, prenom, dateNaissance: date.value, ...lus.value, ...joindre.value, ...decrire(lire) }) : joindre;
};
