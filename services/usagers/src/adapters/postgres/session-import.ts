import { type Pool, type Tx } from '@relais/chassis/postgres';
import { ok, refuse, type Rejection, type Result } from '@relais/kernel';
import { type DemandeImport, type SessionCommune } from '../../application/ports.js';

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

const creer = async (connexion: Tx, id: string, { departement, agentId, dateReception, source }: DemandeImport): Promise<void> => {
  await noterAbandons(connexion, departement);
  await connexion.query(`insert into import (id, departement, etat, agent, date_reception, source) values ($1, $2, 'EN_COURS', $3, $4, $5)`, [
    id,
    departement,
    agentId,
    dateReception,
    source,
  ]);
};

// Written under the import's own id, so that the same file said again says which import took it.
const dejaImporte = async (pool: Pool, { id, departement }: { id: string; departement: string }, empreinte: Buffer): Promise<string | null> => {
  const { rows } = await pool.query<{ id: string }>(
    `with cette as (update import set empreinte = $3 where id = $1)
     select id from import where departement = $2 and empreinte = $3 and etat = 'TERMINE' order by debut desc limit 1`,
    [id, departement, empreinte],
  );
  return rows[0]?.id ?? null;
};

const commune = (pool: Pool, id: string, { departement }: DemandeImport): Omit<SessionCommune, 'fermer'> => ({
  id,
  dejaImporte: (empreinte) => dejaImporte(pool, { id, departement }, empreinte),
  avancer: async (lus) => {
    await pool.query('update import set lus = $2 where id = $1', [id, lus]);
  },
  commencer: async (lus) => {
    await pool.query(`update import set lus = $2, etape = 'ECRITURE' where id = $1`, [id, lus]);
  },
  terminer: async (etat, arret) => {
    await pool.query(`update import set etat = case when $2 = 'REFUSE' and etape = 'ECRITURE' then 'INTERROMPU' else $2 end, arret = $3, fin = now() where id = $1`, [id, etat, arret ? JSON.stringify(arret) : null]);
  },
});

/** Opens an import: one at a time for a département, in any number of processes. */
export const ouvrirSession = async (
  { pool, ids }: Readonly<{ pool: Pool; ids: Readonly<{ next: () => string }> }>,
  demande: DemandeImport,
): Promise<Result<SessionCommune, Rejection<'IMPORT_EN_COURS'>>> => {
  const connexion = await pool.connect();
  let rendre = (): void => connexion.release();
  const perdre = (erreur: Error): void => {
    rendre = (): void => connexion.release(erreur);
  };
  connexion.on('error', perdre);
  const lacher = (): void => {
    connexion.off('error', perdre);
    rendre();
  };
  const fermer = async (): Promise<void> => {
    await connexion.query(`select pg_advisory_unlock(${VERROU})`, [demande.departement]).catch(perdre);
    lacher();
  };
  const id = ids.next();
  try {
    if (!(await verrouiller(connexion, demande.departement))) {
      lacher();
      return refuse({ code: 'IMPORT_EN_COURS' });
    }
    await creer(connexion, id, demande);
  } catch (erreur) {
    await fermer();
    throw erreur;
  }
  return ok({ ...commune(pool, id, demande), fermer });
};
