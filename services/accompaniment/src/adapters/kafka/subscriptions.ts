import { type CommandBus } from '@relais/chassis/commands';
import { ignored, type Received, type Subscriptions } from '@relais/chassis/kafka';
import { erase } from '@relais/chassis/personal-data';
import { type Tx } from '@relais/chassis/postgres';
import { Failure } from '@relais/kernel';
import { type Accompagnements, type Answer } from '../../application/accompagnements.js';
import { noteTransmission } from '../../projections/contrat-view.js';
import { lieux } from '../postgres/lieux.js';

/** A refusal that an event cannot cause unless somebody upstream is wrong: the person is set aside. */
const mustAccept = (answer: Answer): void => {
  if (!answer.ok) throw new Failure('rejected', answer.error.code, { message: 'refused by the decider' });
};

type Ports = Readonly<{ accompagnements: Accompagnements; bus: CommandBus; ids: { next: () => string } }>;

/** A decision is notified the day it is taken: no other date is known of it. */
const recevoir = async ({ accompagnements, ids }: Ports, { data, origin }: Received<'orientation.OrientationDecidee'>, tx: Tx): Promise<void> => {
  const { usagerId, departement, orientationId, organisme, structure, dateDecision } = data;
  const decided = { usagerId, departement, orientationId, organisme, structure, dateNotification: dateDecision };
  mustAccept(await accompagnements.handleIn(tx, { command: { type: 'RecevoirOrientation', contratId: ids.next(), ...decided }, origin }));
};

const suspendre = async ({ accompagnements }: Ports, { data, origin }: Received<'orientation.OrientationClose'>, tx: Tx): Promise<void> => {
  const { usagerId, departement, motif, dateCloture } = data;
  const command = { type: 'SuspendreContrat', usagerId, departement, motif, dateSuspension: dateCloture } as const;
  mustAccept(await accompagnements.handleIn(tx, { command, origin }));
};

/** topic -> event -> what accompaniment does about it. */
export const subscriptions = (ports: Ports) =>
  ({
    'relais.orientation.v1': {
      'orientation.OrientationOuverte': ignored,
      'orientation.PreconisationEnregistree': ignored,
      'orientation.OrientationDecidee': (event, tx) => recevoir(ports, event, tx),
      // The end of the right comes by here, in order with the decisions; the topic of usagers has no order with them.
      'orientation.OrientationClose': (event, tx) => suspendre(ports, event, tx),
    },
    'relais.connector.v1': {
      'connector.PropositionOrientationRecue': ignored,
      'connector.PropositionSanctionRecue': ignored,
      'connector.TransmissionAcquittee': ({ data }, tx) =>
        noteTransmission(tx, data.faitId, { etat: 'ACQUITTEE', code: null, aFaire: null, le: data.acquitteeLe }),
      'connector.TransmissionRefusee': ({ data }, tx) =>
        noteTransmission(tx, data.faitId, { etat: 'REFUSEE', code: data.code, aFaire: data.aFaire, le: data.refuseeLe }),
    },
    'relais.usagers.v1': {
      'usagers.DroitRsaOuvert': ignored,
      'usagers.DroitRsaFerme': ignored,
      'usagers.UsagerRattache': ignored,
      'usagers.UsagersFusionnes': ignored,
      'usagers.FusionAnnulee': ignored,
      'usagers.UsagerEfface': ({ data }, tx) => erase(tx, lieux, data.usagerId),
      'usagers.UsagerRectifie': ignored,
      'usagers.TraitementLimite': ignored,
    },
    ...ports.bus.tables,
  }) satisfies Subscriptions;
