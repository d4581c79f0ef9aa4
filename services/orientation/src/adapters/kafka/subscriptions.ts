import { type CommandBus } from '@relais/chassis/commands';
import { ignored, type Subscriptions, type TopicTable } from '@relais/chassis/kafka';
import { erase } from '@relais/chassis/personal-data';
import { Failure } from '@relais/kernel';
import { type Answer, type Orientations } from '../../application/orientations.js';
import { noteTransmission } from '../../projections/orientation-view.js';
import { lieux } from '../postgres/lieux.js';

/** A refusal that an event cannot cause unless somebody upstream is wrong: the person is set aside. */
const mustAccept = (answer: Answer): void => {
  if (!answer.ok) throw new Failure('rejected', answer.error.code, { message: 'refused by the decider' });
};

type Ports = Readonly<{ orientations: Orientations; bus: CommandBus; ids: { next: () => string } }>;

const droits = ({ orientations, ids }: Ports): TopicTable<'relais.usagers.v1'> => ({
  'usagers.DroitRsaOuvert': async ({ data, origin }, tx) => {
    const { usagerId, departement, dateReception } = data;
    const command = { type: 'OuvrirOrientation', usagerId, departement, orientationId: ids.next(), dateReception } as const;
    mustAccept(await orientations.handleIn(tx, { command, origin }));
  },
  'usagers.DroitRsaFerme': async ({ data, origin }, tx) => {
    const { usagerId, departement, motif, dateConstat } = data;
    const command = { type: 'CloreOrientation', usagerId, departement, motif, dateCloture: dateConstat } as const;
    mustAccept(await orientations.handleIn(tx, { command, origin }));
  },
  'usagers.UsagerRattache': ignored,
  'usagers.UsagersFusionnes': ignored,
  'usagers.FusionAnnulee': ignored,
  'usagers.UsagerEfface': ({ data }, tx) => erase(tx, lieux, data.usagerId),
  'usagers.UsagerRectifie': ignored,
  'usagers.TraitementLimite': ignored,
});

const franceTravail = ({ orientations, ids }: Ports): TopicTable<'relais.connector.v1'> => ({
  'connector.PropositionOrientationRecue': async ({ data, origin }, tx) => {
    const { usagerId, departement, identifiantActivite, parcours, organisme, structure, dateCreation } = data;
    const preconisation = { identifiantActivite, parcours, organisme, structure, datePreconisation: dateCreation };
    const command = { type: 'EnregistrerPreconisation', usagerId, departement, orientationId: ids.next(), preconisation } as const;
    mustAccept(await orientations.handleIn(tx, { command, origin }));
  },
  'connector.PropositionSanctionRecue': ignored,
  'connector.TransmissionAcquittee': ({ data }, tx) =>
    noteTransmission(tx, data.faitId, { etat: 'ACQUITTEE', code: null, aFaire: null, le: data.acquitteeLe }),
  'connector.TransmissionRefusee': ({ data }, tx) =>
    noteTransmission(tx, data.faitId, { etat: 'REFUSEE', code: data.code, aFaire: data.aFaire, le: data.refuseeLe }),
});

/** topic -> event -> what orientation does about it. */
export const subscriptions = (ports: Ports) =>
  ({
    'relais.usagers.v1': droits(ports),
    'relais.connector.v1': franceTravail(ports),
    ...ports.bus.tables,
  }) satisfies Subscriptions;
