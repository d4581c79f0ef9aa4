import { ok, refuse, type Rejection, type Result } from '@relais/kernel';

export const MOTIFS_EFFACEMENT = ['DEMANDE_DE_LA_PERSONNE', 'TRAITEMENT_ILLICITE', 'OBLIGATION_LEGALE'] as const;
export type MotifEffacement = (typeof MOTIFS_EFFACEMENT)[number] | 'FIN_DE_CONSERVATION';

/** Why a person is not erased now. */
export type RefusEffacement = Rejection<'EFFACEMENT_DROIT_OUVERT' | 'EFFACEMENT_MEME_AGENT' | 'EFFACEMENT_DEJA_FAIT'>;

/** The right of a person, as an erasure looks at it. */
export type SituationEffacement = Readonly<{ droit: 'ouvert' | 'ferme' }>;

/**
 * While a right is open the law asks for the processing: nothing is erased (RGPD, article 17, 3, b;
 * L. 262-37 and R. 262-65-1 CASF).
 */
export const demandable = ({ droit }: SituationEffacement): Result<void, RefusEffacement> =>
  droit === 'ouvert' ? refuse({ code: 'EFFACEMENT_DROIT_OUVERT' }) : ok(undefined);

export type Demande = Readonly<{ etat: 'DEMANDE' | 'EFFECTUE'; demandePar: string }>;

/** What cannot be undone takes two agents. */
export const confirmable = ({ etat, demandePar }: Demande, agentId: string): Result<void, RefusEffacement> => {
  if (etat === 'EFFECTUE') return refuse({ code: 'EFFACEMENT_DEJA_FAIT' });
  return demandePar === agentId ? refuse({ code: 'EFFACEMENT_MEME_AGENT' }) : ok(undefined);
};
