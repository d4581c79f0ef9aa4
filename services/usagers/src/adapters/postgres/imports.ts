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
  if ('totaux' in annonce) {
    await pool.query('update import set foyers_annonces = $2 where id = $1', [id, annonce.totaux.foyers]);
    return;
  }
  const { emetteur, dateReference, dateCreation, versionFlux } = annonce.entete;
  await pool.query('update import set emetteur = $2, date_reference = $3, date_creation = $4, version_flux = $5, frequence = $6 where id = $1', [
    id,
    emetteur,
    lireDate(dateReference),
    lireDate(dateCreation),
    versionFlux,
    annonce.frequence,
  ]);
};

const precedent = async (pool: Pool, departement: string, emetteur: string): Promise<string | null> => {
  const { rows } = await pool.query<{ creation: string | null }>(
    `select max(date_creation) as creation from import where departement = $1 and emetteur = $2 and etat = 'TERMINE'`,
    [departement, emetteur],
  );
  return rows[0]?.creation ?? null;
};

// Among the foyers of the organismes that this flux speaks for; one never seen in a complete flux counts too.
const ABSENTS = `
  with absents as (
    insert into import_absent (import_id, foyer_id)
    select $2, f.id from foyer f
    where f.departement = $1 and f.vu_par is distinct from $2
      and f.organisme in (select distinct v.organisme from foyer v where v.departement = $1 and v.vu_par = $2)
      and exists (select 1 from usager u where u.foyer_id = f.id and u.droit = 'ouvert')
    returning 1)
  update import set absents = (select count(*) from absents) where id = $2`;

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
      precedent: (emetteur) => precedent(pool, demande.departement, emetteur),
      releverAbsents: async () => {
        await pool.query(ABSENTS, [demande.departement, session.id]);
      },
      lot: async (travail) => {
        await inSpan('import.lot', {}, () => inTransaction(pool, (tx) => travail(uniteImport(tx, unite))));
        valide();
      },
    });
  },
});
