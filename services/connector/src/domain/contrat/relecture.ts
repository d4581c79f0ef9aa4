import { type Constat } from '../orientation/relecture.js';
import { type ActeContrat, type ContratVu } from './acte.js';

type Nature = 'signerContrat' | 'refuserContrat';

const dateOf = (nature: Nature, vu: ContratVu): string | null => (nature === 'signerContrat' ? vu.dateSignature : vu.dateRefus);

/** Does France Travail show the signature or refusal that was sent? */
export const constaterContrat = (nature: Nature, { date }: ActeContrat, vu: ContratVu | null): Constat => {
  if (vu === null) return 'absente';
  const sameDay = dateOf(nature, vu) === date;
  if (vu.etat === (nature === 'signerContrat' ? 'SIGNE' : 'REFUSE')) return sameDay ? 'identique' : 'differente';
  if (vu.etat === 'SUSPENDU') return sameDay ? 'identique' : 'absente';
  // To be signed again with our day kept: taken then put back, or an older one of the same day. Nobody can tell from here.
  return sameDay ? 'differente' : 'absente';
};
