import { type Journal } from '@relais/chassis/journal';
import { inTransaction, type Pool, type Tx } from '@relais/chassis/postgres';
import { inSpan } from '@relais/chassis/telemetry';
import { ok, refuse } from '@relais/kernel';
import { type Arret, type DemandeImport, type Ids, type Imports, type SessionImport } from '../../application/ports.js';
import { lireDate } from '../../domain/personne/identite.js';
import { uniteImport } from './unite-import.js';

export type PortsPostgres = Readonly<{ pool: Pool; journal: Journal; ids: Ids; indexVersion: string; valide: () => void }>;

const VERROU = `hashtextextended('usagers.import ' || $1, 0)`;

/** An import whose process is gone holds no lock any more: it is told as interrupted. */
export const noterAbandons = async (tx: Tx, departement: string): Promise<void> => {
  await tx.query(
    `update import set etat = 'INTERROMPU', fin = now(), arret = '{"code": "PROCESSUS_ARRETE"}' where departement = $1 and etat = 'EN_COURS'`,
    [departement],
  );
};

// A session lock, not a row: a process that dies gives it back.
const verrouiller = async (connexion: Tx, departement: string): Promise<boolean> => {
  const { rows } = await connexion.query<{ libre: boolean }>(`select pg_try_advisory_lock(${VERROU}) as libre`, [departement]);
  return rows[0]?.libre === true;
};

const creer = async (connexion: Tx, id: string, demande: DemandeImport): Promise<void> => {
  await noterAbandons(connexion, demande.departement);
  await connexion.query(`insert into import (id, departement, etat, agent, date_reception) values ($1, $2, 'EN_COURS', $3, $4)`, [
    id,
    demande.departement,
    demande.agentId,
    demande.dateReception,
  ]);
};

const noter = async (pool: Pool, id: string, annonce: Parameters<SessionImport['noter']>[0]): Promise<void> => {
  if ('entete' in annonce) {
    const { emetteur, dateReference } = annonce.entete;
    await pool.query('update import set emetteur = $2, date_reference = $3 where id = $1', [id, emetteur, lireDate(dateReference)]);
  } else {
    await pool.query('update import set foyers_annonces = $2 where id = $1', [id, annonce.totaux.foyers]);
  }
};

const terminer = async (pool: Pool, id: string, arret: Arret | null): Promise<void> => {
  await pool.query('update import set etat = $2, arret = $3, fin = now() where id = $1', [
    id,
    arret ? 'INTERROMPU' : 'TERMINE',
    arret ? JSON.stringify(arret) : null,
  ]);
};

/** Imports kept in PostgreSQL: one at a time for a département, in any number of processes. */
export const imports = ({ pool, journal, ids, indexVersion, valide }: PortsPostgres): Imports => ({
  ouvrir: async (demande) => {
    const connexion = await pool.connect();
    let rendre = (): void => connexion.release();
    const perdre = (erreur: Error): void => {
      rendre = (): void => connexion.release(erreur);
    };
    connexion.on('error', perdre);
    const fermer = async (): Promise<void> => {
      await connexion.query(`select pg_advisory_unlock(${VERROU})`, [demande.departement]).catch(perdre);
      connexion.off('error', perdre);
      rendre();
    };
    const id = ids.next();
    try {
      if (!(await verrouiller(connexion, demande.departement))) {
        connexion.off('error', perdre);
        rendre();
        return refuse({ code: 'IMPORT_EN_COURS' });
      }
      await creer(connexion, id, demande);
    } catch (erreur) {
      await fermer();
      throw erreur;
    }
    const unite = { journal, origin: demande.origin, importId: id, departement: demande.departement, indexVersion, ids };
    return ok({
      id,
      noter: (annonce) => noter(pool, id, annonce),
      lot: async (travail) => {
        await inSpan('import.lot', {}, () => inTransaction(pool, (tx) => travail(uniteImport(tx, unite))));
        valide();
      },
      terminer: (arret) => terminer(pool, id, arret),
      fermer,
    });
  },
});
