import type { EventType } from '@relais/schemas';
import { type Fait } from './model.js';
import { stories, type Told } from './stories.js';

/** Tells a fact; one of a service newer than the pages is told by its own name. */
export const tell = ({ type, service, resume }: Fait): Told => {
  const story = (stories as Readonly<Record<string, ((seen: object) => Told) | undefined>>)[type];
  return story?.(resume) ?? { title: type.split('.').at(-1) ?? type, source: service, text: '' };
};

/** Who outside hears of a fact. */
type Reach = Readonly<{ franceTravail: boolean; partenaires: boolean; pourquoi: string }>;

const inside = (pourquoi: string) => (): Reach => ({ franceTravail: false, partenaires: false, pourquoi });
const outside = (partenaires: boolean) => (): Reach => ({ franceTravail: true, partenaires, pourquoi: '' });

const STAYS = inside('Ce fait reste dans la maison : il n’est transmis à personne d’autre');
const FROM_FRANCE_TRAVAIL = inside('Ce fait vient de France Travail : il ne lui est pas renvoyé');
const TO_PARTNER = inside('Ce fait est lu par le partenaire sur son propre topic');
const TO_FRANCE_TRAVAIL = outside(false);
/** An act on the département's own case is nothing to tell; on France Travail's proposal, it is its answer. */
const IF_PROPOSED = ({ resume }: Fait): Reach =>
  typeof resume['idConsequenceSanction'] === 'string' ? TO_FRANCE_TRAVAIL() : inside('Le dossier est celui du département : France Travail n’attend pas de réponse')();

const reaches: { readonly [T in EventType]: (fait: Fait) => Reach } = {
  'usagers.DroitRsaOuvert': STAYS,
  'usagers.DroitRsaFerme': STAYS,
  'usagers.UsagerRattache': STAYS,
  'orientation.OrientationOuverte': STAYS,
  'orientation.PreconisationEnregistree': FROM_FRANCE_TRAVAIL,
  'orientation.OrientationDecidee': outside(true),
  'orientation.OrientationClose': STAYS,
  'accompaniment.ContratOuvert': STAYS,
  'accompaniment.ContratRemisASigner': STAYS,
  'accompaniment.ContratSigne': TO_FRANCE_TRAVAIL,
  'accompaniment.ContratRefuse': TO_FRANCE_TRAVAIL,
  'accompaniment.ContratSuspendu': STAYS,
  'accompaniment.RendezVousPris': STAYS,
  'accompaniment.RendezVousTenu': STAYS,
  'accompaniment.HeuresDeclarees': STAYS,
  'sanctions.SanctionProposee': STAYS,
  'sanctions.ContradictoireOuvert': IF_PROPOSED,
  'sanctions.ObservationsRecues': STAYS,
  'sanctions.SuspensionDecidee': TO_FRANCE_TRAVAIL,
  'sanctions.SuppressionDecidee': TO_FRANCE_TRAVAIL,
  'sanctions.SanctionClassee': IF_PROPOSED,
  'sanctions.SuspensionLevee': STAYS,
  'connector.PropositionOrientationRecue': FROM_FRANCE_TRAVAIL,
  'connector.PropositionSanctionRecue': FROM_FRANCE_TRAVAIL,
  'connector.TransmissionAcquittee': FROM_FRANCE_TRAVAIL,
  'connector.TransmissionRefusee': FROM_FRANCE_TRAVAIL,
  'partenaires.PersonneOrientee': TO_PARTNER,
  'commandes.DeciderOrientation': STAYS,
  'commandes.SignerContrat': STAYS,
  'commandes.DeciderSanction': STAYS,
  'reponses.CommandeTraitee': STAYS,
};

/** Whether France Travail and partners are told of a fact, and why not. */
export const reachOf = (fait: Fait): Reach => (reaches as Readonly<Record<string, ((fait: Fait) => Reach) | undefined>>)[fait.type]?.(fait) ?? STAYS();
