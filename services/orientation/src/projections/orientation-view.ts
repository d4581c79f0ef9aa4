import { type Queryable, type Tx } from '@relais/chassis/postgres';
import { type OrientationChange } from '../application/ports.js';
import { type QueueInput } from '../application/queue-query.js';
import { type OrientationRow, type OrientationsVues } from '../application/vues.js';

/** Writes a person's row from its new state. */
export const projectOrientation = async (tx: Tx, { usagerId, state, facts, version }: OrientationChange): Promise<void> => {
  if (state.statut === 'INCONNUE') return;
  const decided = facts.find(({ type }) => type === 'orientation.OrientationDecidee');
  const dates = 'echeance' in state ? state : { dateReception: null, echeance: null };
  await tx.query(
    `insert into orientation as o (usager_id, departement, orientation_id, statut, version, date_reception, echeance, preconisation, decision, fait_id, transmission)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (usager_id) do update set orientation_id = excluded.orientation_id, statut = excluded.statut, version = excluded.version,
       date_reception = excluded.date_reception, echeance = excluded.echeance, preconisation = excluded.preconisation,
       decision = excluded.decision, fait_id = coalesce(excluded.fait_id, o.fait_id), transmission = coalesce(excluded.transmission, o.transmission)`,
    [
      usagerId,
      state.departement,
      state.orientationId,
      state.statut,
      version,
      dates.dateReception,
      dates.echeance,
      state.preconisation ? JSON.stringify(state.preconisation) : null,
      'decision' in state ? JSON.stringify(state.decision) : null,
      decided?.id ?? null,
      decided ? 'EN_ATTENTE' : null,
    ],
  );
};

export type TransmissionSeen = Readonly<{ etat: 'ACQUITTEE' | 'REFUSEE'; code: string | null; aFaire: string | null; le: string }>;

/** Notes on the person's row what France Travail answered about its decision. */
export const noteTransmission = async (tx: Tx, faitId: string, { etat, code, aFaire, le }: TransmissionSeen): Promise<void> => {
  await tx.query(
    'update orientation set transmission = $2, transmission_code = $3, transmission_a_faire = $4, transmission_le = $5 where fait_id = $1',
    [faitId, etat, code, aFaire, le],
  );
};

const COLUMNS = `usager_id as "usagerId", departement, orientation_id as "orientationId", statut, version,
  date_reception as "dateReception", echeance, preconisation, decision,
  case when transmission is not null then json_build_object('etat', transmission, 'code', transmission_code, 'aFaire', transmission_a_faire,
    'le', to_char(transmission_le at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as transmission`;

export const findOrientation = async (db: Queryable, departement: string, usagerId: string): Promise<OrientationRow | undefined> => {
  const { rows } = await db.query<OrientationRow>(`select ${COLUMNS} from orientation where departement = $1 and usager_id = $2`, [
    departement,
    usagerId,
  ]);
  return rows[0];
};

/** A page of a département's orientations by legal deadline; `suite` is where the next page starts. */
export const listOrientations = async (
  db: Queryable,
  departement: string,
  { statut, preconisation, limite, apres }: QueueInput,
): Promise<OrientationsVues> => {
  const [echeance, usagerId] = apres?.split('_') ?? [null, null];
  const { rows } = await db.query<OrientationRow>(
    `select ${COLUMNS} from orientation
     where departement = $1 and statut = $2 and ($3::date is null or (echeance, usager_id) > ($3::date, $4::uuid))
       and ($6::text is null or coalesce(preconisation ->> 'parcours', 'ATTENDUE') = $6 or ($6 = 'RECUE' and preconisation is not null))
     order by echeance, usager_id limit $5`,
    [departement, statut, echeance, usagerId, limite, preconisation ?? null],
  );
  const last = rows.length === limite ? rows.at(-1) : undefined;
  return { orientations: rows, suite: last?.echeance ? `${last.echeance}_${last.usagerId}` : null };
};
