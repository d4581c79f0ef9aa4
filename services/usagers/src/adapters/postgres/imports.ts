import { type Journal } from '@relais/chassis/journal';
import { inTransaction, type Pool } from '@relais/chassis/postgres';
import { inSpan } from '@relais/chassis/telemetry';
import { ok } from '@relais/kernel';
import { type Ids, type Imports, type SessionImport } from '../../application/ports.js';
import { lireDate } from '../../domain/personne/identite.js';
import { ouvrirSession } from './session-import.js';
import { uniteImport } from './unite-import.js';

export type PortsPostgres = Readonly<{ pool: Pool; journal: Journal; ids: Ids; indexVersion: string; valide: () => void }>;

const noter = async (pool: Pool, id: string, annonce: Parameters<SessionImport['noter']>[0]): Promise<void> => {
  if ('entete' in annonce) {
    const { emetteur, dateReference } = annonce.entete;
    await pool.query('update import set emetteur = $2, date_reference = $3 where id = $1', [id, emetteur, lireDate(dateReference)]);
  } else {
    await pool.query('update import set foyers_annonces = $2 where id = $1', [id, annonce.totaux.foyers]);
  }
};

/** Flux imports kept in PostgreSQL. */
export const imports = ({ pool, journal, ids, indexVersion, valide }: PortsPostgres): Imports => ({
  ouvrir: async (demande) => {
    const ouverture = await ouvrirSession({ pool, ids }, demande);
    if (!ouverture.ok) return ouverture;
    const session = ouverture.value;
    const unite = { journal, origin: demande.origin, importId: session.id, departement: demande.departement, indexVersion, ids };
    return ok({
      ...session,
      noter: (annonce) => noter(pool, session.id, annonce),
      lot: async (travail) => {
        await inSpan('import.lot', {}, () => inTransaction(pool, (tx) => travail(uniteImport(tx, unite))));
        valide();
      },
    });
  },
});
