import { type Queryable, type Tx } from '@relais/chassis/postgres';
import { type SanctionChange } from '../application/ports.js';
import { type QueueInput } from '../application/saisies.js';
import { type SanctionRow, type SanctionsVues } from '../application/vues.js';
import { type Dossier, type SanctionEvent } from '../domain/sanction/index.js';

/** France Travail is told of a sanction, and of what becomes of its own proposal. */
const estTransmis = ({ type, data }: SanctionEvent): boolean => {
  switch (type) {
    case 'SuspensionDecidee':
    case 'SuppressionDecidee':
      return true;
    case 'ContradictoireOuvert':
    case 'SanctionClassee':
      return data.idConsequenceSanction !== null;
    default:
      return false;
  }
};

const UPSERT = `
  insert into sanction as s (sanction_id, usager_id, departement, statut, version, auteur, date_proposition, echeance, dossier, fait_id, transmission)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, case when $10::uuid is not null then 'EN_ATTENTE' end)
  on conflict (sanction_id) do update set statut = excluded.statut, dossier = excluded.dossier,
    fait_id = coalesce(excluded.fait_id, s.fait_id), transmission = coalesce(excluded.transmission, s.transmission),
    transmission_code = case when excluded.fait_id is null then s.transmission_code end,
    transmission_a_faire = case when excluded.fait_id is null then s.transmission_a_faire end,
    transmission_le = case when excluded.fait_id is null then s.transmission_le end`;

/** Writes the rows of the cases that the events touched. */
export const projectSanctions = async (tx: Tx, { usagerId, state, events, facts, version }: SanctionChange): Promise<void> => {
  for (const [index, event] of events.entries()) {
    const dossier = state.dossiers[event.data.sanctionId];
    if (!dossier) continue;
    const { sanctionId, departement, statut, auteur, dateProposition, echeance } = dossier;
    const faitId = estTransmis(event) ? (facts[index]?.id ?? null) : null;
    const values = [sanctionId, usagerId, departement, statut, version, auteur, dateProposition, echeance, JSON.stringify(dossier), faitId];
    await tx.query(UPSERT, values);
  }
  if (events.length > 0) await tx.query('update sanction set version = $2 where usager_id = $1', [usagerId, version]);
};

export type TransmissionSeen = Readonly<{ etat: 'ACQUITTEE' | 'REFUSEE'; code: string | null; aFaire: string | null; le: string }>;

/** Notes on the case what France Travail answered about it; another fact's answer changes nothing. */
export const noteTransmission = async (tx: Tx, faitId: string, { etat, code, aFaire, le }: TransmissionSeen): Promise<void> => {
  await tx.query(
    'update sanction set transmission = $2, transmission_code = $3, transmission_a_faire = $4, transmission_le = $5 where fait_id = $1',
    [faitId, etat, code, aFaire, le],
  );
};

const COLUMNS = `usager_id as "usagerId", version, dossier,
  case when transmission is not null then json_build_object('etat', transmission, 'code', transmission_code, 'aFaire', transmission_a_faire,
    'le', to_char(transmission_le at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as transmission`;

type Read = Pick<SanctionRow, 'usagerId' | 'version' | 'transmission'> & Readonly<{ dossier: Dossier }>;
const toRow = ({ dossier, usagerId, version, transmission }: Read): SanctionRow => ({ usagerId, ...dossier, version, transmission });

type Key = Readonly<{ departement: string; usagerId: string; sanctionId: string }>;

export const findSanction = async (db: Queryable, { departement, usagerId, sanctionId }: Key): Promise<SanctionRow | undefined> => {
  const { rows } = await db.query<Read>(`select ${COLUMNS} from sanction where departement = $1 and usager_id = $2 and sanction_id = $3`, [
    departement,
    usagerId,
    sanctionId,
  ]);
  return rows[0] && toRow(rows[0]);
};

const STATUTS_A_DECIDER = ['PROPOSEE', 'CONTRADICTOIRE'];

/** A page of a département's cases by deadline; `suite` is where the next page starts. */
export const listSanctions = async (
  db: Queryable,
  departement: string,
  { statut, usagerId, limite, apres }: QueueInput,
): Promise<SanctionsVues> => {
  const [echeance, sanctionId] = apres?.split('_') ?? [null, null];
  const { rows } = await db.query<Read>(
    `select ${COLUMNS} from sanction
     where departement = $1 and statut = any($2) and ($3::uuid is null or usager_id = $3)
       and ($4::date is null or (echeance, sanction_id) > ($4::date, $5::uuid))
     order by echeance, sanction_id limit $6`,
    [departement, statut === 'A_DECIDER' ? STATUTS_A_DECIDER : [statut], usagerId ?? null, echeance, sanctionId, limite],
  );
  const sanctions = rows.map(toRow);
  const last = rows.length === limite ? sanctions.at(-1) : undefined;
  return { sanctions, suite: last ? `${last.echeance}_${last.sanctionId}` : null };
};
