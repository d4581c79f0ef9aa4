import { ok, refuse, type Result, type UsagerId } from '@relais/kernel';
import { type FicheFichier, lireMatricule } from './ligne.js';

/** Somebody whom a line may speak of. */
export type Candidat = Readonly<{
  id: UsagerId;
  /** By NIR and birth date, or only by names and birth date. */
  par: 'NIR' | 'ETAT_CIVIL';
  /** What the organismes payeurs call this person's dossiers. */
  matricules: readonly string[];
  /** What the département's tool calls this person, as an earlier file said. */
  numeroOutil: string | null;
}>;

export type CodeDesignation = 'PERSONNE_INCONNUE' | 'PERSONNE_AMBIGUE' | 'PERSONNE_DISCORDANTE';

const accord = ({ matricule, numeroOutil }: FicheFichier, candidat: Candidat): boolean =>
  candidat.matricules.some((connu) => lireMatricule(connu) === matricule) || (numeroOutil !== null && candidat.numeroOutil === numeroOutil);

/**
 * The person of whom a line speaks: the one of that NIR and birth date; without a NIR, the only one
 * of those names and birth date whose matricule, or number in the tool, is the line's too.
 */
export const designer = (fiche: FicheFichier, candidats: readonly Candidat[]): Result<UsagerId, CodeDesignation> => {
  const retenus = candidats.filter(({ par }) => par === (fiche.nir === null ? 'ETAT_CIVIL' : 'NIR'));
  if (retenus.length === 0) return refuse('PERSONNE_INCONNUE');
  const surs = fiche.nir === null ? retenus.filter((candidat) => accord(fiche, candidat)) : retenus;
  const [seul, ...autres] = surs;
  if (!seul) return refuse('PERSONNE_DISCORDANTE');
  return autres.length > 0 ? refuse('PERSONNE_AMBIGUE') : ok(seul.id);
};
