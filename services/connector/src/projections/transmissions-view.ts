import { type Queryable } from '@relais/chassis/postgres';
import { type TentativeVue, type TransmissionVue } from '../application/vues.js';

export type Filtre = Readonly<{ departement: string; usagerId?: string | undefined; etat?: string | undefined; limite: number; apres?: number | undefined }>;

const utc = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const COLUMNS = `id, usager_id as "usagerId", fait_id as "faitId", api, operation, etat, code, message, envois, version,
  split_part(traceparent, '-', 2) as "traceId",
  ${utc('cree_le')} as "creeLe", case when close_le is null then ${utc('prochain_essai')} end as "prochainEssai", ${utc('close_le')} as "closeLe"`;

/** A page of a département's transmissions, newest first; `suite` is where the next page starts. */
export const listTransmissions = async (
  db: Queryable,
  { departement, usagerId, etat, limite, apres }: Filtre,
): Promise<{ transmissions: TransmissionVue[]; suite: string | null }> => {
  const { rows } = await db.query<TransmissionVue & { rang: number }>(
    `select ${COLUMNS}, rang from transmission
     where departement = $1 and ($2::uuid is null or usager_id = $2) and ($3::text is null or etat = $3) and ($4::bigint is null or rang < $4)
     order by rang desc limit $5`,
    [departement, usagerId ?? null, etat ?? null, apres ?? null, limite],
  );
  const last = rows.length === limite ? rows.at(-1) : undefined;
  return { transmissions: rows.map(({ rang: _rang, ...row }) => row), suite: last ? String(last.rang) : null };
};

/** One transmission and its tries; `ouvrir` unseals what persons wrote. */
export const findTransmission = async (
  db: Queryable,
  { departement, id }: Readonly<{ departement: string; id: string }>,
  ouvrir: (transmissionId: string, scelle: Buffer) => string,
): Promise<(TransmissionVue & { tentatives: TentativeVue[] }) | undefined> => {
  const { rows } = await db.query<TransmissionVue>(`select ${COLUMNS} from transmission where departement = $1 and id = $2`, [departement, id]);
  const [row] = rows;
  if (!row) return undefined;
  const { rows: tentatives } = await db.query<Omit<TentativeVue, 'justification'> & { justification: Buffer | null }>(
    `select genre, ${utc('debut')} as debut, ${utc('fin')} as fin, issue, code, message, trace_id as "traceId", agent, justification
     from transmission_tentative where transmission_id = $1 order by id`,
    [id],
  );
  return { ...row, tentatives: tentatives.map((one) => ({ ...one, justification: one.justification && ouvrir(id, one.justification) })) };
};
