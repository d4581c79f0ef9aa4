import { type Received } from '@relais/chassis/kafka';
import { legalDateOf } from '@relais/kernel';
import { type Events } from '@relais/schemas';
import { type Constat, type Fait } from '../../domain/fait/fait.js';
import { lundiDe } from '../../domain/fait/semaine.js';

type Lecture<T extends keyof Events> = (data: Events[T]) => Constat;

const contratASigner: Lecture<'accompaniment.ContratOuvert' | 'accompaniment.ContratRemisASigner'> = (data) => ({
  nature: 'CONTRAT_A_SIGNER',
  le: data.dateNotification,
  objet: data.contratId,
  organisme: data.organisme,
  structure: data.structure?.code ?? null,
  echeance: data.echeance,
});

/** What each event says that an indicator counts. */
const lectures = {
  'usagers.DroitRsaOuvert': (data) => ({ nature: 'DROIT_OUVERT', le: data.dateReception, objet: data.foyerId, commune: data.codeInsee }),
  'orientation.OrientationOuverte': (data) => ({
    nature: 'ORIENTATION_OUVERTE',
    le: data.dateReception,
    objet: data.orientationId,
    echeance: data.echeance,
  }),
  'orientation.OrientationDecidee': (data) => ({
    nature: 'ORIENTATION_DECIDEE',
    le: data.dateDecision,
    objet: data.orientationId,
    organisme: data.organisme,
    structure: data.structure?.code ?? null,
    detail: data.parcours,
  }),
  'orientation.OrientationClose': (data) => ({ nature: 'ORIENTATION_CLOSE', le: data.dateCloture, objet: data.orientationId }),
  'accompaniment.ContratOuvert': contratASigner,
  'accompaniment.ContratRemisASigner': contratASigner,
  'accompaniment.ContratSigne': (data) => ({
    nature: 'CONTRAT_SIGNE',
    le: data.dateSignature,
    objet: data.contratId,
    organisme: data.organisme,
    structure: data.structure?.code ?? null,
    echeance: data.echeance,
  }),
  'accompaniment.ContratSuspendu': (data) => ({ nature: 'CONTRAT_SUSPENDU', le: data.dateSuspension, objet: data.contratId }),
  'accompaniment.HeuresDeclarees': (data) => ({
    nature: 'HEURES_DECLAREES',
    le: lundiDe(data.semaine),
    objet: data.contratId,
    detail: `${data.semaine} ${data.nature}`,
    structure: data.structure?.code ?? null,
    quantite: data.minutes,
  }),
  'sanctions.SuspensionDecidee': (data) => ({
    nature: 'SUSPENSION_DECIDEE',
    le: data.dateDecision,
    objet: data.sanctionId,
    structure: data.decideurStructure,
    quantite: data.dureeMois,
  }),
} as const satisfies { [T in keyof Events]?: Lecture<T> };

/** The events that count in an indicator. */
export type TypeCompte = keyof typeof lectures;

/** The fact in an event. Throws a Failure when the event cannot be understood. */
export const faitDe = ({ id, type, usagerId, departement, sequence, time, data }: Received<TypeCompte>): Fait => {
  // The table is exact for each type; the compiler cannot tie `type` to `data` here.
  const lecture = lectures[type] as Lecture<TypeCompte>;
  return { ...lecture(data), id, usagerId, departement, rang: sequence, connuLe: legalDateOf(time) };
};
