import { type Journal } from '@relais/chassis/journal';
import { ignored, partnerTopicName, type Received, type Subscriptions, type TopicTable } from '@relais/chassis/kafka';
import { erase } from '@relais/chassis/personal-data';
import { type Tx } from '@relais/chassis/postgres';
import { currentTraceparent } from '@relais/chassis/telemetry';
import { type DecisionOrientation } from '../../domain/orientation/decision.js';
import { type Mesure } from '../../domain/sanction/acte.js';
import { type Envoi } from '../../domain/transmission/envoi.js';
import { ajouterLivraison, destinataires, prochaineSequence } from '../postgres/livraisons.js';
import { lieux } from '../postgres/lieux.js';
import { estLimite, limiter, oublierJeton } from '../postgres/limitation.js';
import { type Sceau } from '../postgres/sceau.js';
import { ajouterTransmission } from '../postgres/transmissions.js';
import { messagePartenaire, personneOrientee } from './personne-orientee.js';

type Decidee = Received<'orientation.OrientationDecidee'>;

const decisionDe = ({ data }: Decidee): DecisionOrientation => {
  const { sens, parcours, organisme, structure, motifRefus, commentaireRefus, dateDecision, decideurId, decideurStructure } = data;
  return { sens, parcours, organisme, structure, motifRefus, commentaireRefus, dateDecision, decideurId, decideurStructure };
};

export type Ports = Readonly<{
  sceau: Sceau;
  ids: { next: () => string };
  /** The départements that have an account at France Travail. */
  raccordes: readonly string[];
  journal: Journal;
  /** Structures with a topic of their own. */
  topicsPartenaires: readonly Readonly<{ departement: string; structureCode: string }>[];
}>;

/** What is told to the partner that now follows the person, if it asked to be. */
const livrer = async ({ ids }: Ports, event: Decidee, tx: Tx): Promise<void> => {
  const { structure } = event.data;
  if (structure === null) return;
  const { usagerId, departement } = event;
  const data = personneOrientee(event.data);
  const { correlationId } = event.origin;
  const traceparent = currentTraceparent();
  const cause = { id: event.id, correlationId, traceparent };
  for (const { id: abonnementId, structureType } of await destinataires(tx, departement, structure)) {
    const id = ids.next();
    const sequence = await prochaineSequence(tx, abonnementId, usagerId);
    await ajouterLivraison(tx, {
      id,
      abonnementId,
      faitId: event.id,
      usagerId,
      departement,
      type: 'partenaires.PersonneOrientee',
      sequence,
      contenu: messagePartenaire({ id, sequence, time: event.time, structureType, cause, data }),
      correlationId,
      traceparent,
    });
  }
};

/** The same on the topic of the structure, when it has one. */
const publierAuPartenaire = async ({ journal, topicsPartenaires }: Ports, event: Decidee, tx: Tx): Promise<void> => {
  const { structure } = event.data;
  const abonne = topicsPartenaires.some((topic) => topic.departement === event.departement && topic.structureCode === structure?.code);
  if (structure === null || !abonne) return;
  await journal.appendNext(tx, {
    type: 'partenaires.PersonneOrientee',
    topic: partnerTopicName(structure.code),
    data: personneOrientee(event.data),
    origin: event.origin,
  });
};

type Atransmettre = Readonly<{ api: string; envoi: Envoi }>;

/** Queues a fact for France Travail. */
const transmettre = ({ sceau, ids, raccordes }: Ports, { event, api, envoi }: Atransmettre & { event: Received }, tx: Tx): Promise<void> =>
  ajouterTransmission(tx, sceau, {
    id: ids.next(),
    faitId: event.id,
    usagerId: event.usagerId,
    departement: event.departement,
    api,
    envoi,
    code: raccordes.includes(event.departement) ? null : 'COMPTE_FRANCE_TRAVAIL_ABSENT',
    correlationId: event.origin.correlationId,
    traceparent: currentTraceparent(),
  });

type Sanctionnee = Received<'sanctions.SuspensionDecidee'> | Received<'sanctions.SuppressionDecidee'>;
type Evenement = Received<'sanctions.ContradictoireOuvert'> | Received<'sanctions.SanctionClassee'>;

const SANCTIONS = 'gestion-sanctions-rsa';

/** An act on what France Travail proposed; on the département's own case, France Travail has nothing to be told of. */
const transmettreActe = async (ports: Ports, event: Evenement, tx: Tx): Promise<void> => {
  const { idConsequenceSanction } = event.data;
  if (idConsequenceSanction === null) return;
  const acte =
    event.type === 'sanctions.ContradictoireOuvert'
      ? ({ nature: 'SAISIE', date: event.data.dateOuverture, agentId: event.data.agentId } as const)
      : ({ nature: 'REFUS', date: event.data.dateDecision, agentId: event.data.decideurId } as const);
  await transmettre(ports, { event, api: SANCTIONS, envoi: { operation: 'evenementSanctionRSA', contenu: { idConsequenceSanction, ...acte } } }, tx);
};

const transmettreSanction = (ports: Ports, event: Sanctionnee, tx: Tx): Promise<void> => {
  const { sanctionId, idConsequenceSanction, taux, dureeMois, manquement, rang, dateManquement, dateNotification, dateDecision, decideurId: agentId } = event.data;
  const mesure: Mesure = { type: event.type === 'sanctions.SuspensionDecidee' ? 'SUSP_RSA' : 'SUPPR_RSA', taux, dureeMois };
  const envoi: Envoi =
    idConsequenceSanction === null
      ? { operation: 'decisionSanctionRSAPartenaire', contenu: { sanctionId, manquement, rang, dateManquement, dateNotification, mesure, agentId } }
      : { operation: 'evenementSanctionRSA', contenu: { nature: 'VALIDATION', idConsequenceSanction, date: dateDecision, agentId, mesure } };
  return transmettre(ports, { event, api: SANCTIONS, envoi }, tx);
};

/** The rights of persons: what is erased, read again, or no longer said. */
const droits = ({ sceau }: Ports): TopicTable<'relais.usagers.v1'> => ({
  'usagers.DroitRsaOuvert': ignored,
  'usagers.DroitRsaFerme': ignored,
  'usagers.UsagerRattache': ignored,
  'usagers.UsagersFusionnes': ignored,
  'usagers.FusionAnnulee': ignored,
  'usagers.UsagerEfface': ({ data }, tx) => erase(tx, lieux(sceau), data.usagerId),
  'usagers.UsagerRectifie': ({ data }, tx) => oublierJeton(tx, data.usagerId),
  'usagers.TraitementLimite': ({ data }, tx) => limiter(tx, data),
});

const sanctions = (ports: Ports): TopicTable<'relais.sanctions.v1'> => ({
  'sanctions.SanctionProposee': ignored,
  // The proposal is taken up: beyond its deadline France Travail would decide.
  'sanctions.ContradictoireOuvert': (event, tx) => transmettreActe(ports, event, tx),
  'sanctions.ObservationsRecues': ignored,
  'sanctions.SuspensionDecidee': (event, tx) => transmettreSanction(ports, event, tx),
  'sanctions.SuppressionDecidee': (event, tx) => transmettreSanction(ports, event, tx),
  'sanctions.SanctionClassee': (event, tx) => transmettreActe(ports, event, tx),
  // France Travail only takes the answer to a lift that it proposed itself (ACT369).
  'sanctions.SuspensionLevee': ignored,
});

/** topic -> event -> what the connector does about it: queue it for France Travail, and for partners. */
export const subscriptions = (ports: Ports) =>
  ({
    'relais.usagers.v1': droits(ports),
    'relais.orientation.v1': {
      'orientation.OrientationOuverte': ignored,
      'orientation.PreconisationEnregistree': ignored,
      'orientation.OrientationDecidee': async (event, tx) => {
        const operation = event.data.sens === 'REORIENTATION' ? 'reorientation' : 'decisionOrientation';
        await transmettre(ports, { event, api: 'orientation', envoi: { operation, contenu: decisionDe(event) } }, tx);
        if (await estLimite(tx, event.usagerId)) return;
        await livrer(ports, event, tx);
        await publierAuPartenaire(ports, event, tx);
      },
      'orientation.OrientationClose': ignored,
    },
    'relais.accompaniment.v1': {
      'accompaniment.ContratOuvert': ignored,
      'accompaniment.ContratRemisASigner': ignored,
      'accompaniment.ContratSigne': (event, tx) => {
        const { dateSignature: date, signataireId: agentId } = event.data;
        return transmettre(ports, { event, api: 'contrat-engagement', envoi: { operation: 'signerContrat', contenu: { date, agentId } } }, tx);
      },
      'accompaniment.ContratRefuse': (event, tx) => {
        const { dateRefus: date, agentId } = event.data;
        return transmettre(ports, { event, api: 'contrat-engagement', envoi: { operation: 'refuserContrat', contenu: { date, agentId } } }, tx);
      },
      'accompaniment.ContratSuspendu': ignored,
      'accompaniment.RendezVousPris': ignored,
      'accompaniment.RendezVousTenu': ignored,
      'accompaniment.HeuresDeclarees': ignored,
    },
    'relais.sanctions.v1': sanctions(ports),
  }) satisfies Subscriptions;
