import { type Pool, type Tx } from '@relais/chassis/postgres';
import { count } from '@relais/chassis/telemetry';
import { type LivraisonEnMain, type Livraisons } from '../../application/ports.js';
import { type Sceau } from './sceau.js';

export type Abonnement = Readonly<{
  nom: string;
  departement: string;
  structureCode: string;
  structureType: string;
  url: string;
  /** `whsec_…` */
  secret: string;
}>;

export type LivraisonsOptions = Readonly<{
  pool: Pool;
  sceau: Sceau;
  ids: { next: () => string };
  /** Longer than one try. */
  bailMs: number;
}>;

const objet = (nom: string): string => `abonnement ${nom}`;

/** Brings the table of subscriptions to what is declared; one no longer declared serves no more, its deliveries stay. */
export const declarerAbonnements = async (
  pool: Pool,
  { sceau, ids }: Pick<LivraisonsOptions, 'sceau' | 'ids'>,
  abonnements: readonly Abonnement[],
): Promise<void> => {
  for (const { nom, departement, structureCode, structureType, url, secret } of abonnements) {
    await pool.query(
      `insert into abonnement_partenaire (id, nom, departement, structure_code, structure_type, url, secret)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (nom) do update set departement = excluded.departement, structure_code = excluded.structure_code,
         structure_type = excluded.structure_type, url = excluded.url, secret = excluded.secret, actif = true, maj_le = now()`,
      [ids.next(), nom, departement, structureCode, structureType, url, sceau.sceller(objet(nom), secret)],
    );
  }
  const noms = abonnements.map(({ nom }) => nom);
  await pool.query('update abonnement_partenaire set actif = false, maj_le = now() where actif and nom <> all($1)', [noms]);
};

export type Destinataire = Readonly<{ id: string; structureType: string }>;

/** Who is told of what concerns this structure. */
export const destinataires = async (tx: Tx, departement: string, structure: Readonly<{ code: string; type: string }>): Promise<readonly Destinataire[]> => {
  const { rows } = await tx.query<Destinataire>(
    `select id, structure_type as "structureType" from abonnement_partenaire
     where actif and departement = $1 and structure_code = $2 and structure_type = $3 order by nom`,
    [departement, structure.code, structure.type],
  );
  return rows;
};

export type NouvelleLivraison = Readonly<{
  id: string;
  abonnementId: string;
  faitId: string;
  usagerId: string;
  departement: string;
  type: string;
  sequence: number;
  contenu: string;
  correlationId: string;
  traceparent: string | undefined;
}>;

/** The number of the next message to a partner about a person, from 1. */
export const prochaineSequence = async (tx: Tx, abonnementId: string, usagerId: string): Promise<number> => {
  const { rows } = await tx.query<{ suivante: number }>(
    'select coalesce(max(sequence), 0) + 1 as suivante from livraison where abonnement_id = $1 and usager_id = $2',
    [abonnementId, usagerId],
  );
  return rows[0]?.suivante ?? 1;
};

/** Puts a message in a partner's queue, in the caller's transaction; the same fact again changes nothing. */
export const ajouterLivraison = async (tx: Tx, nouvelle: NouvelleLivraison): Promise<void> => {
  const { id, abonnementId, faitId, usagerId, departement, type, sequence, contenu, correlationId, traceparent } = nouvelle;
  await tx.query(
    `insert into livraison (id, abonnement_id, fait_id, usager_id, departement, type, sequence, contenu, correlation_id, traceparent)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (abonnement_id, fait_id) do nothing`,
    [id, abonnementId, faitId, usagerId, departement, type, sequence, contenu, correlationId, traceparent ?? null],
  );
};

// The oldest open one of each person only: the next waits for it.
const RESERVER = `
  with due as (
    select l.id, row_number() over (partition by l.abonnement_id order by l.rang) as place
    from livraison l
    where l.etat = 'EN_ATTENTE' and l.abonnement_id = any($1::uuid[])
      and l.prochain_essai <= now() and coalesce(l.bail_jusqu_a, '-infinity') < now()
      and not exists (
        select from livraison avant
        where avant.abonnement_id = l.abonnement_id and avant.usager_id = l.usager_id and avant.rang < l.rang and avant.etat = 'EN_ATTENTE')
  ), prises as (
    select id from livraison
    where id in (select id from due where place <= $2)
      and prochain_essai <= now() and coalesce(bail_jusqu_a, '-infinity') < now() and etat = 'EN_ATTENTE'
    for update skip locked
  )
  update livraison l set bail = $3, bail_jusqu_a = now() + $4 * interval '1 millisecond'
  from prises, abonnement_partenaire a where l.id = prises.id and a.id = l.abonnement_id
  returning l.id, l.abonnement_id as "abonnementId", a.nom, a.url, a.secret, l.contenu, l.essais, l.traceparent`;

type Row = Readonly<Omit<LivraisonEnMain, 'bail' | 'secret'> & { nom: string; secret: Buffer }>;

/** The queues to partners in Postgres. */
export const createLivraisons = ({ pool, sceau, ids, bailMs }: LivraisonsOptions): Livraisons => ({
  reserver: async (abonnements, parGroupe) => {
    const bail = ids.next();
    const { rows } = await pool.query<Row>(RESERVER, [abonnements, parGroupe, bail, bailMs]);
    return rows.map(({ nom, secret, ...row }) => ({ ...row, secret: sceau.ouvrir(objet(nom), secret), bail }));
  },
  noter: async ({ id, bail }, { etat, code, attenteMs }) => {
    const { rowCount } = await pool.query(
      `update livraison set etat = $3, code = $4, essais = essais + 1, prochain_essai = now() + $5 * interval '1 millisecond',
         bail = null, bail_jusqu_a = null, close_le = case when $3 <> 'EN_ATTENTE' then now() end
       where id = $1 and bail = $2`,
      [id, bail, etat, code, attenteMs],
    );
    if (rowCount === 1) count('relais_connector_livraisons_total', { etat });
    return rowCount === 1;
  },
  abonnements: async () => {
    const { rows } = await pool.query<{ id: string }>(
      `select a.id from abonnement_partenaire a
       where a.actif and exists (select from livraison l where l.abonnement_id = a.id and l.etat = 'EN_ATTENTE' and l.prochain_essai <= now())`,
    );
    return rows.map(({ id }) => id);
  },
});
