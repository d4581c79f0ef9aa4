import { type Identite } from '../domain/personne/identite.js';
import { ficheVide, type Fiche, juger } from '../domain/rapprochement/rules.js';
import { type Coffre, type DouteEntreDeux, type FicheScellee, type UniteImport } from './ports.js';
import { type UsagerId } from '@relais/kernel';

/** An identity as the matching rules compare it. */
export const ficheDe = ({ nir, dateNaissance, nom, nomNaissance, prenom }: Identite, autre: Partial<Fiche> = {}): Fiche => ({
  ...ficheVide,
  nir,
  dateNaissance,
  nom,
  nomNaissance,
  prenom,
  ...autre,
});

/**
 * Compares persons just written with those that resemble them, and puts the doubts in the queue.
 * Nobody is merged here. Only those found by their indexes are opened.
 */
export const douterDesNouveaux = async (unite: UniteImport, coffre: Coffre, nouveaux: readonly UsagerId[]): Promise<void> => {
  if (nouveaux.length === 0) return;
  const ouvrir = ({ id, scelle }: FicheScellee): Fiche => ficheDe(coffre.ouvrir(id, scelle) as Identite);
  const doutes = (await unite.voisins(nouveaux)).flatMap(({ nouveau, voisin }): DouteEntreDeux[] => {
    const verdict = juger(ouvrir(nouveau), ouvrir(voisin));
    if (verdict === 'AUTRE') return [];
    return [{ ids: [nouveau.id, voisin.id], motif: verdict === 'MEME' ? 'DEJA_VUE' : verdict }];
  });
  if (doutes.length > 0) await unite.douter(doutes);
};
