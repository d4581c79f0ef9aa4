import { type Accord, accordDesNoms, etatCivil } from '../personne/noms.js';

/** What a source, or this service, knows of one person; null where it does not say. */
export type Fiche = Readonly<{
  nir: string | null;
  dateNaissance: string | null;
  nom: string | null;
  nomNaissance: string | null;
  prenom: string | null;
  numeroFranceTravail: string | null;
  /** Partner code -> what that partner calls the person. */
  partenaires: Readonly<Record<string, string>>;
  /** False when France Travail says `topIdentiteCertifiee: N`. */
  certifiee: boolean;
}>;

export const ficheVide: Fiche = {
  nir: null,
  dateNaissance: null,
  nom: null,
  nomNaissance: null,
  prenom: null,
  numeroFranceTravail: null,
  partenaires: {},
  certifiee: true,
};

/** Why two records are for a human to look at. */
export const MOTIFS_DOUTE = {
  NIR_SEUL: 'Le NIR est le même, la date de naissance non.',
  NOMS_DIFFERENTS: 'Le NIR et la date de naissance sont les mêmes, ni le nom ni le prénom ne le sont.',
  NUMERO_PARTAGE: 'Un même numéro désigne deux personnes dont les NIR diffèrent.',
  NUMERO_SEUL: 'Le numéro est le même, le reste de l’identité ne le confirme pas.',
  DEJA_VUE: 'L’état civil est le même, et l’un des deux NIR est un numéro d’attente ou manque.',
  NON_CERTIFIEE: 'L’identité n’est pas certifiée par France Travail.',
  SIGNALE: 'Un agent a signalé que ces deux fiches se ressemblent.',
} as const;
export type MotifDoute = keyof typeof MOTIFS_DOUTE;

export type Comparaison = Readonly<{ nir: Accord; dateNaissance: Accord; noms: Accord; etatCivil: Accord; numero: Accord }>;

const accord = (a: string | null, b: string | null): Accord => {
  if (a === null || b === null) return 'INCONNU';
  return a === b ? 'IDENTIQUE' : 'DIFFERENT';
};

const accordDesNumeros = (a: Fiche, b: Fiche): Accord => {
  const communs = Object.keys(a.partenaires).filter((code) => code in b.partenaires);
  const accords = [
    accord(a.numeroFranceTravail, b.numeroFranceTravail),
    ...communs.map((code) => accord(a.partenaires[code] ?? null, b.partenaires[code] ?? null)),
  ];
  if (accords.includes('IDENTIQUE')) return 'IDENTIQUE';
  return accords.includes('DIFFERENT') ? 'DIFFERENT' : 'INCONNU';
};

const accordDesEtatsCivils = (a: Fiche, b: Fiche): Accord => {
  const [deA, deB] = [a, b].map(({ nom, nomNaissance, prenom, dateNaissance }) =>
    nom && prenom && dateNaissance ? etatCivil({ nom, nomNaissance, prenom, dateNaissance }).join('|') : null,
  );
  return accord(deA ?? null, deB ?? null);
};

/** What two records have in common, field by field; says nothing of the values. */
export const comparer = (a: Fiche, b: Fiche): Comparaison => ({
  nir: accord(a.nir, b.nir),
  dateNaissance: accord(a.dateNaissance, b.dateNaissance),
  noms: accordDesNoms(a, b),
  etatCivil: accordDesEtatsCivils(a, b),
  numero: accordDesNumeros(a, b),
});

/** A waiting number (NIA): first digit 3, 4, 7 or 8; replaced by a NIR later. */
export const estNia = (nir: string | null): boolean => nir !== null && /^[3478]/.test(nir);

export type Verdict = 'MEME' | 'AUTRE' | MotifDoute;

// NIR first, always with the birth date (CNIL 2024-088: the NIR secures an identification, it does not make one).
const memeNir = ({ dateNaissance, noms }: Comparaison): Verdict => {
  if (dateNaissance !== 'IDENTIQUE') return 'NIR_SEUL';
  return noms === 'DIFFERENT' ? 'NOMS_DIFFERENTS' : 'MEME';
};

// Then France Travail's number, then the partner's: they change hands, so the whole identity has to confirm them.
const memeNumero = ({ nir, dateNaissance, noms }: Comparaison): Verdict => {
  if (nir === 'DIFFERENT') return 'NUMERO_PARTAGE';
  return dateNaissance === 'IDENTIQUE' && noms === 'IDENTIQUE' ? 'MEME' : 'NUMERO_SEUL';
};

const sansNumero = (lues: Comparaison, attente: boolean): Verdict =>
  lues.etatCivil === 'IDENTIQUE' && (lues.nir === 'INCONNU' || attente) ? 'DEJA_VUE' : 'AUTRE';

const verdictDe = (lues: Comparaison, attente: boolean): Verdict => {
  if (lues.nir === 'IDENTIQUE') return memeNir(lues);
  return lues.numero === 'IDENTIQUE' ? memeNumero(lues) : sansNumero(lues, attente);
};

/** Whether two records are of one person, of two, or for a human to decide (the reason then). */
export const juger = (a: Fiche, b: Fiche): Verdict => {
  const lues = comparer(a, b);
  const verdict = verdictDe(lues, estNia(a.nir) !== estNia(b.nir));
  return verdict === 'MEME' && !(a.certifiee && b.certifiee) ? 'NON_CERTIFIEE' : verdict;
};

export type Rapprochement<Id> = Readonly<{
  /** The person it is; null when it is a new one, or when nobody can say. */
  meme: Id | null;
  /** Those it may be. */
  doutes: readonly Readonly<{ id: Id; motif: MotifDoute }>[];
}>;

/** Compares one record with those found by its identifiers. Two persons that fit are two doubts, not a choice. */
export const rapprocher = <Id>(fiche: Fiche, connues: readonly Readonly<{ id: Id; fiche: Fiche }>[]): Rapprochement<Id> => {
  const verdicts = connues.map(({ id, fiche: connue }) => ({ id, verdict: juger(fiche, connue) }));
  const memes = verdicts.filter(({ verdict }) => verdict === 'MEME');
  const seul = memes.length === 1 ? memes[0] : undefined;
  return {
    meme: seul?.id ?? null,
    doutes: verdicts.flatMap(({ id, verdict }) => {
      if (verdict === 'AUTRE' || id === seul?.id) return [];
      return [{ id, motif: verdict === 'MEME' ? 'DEJA_VUE' : verdict }];
    }),
  };
};
