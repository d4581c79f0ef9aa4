import { type Identite } from '../domain/personne/identite.js';
import { etatCivil, normaliser } from '../domain/personne/noms.js';
import { type Coffre, type Ressemblance } from './ports.js';

/** The blind indexes, in hexadecimal, under which a person may be found: the current one first. */
export const indexPossiblesDe = (coffre: Coffre, { nir, dateNaissance }: Pick<Identite, 'nir' | 'dateNaissance'>): readonly string[] =>
  coffre.indexPossibles('NIR_NAISSANCE', nir, dateNaissance).map((index) => index.toString('hex'));

/** The blind index, in hexadecimal, under which a person is written. */
export const indexDe = (coffre: Coffre, { nir, dateNaissance }: Pick<Identite, 'nir' | 'dateNaissance'>): string =>
  coffre.index('NIR_NAISSANCE', nir, dateNaissance).toString('hex');

export const ressemblanceDe = (coffre: Coffre, identite: Identite): Ressemblance => ({
  nir: coffre.index('NIR', identite.nir).toString('hex'),
  etatCivil: coffre.index('ETAT_CIVIL', ...etatCivil(identite)).toString('hex'),
});

/** Keyed hash, in hexadecimal, of an identity: the same one again changes nothing. */
export const empreinteIdentite = (coffre: Coffre, identite: Identite): string => coffre.index('CONTENU_IDENTITE', JSON.stringify(identite)).toString('hex');

/** Keyed hash, in hexadecimal, of the names alone: the same doubt is not put twice because of a move. */
export const empreinteNoms = (coffre: Coffre, { nom, nomNaissance, prenom }: Identite): string =>
  coffre.index('CONTENU_IDENTITE', 'NOMS', normaliser(nom), normaliser(nomNaissance ?? ''), normaliser(prenom)).toString('hex');
