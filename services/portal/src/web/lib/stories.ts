import type { Events, EventType } from '@relais/schemas';
import { formatDate, formatHours, formatInstant } from './format.js';
import { labelOf, orientationText } from './labels.js';
import { type Fait } from './model.js';
import { FROM_FRANCE_TRAVAIL, IF_PROPOSED, STAYS, TO_ALL, TO_FRANCE_TRAVAIL, TO_PARTNER, type Reach } from './reach.js';

/** A fact as it is told on the pages: what happened, who said it, what it says, who outside hears of it. */
export type Told = Readonly<{ title: string; source: string; text: string; reach: (fait: Fait) => Reach }>;

/** What the reader may know of a fact: some of its fields. */
type Seen<T extends EventType> = Partial<Events[T]>;

const FLUX = 'Flux CAF ou MSA';
const FRANCE_TRAVAIL = 'France Travail';
const TOOL = 'Outil du département';
const RULES = 'Relais, par la règle du service';

const day = (date: string | null | undefined): string => (date ? formatDate(date) : 'date non connue');
const by = (who: string, agent: string | null | undefined): string => (agent ? `${who}, agent ${agent}` : who);
const department = (agent: string | null | undefined): string => by('Département', agent);
const structureOf = ({ structure }: { structure?: { code: string; type: string } | null }): string =>
  structure ? `${labelOf('organisme', structure.type)} ${structure.code}` : 'Structure qui suit la personne';
const choice = ({ parcours = '', organisme = '', structure = null }: { parcours?: string; organisme?: string; structure?: { code: string } | null }): string =>
  parcours === '' ? '' : orientationText({ parcours, organisme, structure });
const measure = ({ taux, dureeMois }: { taux?: number | null; dureeMois?: number | null }): string =>
  [taux ? `${taux} % du RSA` : '', dureeMois ? `${dureeMois} mois` : ''].filter((part) => part !== '').join(', ');
const sanction = (type: string | undefined, mesure: Parameters<typeof measure>[0]): string =>
  [labelOf('sanction', type ?? ''), measure(mesure)].filter((part) => part !== '').join(' : ');

const usagers = {
  'usagers.DroitRsaOuvert': ({ organismePayeur, dateReception }: Seen<'usagers.DroitRsaOuvert'>) => ({
    reach: STAYS,
    title: 'Droit au RSA ouvert',
    source: organismePayeur ? `Flux ${organismePayeur}` : FLUX,
    text: dateReception ? `Information reçue le ${day(dateReception)}` : '',
  }),
  'usagers.DroitRsaFerme': ({ dateConstat }: Seen<'usagers.DroitRsaFerme'>) => ({
    reach: STAYS,
    title: 'Droit au RSA fermé',
    source: FLUX,
    text: dateConstat ? `Constaté le ${day(dateConstat)}` : '',
  }),
  'usagers.UsagerRattache': ({ structureCode = '', structureType = 'CD', depuis }: Seen<'usagers.UsagerRattache'>) => ({
    reach: STAYS,
    title: 'Personne rattachée à une structure',
    source: RULES,
    text: `${labelOf('organisme', structureType)} ${structureCode}, depuis le ${day(depuis)}`,
  }),
  'usagers.UsagersFusionnes': (seen: Seen<'usagers.UsagersFusionnes'>) => ({
    reach: STAYS,
    title: 'Deux fiches réunies',
    source: department(seen.decideurId),
    text: 'Cette fiche et une autre sont la même personne',
  }),
  'usagers.FusionAnnulee': (seen: Seen<'usagers.FusionAnnulee'>) => ({
    reach: STAYS,
    title: 'Fiches de nouveau distinctes',
    source: department(seen.decideurId),
    text: 'La réunion des deux fiches est annulée',
  }),
  'usagers.UsagerEfface': () => ({ reach: STAYS, title: 'Personne effacée', source: 'Département', text: 'Son identité est détruite' }),
  'usagers.UsagerRectifie': ({ champs = [] }: Seen<'usagers.UsagerRectifie'>) => ({ reach: STAYS, title: 'Identité rectifiée', source: 'Département', text: champs.join(', ') }),
  'usagers.TraitementLimite': ({ limite }: Seen<'usagers.TraitementLimite'>) => ({
    reach: STAYS,
    title: limite ? 'Traitement limité' : 'Limitation du traitement levée',
    source: 'Département',
    text: limite ? 'Rien n’est lu ni transmis hors du département' : '',
  }),
};

const SENS = { ACCEPTEE: 'Préconisation acceptée', REFUSEE: 'Préconisation refusée', REORIENTATION: 'Personne réorientée' } as const;

const orientation = {
  'orientation.OrientationOuverte': ({ dateReception, echeance }: Seen<'orientation.OrientationOuverte'>) => ({
    reach: STAYS,
    title: 'Orientation à prendre',
    source: FLUX,
    text: `Information reçue le ${day(dateReception)}, à décider avant le ${day(echeance)}`,
  }),
  'orientation.PreconisationEnregistree': (seen: Seen<'orientation.PreconisationEnregistree'>) => ({ reach: FROM_FRANCE_TRAVAIL, title: 'Préconisation reçue', source: FRANCE_TRAVAIL, text: choice(seen) }),
  'orientation.OrientationDecidee': (seen: Seen<'orientation.OrientationDecidee'>) => ({
    reach: TO_ALL,
    title: seen.sens ? SENS[seen.sens] : 'Orientation décidée',
    source: department(seen.decideurId),
    text: seen.motifRefus ? `${choice(seen)}. Motif : ${labelOf('motif', seen.motifRefus).toLowerCase()}` : choice(seen),
  }),
  'orientation.OrientationClose': ({ dateCloture }: Seen<'orientation.OrientationClose'>) => ({
    reach: STAYS,
    title: 'Orientation close',
    source: FLUX,
    text: dateCloture ? `Droit fermé, constaté le ${day(dateCloture)}` : '',
  }),
};

const toSign = (seen: Seen<'accompaniment.ContratOuvert'>): string => `${structureOf(seen)}, à signer avant le ${day(seen.echeance)}`;

const accompaniment = {
  'accompaniment.ContratOuvert': (seen: Seen<'accompaniment.ContratOuvert'>) => ({ reach: STAYS, title: 'Contrat d’engagement à signer', source: RULES, text: toSign(seen) }),
  'accompaniment.ContratRemisASigner': (seen: Seen<'accompaniment.ContratRemisASigner'>) => ({ reach: STAYS, title: 'Contrat d’engagement de nouveau à signer', source: RULES, text: toSign(seen) }),
  'accompaniment.ContratSigne': (seen: Seen<'accompaniment.ContratSigne'>) => ({
    reach: TO_FRANCE_TRAVAIL,
    title: 'Contrat d’engagement signé',
    source: by(structureOf(seen), seen.signataireId),
    text: `Signé le ${day(seen.dateSignature)}, ${formatHours(seen.minutesHebdomadaires ?? 0)} par semaine`,
  }),
  'accompaniment.ContratRefuse': (seen: Seen<'accompaniment.ContratRefuse'>) => ({
    reach: TO_FRANCE_TRAVAIL,
    title: 'Contrat d’engagement refusé',
    source: by(structureOf(seen), seen.agentId),
    text: `Refus du ${day(seen.dateRefus)}`,
  }),
  'accompaniment.ContratSuspendu': ({ dateSuspension }: Seen<'accompaniment.ContratSuspendu'>) => ({
    reach: STAYS,
    title: 'Contrat d’engagement suspendu',
    source: RULES,
    text: `Depuis le ${day(dateSuspension)} : la personne n’est plus soumise aux droits et devoirs`,
  }),
  'accompaniment.RendezVousPris': (seen: Seen<'accompaniment.RendezVousPris'>) => ({
    reach: STAYS,
    title: 'Rendez-vous pris',
    source: by(structureOf(seen), seen.agentId),
    text: `${seen.dateHeure ? formatInstant(seen.dateHeure) : ''}, ${labelOf('modalite', seen.modalite ?? '').toLowerCase()}`,
  }),
  'accompaniment.RendezVousTenu': ({ issue, agentId }: Seen<'accompaniment.RendezVousTenu'>) => ({
    reach: STAYS,
    title: 'Issue d’un rendez-vous',
    source: by('Structure qui suit la personne', agentId),
    text: labelOf('issue', issue ?? ''),
  }),
  'accompaniment.HeuresDeclarees': (seen: Seen<'accompaniment.HeuresDeclarees'>) => ({
    reach: STAYS,
    title: 'Heures d’activité déclarées',
    source: by(structureOf(seen), seen.agentId),
    text: `${formatHours(seen.minutes ?? 0)} en semaine ${seen.semaine ?? ''}, sur ${formatHours(seen.minutesHebdomadaires ?? 0)} convenues`,
  }),
};

const decided = ({ dateNotification, dateFin, ...mesure }: Seen<'sanctions.SuspensionDecidee'>): string =>
  `${measure(mesure)}, du ${day(dateNotification)} au ${day(dateFin)}`;

const sanctions = {
  'sanctions.SanctionProposee': (seen: Seen<'sanctions.SanctionProposee'>) => ({
    reach: STAYS,
    title: 'Sanction proposée',
    source: seen.auteur === 'FT' ? FRANCE_TRAVAIL : department(seen.proposeurId),
    text: `${sanction(seen.typeSanction, seen)}, à instruire avant le ${day(seen.echeance)}`,
  }),
  'sanctions.ContradictoireOuvert': (seen: Seen<'sanctions.ContradictoireOuvert'>) => ({
    reach: IF_PROPOSED,
    title: 'Contradictoire ouvert',
    source: department(seen.agentId),
    text: `${sanction(seen.typeSanction, seen)}. Observations possibles jusqu’au ${day(seen.dateLimite)}`,
  }),
  'sanctions.ObservationsRecues': (seen: Seen<'sanctions.ObservationsRecues'>) => ({
    reach: STAYS,
    title: 'Observations de la personne reçues',
    source: by('Structure ou département', seen.agentId),
    text: `${seen.forme === 'ORALES' ? 'Orales' : 'Écrites'}, le ${day(seen.dateReception)}${seen.assistee ? ', personne assistée' : ''}`,
  }),
  'sanctions.SuspensionDecidee': (seen: Seen<'sanctions.SuspensionDecidee'>) => ({ reach: TO_FRANCE_TRAVAIL, title: 'RSA suspendu', source: department(seen.decideurId), text: decided(seen) }),
  'sanctions.SuppressionDecidee': (seen: Seen<'sanctions.SuppressionDecidee'>) => ({ reach: TO_FRANCE_TRAVAIL, title: 'RSA supprimé', source: department(seen.decideurId), text: decided(seen) }),
  'sanctions.SanctionClassee': (seen: Seen<'sanctions.SanctionClassee'>) => ({
    reach: IF_PROPOSED,
    title: 'Dossier de sanction classé',
    source: department(seen.decideurId),
    text: labelOf('classement', seen.motif ?? ''),
  }),
  'sanctions.SuspensionLevee': (seen: Seen<'sanctions.SuspensionLevee'>) => ({
    reach: STAYS,
    title: 'Suspension levée',
    source: department(seen.decideurId),
    text: `${labelOf('levee', seen.motif ?? '')}, le ${day(seen.dateLevee)}`,
  }),
};

const connector = {
  'connector.PropositionOrientationRecue': (seen: Seen<'connector.PropositionOrientationRecue'>) => ({
    reach: FROM_FRANCE_TRAVAIL,
    title: 'Préconisation relevée chez France Travail',
    source: FRANCE_TRAVAIL,
    text: choice(seen),
  }),
  'connector.PropositionSanctionRecue': (seen: Seen<'connector.PropositionSanctionRecue'>) => ({
    reach: FROM_FRANCE_TRAVAIL,
    title: 'Proposition de sanction relevée chez France Travail',
    source: FRANCE_TRAVAIL,
    text: sanction(seen.typeSanction, { taux: seen.modalite === 'P' ? (seen.montant ?? null) : null, dureeMois: seen.dureeMois ?? null }),
  }),
  'connector.TransmissionAcquittee': ({ operation = '', parRelecture }: Seen<'connector.TransmissionAcquittee'>) => ({
    reach: FROM_FRANCE_TRAVAIL,
    title: 'Prise en compte par France Travail',
    source: FRANCE_TRAVAIL,
    text: `${labelOf('operation', operation)}${parRelecture ? ', constatée en relisant France Travail' : ''}`,
  }),
  'connector.TransmissionRefusee': ({ operation = '', aFaire = '' }: Seen<'connector.TransmissionRefusee'>) => ({
    reach: FROM_FRANCE_TRAVAIL,
    title: 'Refusée par France Travail',
    source: FRANCE_TRAVAIL,
    text: `${labelOf('operation', operation)}. ${aFaire}`,
  }),
};

const exchanges = {
  'partenaires.PersonneOrientee': () => ({ reach: TO_PARTNER, title: 'Dit à la structure partenaire', source: RULES, text: 'La personne est orientée vers elle' }),
  'commandes.DeciderOrientation': ({ agentId }: Seen<'commandes.DeciderOrientation'>) => ({ reach: STAYS, title: 'Décision demandée par le bus', source: by(TOOL, agentId), text: '' }),
  'commandes.SignerContrat': ({ agentId }: Seen<'commandes.SignerContrat'>) => ({ reach: STAYS, title: 'Signature du contrat demandée par le bus', source: by(TOOL, agentId), text: '' }),
  'commandes.DeciderSanction': ({ agentId }: Seen<'commandes.DeciderSanction'>) => ({ reach: STAYS, title: 'Décision de sanction demandée par le bus', source: by(TOOL, agentId), text: '' }),
  'reponses.CommandeTraitee': ({ resultat, message }: Seen<'reponses.CommandeTraitee'>) => ({
    reach: STAYS,
    title: 'Demande de l’outil du département traitée',
    source: RULES,
    text: resultat === 'ACCEPTEE' ? 'Acceptée' : `Refusée. ${message ?? ''}`,
  }),
};

/** How each fact is told: one that has no sentence does not compile. */
export const stories: { readonly [T in EventType]: (seen: Seen<T>) => Told } = {
  ...usagers,
  ...orientation,
  ...accompaniment,
  ...sanctions,
  ...connector,
  ...exchanges,
};
