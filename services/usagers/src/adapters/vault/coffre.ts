import { createHmac, randomBytes } from 'node:crypto';
import { type CleEnveloppee, type Coffre, type KeyWrapper } from '../../application/ports.js';
import { chiffrer, type Contexte, dechiffrer } from './chiffrement.js';
import { masterKeyWrapper, type MasterKeys } from './key-wrapper.js';

/** 32-byte keys that make blind indexes, never used to encrypt: the current one, and those of before while a rotation goes on. */
export type ClesIndex = Readonly<{ index: Buffer; indexVersion?: string; anciensIndex?: readonly Buffer[] }>;

/** Keys of one installation; earlier versions stay readable while a rotation goes on. */
export type ClesCoffre = MasterKeys & ClesIndex;

const CLE = 32;

/** A vault under the keys given. Every person has a data key of their own, wrapped by `wrapper`. */
export const creerCoffre = (cles: ClesCoffre, wrapper: KeyWrapper = masterKeyWrapper(cles)): Coffre => {
  const fermer = (cle: Buffer, personne: string, valeur: unknown): Buffer =>
    chiffrer(cle, Buffer.from(JSON.stringify(valeur)), { usage: 'identite', personne, version: '' });
  const envelopper = (personne: string, cle: Buffer): CleEnveloppee => ({ cleVersion: wrapper.current, cle: wrapper.wrap(personne, cle) });
  const indexSous = (cle: Buffer, valeur: readonly string[]): Buffer => createHmac('sha256', cle).update(JSON.stringify(valeur)).digest();
  return {
    sceller: (personne, valeur) => {
      const cle = randomBytes(CLE);
      return { ...envelopper(personne, cle), donnees: fermer(cle, personne, valeur) };
    },
    ouvrir: (personne, scelle) => {
      const contexte: Contexte = { usage: 'identite', personne, version: '' };
      return JSON.parse(dechiffrer(wrapper.unwrap(personne, scelle), scelle.donnees, contexte).toString()) as unknown;
    },
    resceller: (personne, cle, valeur) => ({ ...cle, donnees: fermer(wrapper.unwrap(personne, cle), personne, valeur) }),
    reenvelopper: (personne, cle) => envelopper(personne, wrapper.unwrap(personne, cle)),
    cleCourante: wrapper.current,
    anciennesCles: wrapper.versions.filter((version) => version !== wrapper.current),
    indexVersion: cles.indexVersion ?? '1',
    index: (genre, ...valeur) => indexSous(cles.index, [genre, ...valeur]),
    indexPossibles: (genre, ...valeur) => [cles.index, ...(cles.anciensIndex ?? [])].map((cle) => indexSous(cle, [genre, ...valeur])),
  };
};
