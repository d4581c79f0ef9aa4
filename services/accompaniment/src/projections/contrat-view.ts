import { type Queryable, type Tx } from '@relais/chassis/postgres';
import { type ContratsInput } from '../application/saisies.js';
import { type ContratRow, type ContratsVus, type RendezVousRow, type SemaineRow } from '../application/vues.js';

export type TransmissionSeen = Readonly<{ etat: 'ACQUITTEE' | 'REFUSEE'; code: string | null; aFaire: string | null; le: string }>;

/** Notes on the person's contract what France Travail answered about its signature or refusal. */
export const noteTransmission = async (tx: Tx, faitId: string, { etat, code, aFaire, le }: TransmissionSeen): Promise<void> => {
  await tx.query(
    'update contrat set transmission = $2, transmission_code = $3, transmission_a_faire = $4, transmission_le = $5 where fait_id = $1',
    [faitId, etat, code, aFaire, le],
  );
};

const INSTANT = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const COLUMNS = `usager_id as "usagerId", departement, contrat_id as "contratId", etat, version, organisme,
  case when structure_code is not null then json_build_object('code', structure_code, 'type', structure_type) end as structure,
  date_notification as "dateNotification", echeance, date_signature as "dateSignature", minutes_hebdomadaires as "minutesHebdomadaires",
  amenagement, date_refus as "dateRefus", date_suspension as "dateSuspension",
  case when transmission is not null then json_build_object('etat', transmission, 'code', transmission_code, 'aFaire', transmission_a_faire,
    'le', ${INSTANT('transmission_le')}) end as transmission`;

export const findContrat = async (db: Queryable, usagerId: string): Promise<ContratRow | undefined> => {
  const { rows } = await db.query<ContratRow>(`select ${COLUMNS} from contrat where usager_id = $1`, [usagerId]);
  return rows[0];
};

/** Why the intensity of the contract signed now was adapted: for the structure that follows the person only. */
export const findMotif = async (db: Queryable, usagerId: string): Promise<string | null> => {
  const { rows } = await db.query<{ motif: string }>(
    `select motif from amenagement_motif join contrat using (fait_id) where contrat.usager_id = $1 and etat = 'SIGNE'`,
    [usagerId],
  );
  return rows[0]?.motif ?? null;
};

const SHOWN = 50;

/** The latest rendez-vous of a person, newest first. */
export const listRendezVous = async (db: Queryable, usagerId: string): Promise<RendezVousRow[]> => {
  const { rows } = await db.query<RendezVousRow>(
    `select rendez_vous_id as "rendezVousId", ${INSTANT('date_heure')} as "dateHeure", modalite, motif, issue
     from rendez_vous where usager_id = $1 order by date_heure desc limit ${SHOWN}`,
    [usagerId],
  );
  return rows;
};

/** The latest weeks of a person, newest first. */
export const listSemaines = async (db: Queryable, usagerId: string): Promise<SemaineRow[]> => {
  const { rows } = await db.query<SemaineRow>(
    `select semaine, sum(minutes)::integer as minutes, max(minutes_hebdomadaires) as "minutesHebdomadaires",
       json_object_agg(nature, minutes order by nature) as natures
     from heures where usager_id = $1 group by semaine order by semaine desc limit ${SHOWN}`,
    [usagerId],
  );
  return rows;
};

/** Which contracts of a département a caller may list: one structure's (and those given to its organisme alone), or all. */
export type Perimetre = Readonly<{ departement: string; structure: Readonly<{ code: string; type: string | null }> | null }>;

/** A page of contracts by legal deadline; `suite` is where the next page starts. */
export const listContrats = async (
  db: Queryable,
  { departement, structure }: Perimetre,
  { etat, limite, apres }: ContratsInput,
): Promise<ContratsVus> => {
  const [echeance, usagerId] = apres?.split('_') ?? [null, null];
  const { rows } = await db.query<ContratRow>(
    `select ${COLUMNS} from contrat
     where departement = $1 and etat = $2
       and ($3::text is null or structure_code = $3 or (structure_code is null and organisme = $4))
       and ($5::date is null or (echeance, usager_id) > ($5::date, $6::uuid))
     order by echeance, usager_id limit $7`,
    [departement, etat, structure?.code ?? null, structure?.type ?? null, echeance, usagerId, limite],
  );
  const last = rows.length === limite ? rows.at(-1) : undefined;
  return { contrats: rows, suite: last ? `${last.echeance}_${last.usagerId}` : null };
};
