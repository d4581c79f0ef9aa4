import { batched, ignored, type Subscriptions } from '@relais/chassis/kafka';
import { ajouterFaits } from '../../projections/faits.js';
import { faitDe, type TypeCompte } from './faits.js';

/** Facts are only added, so whole runs of events are written at once. */
const compte = batched<TypeCompte>((events, tx) => ajouterFaits(tx, events.map(faitDe)));

/** topic -> event -> what pilotage counts of it. It decides nothing and says nothing. */
export const subscriptions = {
  'relais.usagers.v1': {
    'usagers.DroitRsaOuvert': compte,
    'usagers.DroitRsaFerme': ignored,
    'usagers.UsagerRattache': ignored,
    'usagers.UsagersFusionnes': ignored,
    'usagers.FusionAnnulee': ignored,
    // What is counted names nobody: see adapters/postgres/lieux.ts.
    'usagers.UsagerEfface': ignored,
    'usagers.UsagerRectifie': ignored,
    'usagers.TraitementLimite': ignored,
  },
  'relais.orientation.v1': {
    'orientation.OrientationOuverte': compte,
    'orientation.PreconisationEnregistree': ignored,
    'orientation.OrientationDecidee': compte,
    'orientation.OrientationClose': compte,
  },
  'relais.accompaniment.v1': {
    'accompaniment.ContratOuvert': compte,
    'accompaniment.ContratRemisASigner': compte,
    'accompaniment.ContratSigne': compte,
    'accompaniment.ContratRefuse': ignored,
    'accompaniment.ContratSuspendu': compte,
    'accompaniment.RendezVousPris': ignored,
    'accompaniment.RendezVousTenu': ignored,
    'accompaniment.HeuresDeclarees': compte,
  },
  'relais.sanctions.v1': {
    'sanctions.SanctionProposee': ignored,
    'sanctions.ContradictoireOuvert': ignored,
    'sanctions.ObservationsRecues': ignored,
    'sanctions.SuspensionDecidee': compte,
    'sanctions.SuppressionDecidee': ignored,
    'sanctions.SanctionClassee': ignored,
    'sanctions.SuspensionLevee': ignored,
  },
} as const satisfies Subscriptions;
