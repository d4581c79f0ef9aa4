import { type Tx } from '@relais/chassis/postgres';
import { type AccompagnementChange } from '../application/ports.js';
import { type Accompagnement, type AccompagnementEvent } from '../domain/accompagnement/index.js';

const TO_TELL: readonly string[] = ['accompaniment.ContratSigne', 'accompaniment.ContratRefuse'];

const datesOf = (state: Accompagnement) => {
  const signature = 'signature' in state ? state.signature : null;
  return [
    signature?.dateSignature ?? null,
    signature?.minutesHebdomadaires ?? null,
    signature?.amenagement ?? null,
    'dateRefus' in state ? state.dateRefus : null,
    'dateSuspension' in state ? state.dateSuspension : null,
  ];
};

/** Writes a person's contract from its new state; what France Travail said stays with the fact it was told. */
const projectContrat = async (tx: Tx, { usagerId, state, facts, version }: AccompagnementChange): Promise<void> => {
  if (state.etat === 'AUCUN') return;
  const told = facts.findLast(({ type }) => TO_TELL.includes(type));
  await tx.query(
    `insert into contrat as c (usager_id, departement, contrat_id, etat, version, organisme, structure_code, structure_type,
       date_notification, echeance, date_signature, minutes_hebdomadaires, amenagement, date_refus, date_suspension, fait_id, transmission)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, case when $16::uuid is not null then 'EN_ATTENTE' end)
     on conflict (usager_id) do update set departement = excluded.departement, etat = excluded.etat, version = excluded.version,
       organisme = excluded.organisme, structure_code = excluded.structure_code, structure_type = excluded.structure_type,
       date_notification = excluded.date_notification, echeance = excluded.echeance, date_signature = excluded.date_signature,
       minutes_hebdomadaires = excluded.minutes_hebdomadaires, amenagement = excluded.amenagement, date_refus = excluded.date_refus,
       date_suspension = excluded.date_suspension, fait_id = coalesce(excluded.fait_id, c.fait_id),
       transmission = coalesce(excluded.transmission, c.transmission),
       transmission_code = case when excluded.fait_id is null then c.transmission_code end,
       transmission_a_faire = case when excluded.fait_id is null then c.transmission_a_faire end,
       transmission_le = case when excluded.fait_id is null then c.transmission_le end`,
    [
      usagerId,
      state.departement,
      state.contratId,
      state.etat,
      version,
      state.organisme,
      state.structure?.code ?? null,
      state.structure?.type ?? null,
      state.dateNotification,
      state.echeance,
      ...datesOf(state),
      told?.id ?? null,
    ],
  );
};

const projectSuivi = async (tx: Tx, usagerId: string, event: AccompagnementEvent): Promise<void> => {
  if (event.type === 'RendezVousPris') {
    const { rendezVousId, dateHeure, modalite, motif } = event.data;
    await tx.query('insert into rendez_vous (rendez_vous_id, usager_id, date_heure, modalite, motif) values ($1, $2, $3, $4, $5)', [
      rendezVousId,
      usagerId,
      dateHeure,
      modalite,
      motif,
    ]);
  }
  if (event.type === 'RendezVousTenu') {
    const { rendezVousId, issue, dateConstat } = event.data;
    await tx.query('update rendez_vous set issue = $2, date_constat = $3 where rendez_vous_id = $1', [rendezVousId, issue, dateConstat]);
  }
  if (event.type === 'HeuresDeclarees') {
    const { semaine, nature, minutes, minutesHebdomadaires } = event.data;
    await tx.query(
      `insert into heures (usager_id, semaine, nature, minutes, minutes_hebdomadaires) values ($1, $2, $3, $4, $5)
       on conflict (usager_id, semaine, nature) do update set minutes = excluded.minutes, minutes_hebdomadaires = excluded.minutes_hebdomadaires`,
      [usagerId, semaine, nature, minutes, minutesHebdomadaires],
    );
  }
};

/** Brings contract, rendez-vous and hours of a person up to what was just decided. */
export const projectAccompagnement = async (tx: Tx, change: AccompagnementChange): Promise<void> => {
  await projectContrat(tx, change);
  for (const event of change.events) await projectSuivi(tx, change.usagerId, event);
};

/** Keeps why an intensity was adapted, beside the signature it belongs to; not on the bus. */
export const keepMotif = async (tx: Tx, { usagerId, facts }: AccompagnementChange, motif: string | null): Promise<void> => {
  const signature = facts.find(({ type }) => type === 'accompaniment.ContratSigne');
  if (!signature || motif === null) return;
  await tx.query('insert into amenagement_motif (fait_id, usager_id, motif) values ($1, $2, $3)', [signature.id, usagerId, motif]);
};
