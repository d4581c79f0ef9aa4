import { type Fait } from './model.js';

/** Who outside hears of a fact. */
export type Reach = Readonly<{ franceTravail: boolean; partenaires: boolean; pourquoi: string }>;

const inside = (pourquoi: string) => (): Reach => ({ franceTravail: false, partenaires: false, pourquoi });
const outside = (partenaires: boolean) => (): Reach => ({ franceTravail: true, partenaires, pourquoi: '' });

export const STAYS = inside('Ce fait reste dans la maison : il n’est transmis à personne d’autre');
export const FROM_FRANCE_TRAVAIL = inside('Ce fait vient de France Travail : il ne lui est pas renvoyé');
export const TO_PARTNER = inside('Ce fait est lu par le partenaire sur son propre topic');
export const TO_FRANCE_TRAVAIL = outside(false);
export const TO_ALL = outside(true);
/** An act on the département's own case is nothing to tell; on France Travail's proposal, it is its answer. */
export const IF_PROPOSED = ({ resume }: Fait): Reach =>
  typeof resume['idConsequenceSanction'] === 'string' ? TO_FRANCE_TRAVAIL() : inside('Le dossier est celui du département : France Travail n’attend pas de réponse')();
