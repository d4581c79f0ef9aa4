import { type Indicateur } from '../domain/indicateur/indicateur.js';
import { contratsDansLeMois } from './contrats-dans-le-mois.js';
import { delaiOrientation } from './delai-orientation.js';
import { heuresActivite } from './heures-activite.js';
import { stockAttenteOrientation } from './stock-attente-orientation.js';
import { suspensionsDecidees } from './suspensions-decidees.js';

/** The catalogue, in the order in which it is shown. */
export const indicateurs: readonly Indicateur[] = [
  stockAttenteOrientation,
  delaiOrientation,
  contratsDansLeMois,
  heuresActivite,
  suspensionsDecidees,
];
