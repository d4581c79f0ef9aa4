import { type Agent, traceAccess } from '@relais/chassis/auth';
import { type Accepted, findAnswer, fingerprintOf, type IdempotencyKey, type RunnerRefusal, saveAnswer } from '@relais/chassis/commands';
import { inTransaction, type Tx } from '@relais/chassis/postgres';
import { count, currentTraceId } from '@relais/chassis/telemetry';
import { ok, refuse, type Rejection, type Result } from '@relais/kernel';
import { type DemandeReprise, reprendre } from '../../application/reprendre.js';
import { type TransmissionRejection } from '../../domain/transmission/rejections.js';
import { estClose, type EtatTransmission, type Transmission } from '../../domain/transmission/state.js';
import { annoncer, type AnnonceOptions, type Annoncee } from './transmissions.js';
import { type Sceau } from './sceau.js';

export type ReprisesOptions = AnnonceOptions & Readonly<{ sceau: Sceau }>;

/** What a person asks about one transmission of their département. */
export type Reprise = Readonly<{
  agent: Agent;
  departement: string;
  id: string;
  demande: DemandeReprise;
  key: string | undefined;
  expectedVersion: number | undefined;
}>;

export type RepriseEcrite = Readonly<{ id: string; etat: EtatTransmission; code: string | null }>;

type Refusal = TransmissionRejection | RunnerRefusal | Rejection<'TRANSMISSION_INCONNUE'>;
type Found = Annoncee & Readonly<{ etat: Transmission; version: number; depassee: boolean }>;
type Outcome = Readonly<{ usagerId: string | undefined; result: Result<Accepted<RepriseEcrite>, Refusal> }>;

/** Under what the text of an agent is sealed. */
export const objetJustification = (transmissionId: string): string => `justification ${transmissionId}`;

// A later orientation, or a later act on the contract, takes the place of the former; each sanction stands by itself.
const TROUVER = `
  select t.usager_id, t.fait_id, t.api, t.operation, t.correlation_id, t.etat, t.envois, t.echecs, t.code, t.version,
    t.api in ('orientation', 'contrat-engagement') and exists (
      select from transmission apres
      where apres.usager_id = t.usager_id and apres.departement = t.departement and apres.api = t.api and apres.rang > t.rang and apres.etat <> 'REFUSEE'
    ) as depassee
  from transmission t where t.departement = $1 and t.id = $2 for update of t`;

type Row = Readonly<{
  usager_id: string;
  fait_id: string;
  api: string;
  operation: string;
  correlation_id: string;
  etat: EtatTransmission;
  envois: number;
  echecs: number;
  code: string | null;
  version: number;
  depassee: boolean;
}>;

const trouver = async (tx: Tx, { departement, id }: Reprise): Promise<Found | undefined> => {
  const { rows } = await tx.query<Row>(TROUVER, [departement, id]);
  const [row] = rows;
  if (!row) return undefined;
  const { etat, envois, echecs, code, version, depassee } = row;
  const annoncee = { id, departement, usagerId: row.usager_id, faitId: row.fait_id, api: row.api, operation: row.operation, correlationId: row.correlation_id };
  return { ...annoncee, etat: { etat, envois, echecs, code, attenteMs: null }, version, depassee };
};

const ecrire = async ({ sceau }: ReprisesOptions, tx: Tx, { reprise, etat }: { reprise: Reprise; etat: Transmission }): Promise<void> => {
  const { id, agent, demande } = reprise;
  await tx.query(
    `update transmission set etat = $2, echecs = $3, code = $4, message = null, prochain_essai = now(), bail = null, bail_jusqu_a = null,
       close_le = case when $5 then now() end, version = version + 1
     where id = $1`,
    [id, etat.etat, etat.echecs, etat.code, estClose(etat)],
  );
  const justification = sceau.sceller(objetJustification(id), demande.justification);
  await tx.query(
    `insert into transmission_tentative (transmission_id, genre, fin, issue, agent, justification, trace_id) values ($1, $2, now(), $3, $4, $5, $6)`,
    [id, demande.constat === undefined ? 'RELANCE' : 'CONCLUSION', demande.constat ?? null, agent.id, justification, currentTraceId() ?? null],
  );
};

const access = ({ agent, demande }: Reprise, subject: string) => ({
  agent,
  subject,
  action: demande.constat === undefined ? 'transmission.relance' : 'transmission.conclusion',
  purpose: 'echange-france-travail',
});

const idempotencyOf = ({ agent, departement, id, demande, key }: Reprise): IdempotencyKey | undefined =>
  key === undefined ? undefined : { agent: agent.id, key, fingerprint: fingerprintOf('transmission', departement, id, demande) };

const decider = async (options: ReprisesOptions, tx: Tx, reprise: Reprise): Promise<Outcome> => {
  const { id, demande, expectedVersion } = reprise;
  const idempotency = idempotencyOf(reprise);
  const before = idempotency && (await findAnswer<RepriseEcrite>(tx, idempotency));
  const found = await trouver(tx, reprise);
  if (before) return { usagerId: found?.usagerId, result: before };
  if (!found) return { usagerId: undefined, result: refuse({ code: 'TRANSMISSION_INCONNUE' }) };
  const { usagerId, version } = found;
  if (expectedVersion !== undefined && expectedVersion !== version) {
    return { usagerId, result: refuse({ code: 'VERSION_INATTENDUE', details: { expected: expectedVersion, current: version } }) };
  }
  const decided = reprendre(demande, found);
  if (!decided.ok) return { usagerId, result: decided };
  const { etat, event } = decided.value;
  await ecrire(options, tx, { reprise, etat });
  if (event.type === 'Acquittee') await annoncer(options, tx, { de: found, annonce: event });
  await traceAccess(tx, { ...access(reprise, usagerId), granted: true });
  const accepted = { state: { id, etat: etat.etat, code: etat.code }, version: version + 1, replayed: false };
  if (idempotency) await saveAnswer(tx, idempotency, accepted);
  return { usagerId, result: ok(accepted) };
};

/** Writes what a person concludes or asks, with who and why, and tells of it, in one transaction; a refusal is traced too. */
export const createReprises = (options: ReprisesOptions) => async (reprise: Reprise): Promise<Outcome['result']> => {
  const { usagerId, result } = await inTransaction(options.pool, (tx) => decider(options, tx, reprise));
  if (!result.ok) {
    if (usagerId !== undefined) await traceAccess(options.pool, { ...access(reprise, usagerId), granted: false, reason: result.error.code });
    return result;
  }
  count('relais_connector_transmissions_total', { etat: result.value.state.etat });
  options.committed();
  return result;
};
