import { randomUUID } from 'node:crypto';
import { type Fact } from '@relais/chassis/journal';
import { type Events, type EventType } from '@relais/schemas';

/** The events that pilotage is tested with. */
export const RACONTES = [
  'usagers.DroitRsaOuvert',
  'orientation.OrientationOuverte',
  'orientation.OrientationDecidee',
  'orientation.OrientationClose',
  'accompaniment.ContratOuvert',
  'accompaniment.ContratRemisASigner',
  'accompaniment.ContratSigne',
  'accompaniment.HeuresDeclarees',
  'sanctions.SuspensionDecidee',
] as const satisfies readonly EventType[];

type Organisme = Events['orientation.OrientationDecidee']['organisme'];

const MOIS = { dateNotification: '2026-10-05', echeance: '2026-11-05', regle: 'D5411-14-1@2025' } as const;

/** What happens to one person, told event after event; sequences count by themselves, topic by topic. */
export const personne = ({ departement = '33', commune = '33063' }: { departement?: string; commune?: string | null } = {}) => {
  const ids = { usagerId: randomUUID(), departement };
  const [orientationId, contratId] = [randomUUID(), randomUUID()];
  const suites = new Map<string, number>();
  const faits: Fact[] = [];
  const dire = <T extends (typeof RACONTES)[number]>(type: T, data: Omit<Events[T], 'usagerId' | 'departement'>): void => {
    const [contexte = ''] = type.split('.');
    const sequence = (suites.get(contexte) ?? 0) + 1;
    suites.set(contexte, sequence);
    faits.push({ type, data: { ...ids, ...data } as unknown as Events[T], sequence, origin: { correlationId: randomUUID() } });
  };
  const recit = {
    faits,
    droit: (dateReception: string) => {
      dire('usagers.DroitRsaOuvert', {
        foyerId: randomUUID(),
        role: 'DEM',
        organismePayeur: 'CAF',
        dateDemande: null,
        dateReception,
        codeInsee: commune,
        origine: 'FLUX_CAF_MSA',
      });
      dire('orientation.OrientationOuverte', { orientationId, dateReception, echeance: '2026-12-31', regle: 'D262-65-2@2025' });
      return recit;
    },
    decidee: (dateDecision: string, organisme: Organisme = 'ML') => {
      dire('orientation.OrientationDecidee', {
        orientationId,
        sens: 'ACCEPTEE',
        parcours: 'PED',
        organisme,
        structure: null,
        motifRefus: null,
        commentaireRefus: null,
        dateDecision,
        decideurId: 'CD33-0007',
        decideurStructure: 'CDP0033',
      });
      return recit;
    },
    close: (dateCloture: string) => {
      dire('orientation.OrientationClose', { orientationId, motif: 'DOSSIER_CLOS', dateCloture });
      return recit;
    },
    contrat: (mois: { dateNotification: string; echeance: string; regle: string } = MOIS) => {
      dire('accompaniment.ContratOuvert', { contratId, orientationId, organisme: 'ML', structure: null, ...mois });
      return recit;
    },
    reoriente: (mois: { dateNotification: string; echeance: string; regle: string }) => {
      dire('accompaniment.ContratRemisASigner', { contratId, orientationId, organisme: 'CD', structure: null, motif: 'REORIENTATION', ...mois });
      return recit;
    },
    signe: (dateSignature: string) => {
      dire('accompaniment.ContratSigne', {
        contratId,
        dateSignature,
        echeance: MOIS.echeance,
        organisme: 'ML',
        structure: null,
        minutesHebdomadaires: 900,
        amenagement: 'AUCUN',
        signataireId: 'ML33-0003',
        signataireStructure: 'NAQ0405',
      });
      return recit;
    },
    heures: (semaine: string, minutes: number, nature = 'ATELIER') => {
      dire('accompaniment.HeuresDeclarees', { contratId, semaine, nature, minutes, minutesHebdomadaires: 900, structure: null, agentId: 'ML33-0003' });
      return recit;
    },
    suspendue: (dateDecision: string) => {
      dire('sanctions.SuspensionDecidee', {
        sanctionId: randomUUID(),
        manquement: 'OBLIGATIONS_CONTRAT',
        dateManquement: null,
        rang: 'PREMIER',
        taux: 50,
        dureeMois: 1,
        nombrePersonnes: 1,
        majorationParentIsole: false,
        compositionOrigine: 'FLUX',
        dateDecision,
        dateNotification: dateDecision,
        dateFin: '2027-01-31',
        decideurId: 'CD33-0007',
        decideurStructure: 'CDP0033',
        identifiantActivite: null,
        idConsequenceSanction: null,
        regle: 'R262-68@2025',
      });
      return recit;
    },
  };
  return recit;
};

export const fois = <T>(nombre: number, faire: (rang: number) => T): T[] => Array.from({ length: nombre }, (_, rang) => faire(rang));
