import { type Journal } from '@relais/chassis/journal';
import { inTransaction, type Pool, type Tx } from '@relais/chassis/postgres';
import { count, currentTraceId } from '@relais/chassis/telemetry';
import { type Annonce, type Etape, type Tentative, type TransmissionEnMain, type Transmissions } from '../../application/ports.js';
import { type Envoi } from '../../domain/transmission/envoi.js';
import { estClose, type EtatTransmission } from '../../domain/transmission/state.js';
import { type Sceau } from './sceau.js';

export type AnnonceOptions = Readonly<{
  pool: Pool;
  journal: Journal;
  clock: { now: () => Date };
  /** Something was told on the bus. */
  committed: () => void;
}>;

export type TransmissionsOptions = AnnonceOptions &
  Readonly<{
    sceau: Sceau;
    ids: { next: () => string };
    /** How long a row stays with who took it; longer than any call it makes. */
    bailMs: number;
  }>;

export type NouvelleTransmission = Readonly<{
  id: string;
  faitId: string;
  usagerId: string;
  departement: string;
  api: string;
  envoi: Envoi;
  /** Why it will wait, when that is known already. */
  code: string | null;
  correlationId: string;
  traceparent: string | undefined;
}>;

/** Under what the content of a transmission is sealed. */
export const objetTransmission = (id: string): string => `transmission ${id}`;

/** Puts one fact in the queue, in the caller's transaction; a fact already there changes nothing. */
export const ajouterTransmission = async (tx: Tx, sceau: Sceau, nouvelle: NouvelleTransmission): Promise<void> => {
  const { id, faitId, usagerId, departement, api, envoi, code, correlationId, traceparent } = nouvelle;
  const contenu = sceau.sceller(objetTransmission(id), JSON.stringify(envoi.contenu));
  await tx.query(
    `insert into transmission (id, fait_id, usager_id, departement, api, operation, contenu, priorite, code, correlation_id, traceparent)
     values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10) on conflict (fait_id) do nothing`,
    [id, faitId, usagerId, departement, api, envoi.operation, contenu, code, correlationId, traceparent ?? null],
  );
};

// The oldest open one of each person and API only: the next waits for it. A contract follows an orientation,
// and an orientation puts it back to be signed: these two APIs wait for each other.
const RESERVER = `
  with due as (
    select t.id, row_number() over (partition by t.departement order by t.priorite desc, t.rang) as place
    from transmission t
    where t.etat in ('EN_ATTENTE', 'EN_COURS', 'A_RELIRE') and t.departement = any($1)
      and t.prochain_essai <= now() and coalesce(t.bail_jusqu_a, '-infinity') < now()
      and not exists (
        select from transmission avant
        where avant.usager_id = t.usager_id and avant.rang < t.rang
          and (avant.api = t.api or (avant.api in ('orientation', 'contrat-engagement') and t.api in ('orientation', 'contrat-engagement')))
          and avant.etat in ('EN_ATTENTE', 'EN_COURS', 'A_RELIRE'))
  ), prises as (
    select id from transmission
    where id in (select id from due where place <= $2)
      -- Again under the lock: somebody may have taken it since.
      and prochain_essai <= now() and coalesce(bail_jusqu_a, '-infinity') < now() and etat in ('EN_ATTENTE', 'EN_COURS', 'A_RELIRE')
    for update skip locked
  )
  update transmission t set bail = $3, bail_jusqu_a = now() + $4 * interval '1 millisecond'
  from prises where t.id = prises.id
  returning t.id, t.fait_id, t.usager_id, t.departement, t.api, t.operation, t.contenu, t.etat, t.envois, t.echecs, t.code,
    t.correlation_id, t.traceparent`;

type Row = Readonly<{
  id: string;
  fait_id: string;
  usager_id: string;
  departement: string;
  api: string;
  operation: string;
  contenu: Buffer;
  etat: EtatTransmission;
  envois: number;
  echecs: number;
  code: string | null;
  correlation_id: string;
  traceparent: string | null;
}>;

const enMain = (row: Row, sceau: Sceau, bail: string): TransmissionEnMain => ({
  id: row.id,
  faitId: row.fait_id,
  usagerId: row.usager_id,
  departement: row.departement,
  api: row.api,
  envoi: { operation: row.operation, contenu: JSON.parse(sceau.ouvrir(objetTransmission(row.id), row.contenu)) as unknown } as Envoi,
  etat: { etat: row.etat, envois: row.envois, echecs: row.echecs, code: row.code, attenteMs: null },
  correlationId: row.correlation_id,
  traceparent: row.traceparent,
  bail,
});

const NOTER = `
  update transmission set version = version + 1, etat = $3, envois = $4, echecs = $5, code = $6, message = $7,
    prochain_essai = now() + $8 * interval '1 millisecond',
    bail = case when $9 then bail end,
    bail_jusqu_a = case when $9 then now() + $10 * interval '1 millisecond' end,
    intention_le = case when $3 = 'EN_COURS' then now() else intention_le end,
    close_le = case when $11 then now() end
  where id = $1 and bail = $2`;

const noterTentative = async (tx: Tx, id: string, { genre, issue, code, message }: Tentative): Promise<void> => {
  const traceId = currentTraceId() ?? null;
  const closed = await tx.query(
    `update transmission_tentative set fin = now(), issue = $2, code = $3, message = $4 where transmission_id = $1 and fin is null`,
    [id, issue ?? null, code ?? null, message ?? null],
  );
  if (closed.rowCount !== 0) return;
  await tx.query(
    `insert into transmission_tentative (transmission_id, genre, fin, issue, code, message, trace_id)
     values ($1, $2, case when $3::text is null then null else now() end, $3, $4, $5, $6)`,
    [id, genre, issue ?? null, code ?? null, message ?? null, traceId],
  );
};

/** Of what the bus is told. */
export type Annoncee = Pick<TransmissionEnMain, 'id' | 'usagerId' | 'departement' | 'faitId' | 'api' | 'correlationId'> & Readonly<{ operation: string }>;

/** Tells the bus what came of a transmission, in the caller's transaction. */
export const annoncer = async ({ journal, clock }: AnnonceOptions, tx: Tx, { de, annonce }: { de: Annoncee; annonce: Annonce }): Promise<void> => {
  const { usagerId, departement, id: transmissionId, faitId, api, operation } = de;
  const common = { usagerId, departement, transmissionId, faitId, api, operation };
  const origin = { correlationId: de.correlationId, causationId: faitId };
  const at = clock.now().toISOString();
  if (annonce.type === 'Acquittee') {
    const data = { ...common, acquitteeLe: at, parRelecture: annonce.voie === 'RELECTURE', parConstat: annonce.voie === 'CONSTAT' };
    await journal.appendNext(tx, { type: 'connector.TransmissionAcquittee', data, origin });
  } else {
    const data = { ...common, code: annonce.code, aFaire: annonce.aFaire, refuseeLe: at };
    await journal.appendNext(tx, { type: 'connector.TransmissionRefusee', data, origin });
  }
};

const noter = async (options: TransmissionsOptions, de: TransmissionEnMain, etape: Etape): Promise<boolean> => {
  const { etat, tentative, message, attenteMs, garder, annonce } = etape;
  const written = await inTransaction(options.pool, async (tx) => {
    const { rowCount } = await tx.query(NOTER, [
      de.id,
      de.bail,
      etat.etat,
      etat.envois,
      etat.echecs,
      etat.code,
      message ?? null,
      attenteMs,
      garder,
      options.bailMs,
      estClose(etat),
    ]);
    if (rowCount !== 1) return false;
    await noterTentative(tx, de.id, tentative);
    if (annonce) await annoncer(options, tx, { de: { ...de, operation: de.envoi.operation }, annonce });
    return true;
  });
  if (written) count('relais_connector_transmissions_total', { etat: etat.etat });
  if (written && annonce) options.committed();
  return written;
};

/** The queue to France Travail in Postgres: leases, steps, attempts, and what is told of them. */
export const createTransmissions = (options: TransmissionsOptions): Transmissions => ({
  reserver: async (departements, parGroupe) => {
    const bail = options.ids.next();
    const { rows } = await options.pool.query<Row>(RESERVER, [departements, parGroupe, bail, options.bailMs]);
    return rows.map((row) => enMain(row, options.sceau, bail));
  },
  noter: (de, etape) => noter(options, de, etape),
});
