import { type CommandBus } from '@relais/chassis/commands';
import { ignored, type Subscriptions } from '@relais/chassis/kafka';
import { erase } from '@relais/chassis/personal-data';
import { Failure } from '@relais/kernel';
import { type Dossiers } from '../../application/dossiers.js';
import { noteDroit, readSituation } from '../../projections/foyers.js';
import { noteRattachement } from '../../projections/rattachements.js';
import { noteTransmission } from '../../projections/sanctions-view.js';
import { commandeDe } from './proposition.js';
import { lieux } from '../postgres/lieux.js';

type Ports = Readonly<{ dossiers: Dossiers; bus: CommandBus; ids: { next: () => string } }>;

/** topic -> event -> what sanctions does about it. */
export const subscriptions = ({ dossiers, bus, ids }: Ports) =>
  ({
    'relais.usagers.v1': {
      'usagers.DroitRsaOuvert': ({ data: { usagerId, departement, foyerId } }, tx) => noteDroit(tx, { usagerId, departement, foyerId, ouvert: true }),
      'usagers.DroitRsaFerme': ({ data: { usagerId, departement, foyerId } }, tx) => noteDroit(tx, { usagerId, departement, foyerId, ouvert: false }),
      'usagers.UsagerRattache': ({ data }, tx) => noteRattachement(tx, data),
      'usagers.UsagersFusionnes': ignored,
      'usagers.FusionAnnulee': ignored,
      'usagers.UsagerEfface': ({ data }, tx) => erase(tx, lieux, data.usagerId),
      'usagers.UsagerRectifie': ignored,
      'usagers.TraitementLimite': ignored,
    },
    'relais.connector.v1': {
      'connector.PropositionOrientationRecue': ignored,
      'connector.PropositionSanctionRecue': async ({ data, origin }, tx) => {
        const command = commandeDe(data, { sanctionId: ids.next(), situation: await readSituation(tx, data) });
        const answer = await dossiers.handleIn(tx, { command, origin });
        // A case always opens; a refusal would mean that somebody upstream is wrong.
        if (!answer.ok) throw new Failure('rejected', answer.error.code, { message: 'refused by the decider' });
      },
      'connector.TransmissionAcquittee': ({ data }, tx) =>
        noteTransmission(tx, data.faitId, { etat: 'ACQUITTEE', code: null, aFaire: null, le: data.acquitteeLe }),
      'connector.TransmissionRefusee': ({ data }, tx) =>
        noteTransmission(tx, data.faitId, { etat: 'REFUSEE', code: data.code, aFaire: data.aFaire, le: data.refuseeLe }),
    },
    ...bus.tables,
  }) satisfies Subscriptions;
