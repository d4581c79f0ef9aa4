import { ignored, type Subscriptions } from '@relais/chassis/kafka';
import { Failure } from '@relais/kernel';
import { type Answer, type Orientations } from '../../application/orientations.js';
import { noteTransmission } from '../../projections/orientation-view.js';

/** A refusal that an event cannot cause unless somebody upstream is wrong: the person is set aside. */
const mustAccept = (answer: Answer): void => {
  if (!answer.ok) throw new Failure('rejected', answer.error.code, { message: 'refused by the decider' });
};

/** topic -> event -> what orientation does about it. */
export const subscriptions = (orientations: Orientations, ids: { next: () => string }) =>
  ({
    'relais.usagers.v1': {
      'usagers.DroitRsaOuvert': async ({ data, origin }, tx) => {
        const { usagerId, departement, dateReception } = data;
        mustAccept(
          await orientations.handleIn(tx, {
            command: { type: 'OuvrirOrientation', usagerId, departement, orientationId: ids.next(), dateReception },
            origin,
          }),
        );
      },
      'usagers.DroitRsaFerme': async ({ data, origin }, tx) => {
        const { usagerId, departement, motif, dateConstat } = data;
        mustAccept(await orientations.handleIn(tx, { command: { type: 'CloreOrientation', usagerId, departement, motif, dateCloture: dateConstat }, origin }));
      },
      'usagers.UsagerRattache': ignored,
    },
    'relais.connector.v1': {
      'connector.PropositionOrientationRecue': async ({ data, origin }, tx) => {
        const { usagerId, departement, identifiantActivite, parcours, organisme, structure, dateCreation } = data;
        const preconisation = { identifiantActivite, parcours, organisme, structure, datePreconisation: dateCreation };
        mustAccept(
          await orientations.handleIn(tx, {
            command: { type: 'EnregistrerPreconisation', usagerId, departement, orientationId: ids.next(), preconisation },
            origin,
          }),
        );
      },
      'connector.PropositionSanctionRecue': ignored,
      'connector.TransmissionAcquittee': ({ data }, tx) =>
        noteTransmission(tx, data.faitId, { etat: 'ACQUITTEE', code: null, aFaire: null, le: data.acquitteeLe }),
      'connector.TransmissionRefusee': ({ data }, tx) =>
        noteTransmission(tx, data.faitId, { etat: 'REFUSEE', code: data.code, aFaire: data.aFaire, le: data.refuseeLe }),
    },
  }) satisfies Subscriptions;
