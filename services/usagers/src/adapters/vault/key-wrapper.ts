import { Failure } from '@relais/kernel';
import { type KeyWrapper } from '../../application/ports.js';
import { chiffrer, dechiffrer } from './chiffrement.js';

/** Master keys given by the environment or a file: version -> 32 bytes. */
export type MasterKeys = Readonly<{ maitresses: ReadonlyMap<string, Buffer>; courante: string }>;

/** Wraps with master keys held in memory. */
export const masterKeyWrapper = ({ maitresses, courante }: MasterKeys): KeyWrapper => {
  const maitresse = (version: string): Buffer => {
    const cle = maitresses.get(version);
    if (!cle) throw new Failure('bug', 'CLE_INCONNUE', { message: 'Clé maîtresse inconnue.', details: { version } });
    return cle;
  };
  return {
    current: courante,
    versions: [...maitresses.keys()],
    wrap: (personne, cle) => chiffrer(maitresse(courante), cle, { usage: 'cle', personne, version: courante }),
    unwrap: (personne, { cle, cleVersion: version }) => dechiffrer(maitresse(version), cle, { usage: 'cle', personne, version }),
  };
};
