import { type SanctionRejection } from './rejections.js';
import { type Borne, type Composition, type Mesure, PLAFOND_FOYER, tauxMaximum } from './rules.js';

type Demandee = Mesure & Readonly<{ taux: number; dureeMois: number }>;

/**
 * What forbids this measure: the minimum and the months of the row, the ceiling of the household. A
 * share above the ceiling asks for a composition that an agent has checked: the flux ignores children.
 */
export const horsBornes = ({ taux, dureeMois }: Demandee, borne: Borne, composition: Composition | null): SanctionRejection | undefined => {
  const { article, tauxMin, moisMin, moisMax } = borne;
  if (taux < tauxMin) return { code: 'TAUX_INFERIEUR_AU_MINIMUM', details: { taux, minimum: tauxMin, article } };
  if (dureeMois < moisMin || dureeMois > moisMax) {
    return { code: 'DUREE_HORS_BORNES', details: { dureeMois, minimum: moisMin, maximum: moisMax, rang: borne.rang, article } };
  }
  return composition ? horsPlafond(taux, composition) : undefined;
};

const horsPlafond = (taux: number, composition: Composition): SanctionRejection | undefined => {
  const { article, value } = PLAFOND_FOYER;
  const plafond = tauxMaximum(composition);
  const { nombrePersonnes } = composition;
  if (taux > plafond) return { code: 'TAUX_SUPERIEUR_AU_PLAFOND', details: { taux, plafond, nombrePersonnes, article } };
  return taux > value && composition.origine === 'FLUX' ? { code: 'COMPOSITION_A_VERIFIER', details: { taux, nombrePersonnes, article } } : undefined;
};
