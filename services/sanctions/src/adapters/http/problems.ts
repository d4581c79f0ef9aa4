import { type ProblemTable } from '@relais/chassis/http';
import { type SanctionRejection } from '../../domain/sanction/index.js';

/** What an agent reads for each refusal of this service: what forbids it, and what to do. */
export const problems = {
  USAGER_INCONNU: {
    status: 404,
    title: 'Personne inconnue',
    detail: 'Aucun droit au RSA n’est connu pour cette personne dans ce département. Vérifiez l’identifiant, ou attendez l’import du flux CAF ou MSA.',
  },
  SANCTION_INCONNUE: {
    status: 404,
    title: 'Dossier inconnu',
    detail: 'Aucun dossier de sanction ne porte cet identifiant pour cette personne dans ce département. Reprenez-le dans la liste des dossiers.',
  },
  SANCTION_DEJA_PROPOSEE: {
    status: 409,
    title: 'Sanction déjà proposée',
    detail: 'Un dossier est déjà ouvert pour ce manquement (L. 262-37 CASF). Poursuivez ce dossier.',
  },
  SANCTION_DEJA_DECIDEE: {
    status: 409,
    title: 'Dossier déjà décidé',
    detail: 'Ce dossier a déjà reçu une décision (L. 262-37 CASF). Relisez-le ; un nouveau manquement est un nouveau dossier.',
  },
  DROIT_FERME: {
    status: 409,
    title: 'Droit au RSA fermé',
    detail: 'Seul un RSA versé peut être suspendu ou supprimé (L. 262-37 CASF), et le droit de cette personne n’est pas ouvert. Classez le dossier, ou attendez la réouverture du droit.',
  },
  ACTE_NON_HABILITE: {
    status: 403,
    title: 'Acte non permis',
    detail: 'Seul un agent du département (ou de son délégataire) instruit une sanction (L. 262-37 CASF). Signalez le manquement au département (R. 262-69 CASF).',
  },
  DECISION_NON_HABILITEE: {
    status: 403,
    title: 'Décision non permise',
    detail: 'La sanction est décidée par le président du conseil départemental (L. 262-37 CASF) : par un agent du département habilité à décider. Transmettez le dossier à un décideur.',
  },
  DECIDEUR_PROPOSANT: {
    status: 403,
    title: 'Vous avez proposé cette sanction',
    detail: 'Qui propose une sanction n’en décide pas (impartialité, L. 100-2 CRPA, source à confirmer ; décision du président du conseil départemental, L. 262-37 CASF). Transmettez le dossier à un autre décideur.',
  },
  ANNONCE_ABSENTE: {
    status: 422,
    title: 'Sanction encourue à préciser',
    detail: 'La proposition n’est pas en pour cent et en mois : indiquez la sanction encourue, dont la personne doit être informée (L. 262-37 III CASF).',
  },
  CONTRADICTOIRE_ABSENT: {
    status: 409,
    title: 'Contradictoire à ouvrir',
    detail: 'La personne doit d’abord être informée des faits et de la sanction encourue, et pouvoir présenter ses observations (L. 262-37 III CASF). Ouvrez le contradictoire.',
  },
  CONTRADICTOIRE_EN_COURS: {
    status: 409,
    title: 'Contradictoire en cours',
    detail: 'La personne peut encore présenter ses observations (L. 262-37 III CASF). Décidez à partir de la date indiquée.',
  },
  CONTRADICTOIRE_A_REFAIRE: {
    status: 409,
    title: 'Sanction plus sévère que celle annoncée',
    detail: 'La personne n’a pas été informée d’une sanction aussi sévère (L. 262-37 III CASF). Ouvrez un nouveau contradictoire, ou tenez-vous à la sanction annoncée.',
  },
  MOTIF_LEGITIME_RETENU: {
    status: 409,
    title: 'Motif légitime retenu',
    detail: 'Un motif légitime exclut la sanction (L. 262-37 I CASF). Classez le dossier.',
  },
  TAUX_INFERIEUR_AU_MINIMUM: {
    status: 422,
    title: 'Taux inférieur au minimum',
    detail: 'La part du RSA suspendue ou supprimée est d’au moins 30 % (R. 262-68, R. 262-68-1 et R. 262-68-2 CASF). Corrigez le taux, ou classez le dossier.',
  },
  TAUX_SUPERIEUR_AU_PLAFOND: {
    status: 422,
    title: 'Taux supérieur au plafond du foyer',
    detail: 'Pour un foyer de plus d’une personne, ou qui perçoit la majoration pour parent isolé, la part est limitée à 50 % (R. 262-68-6 CASF). Corrigez le taux, ou la composition du foyer.',
  },
  COMPOSITION_INCONNUE: {
    status: 422,
    title: 'Composition du foyer inconnue',
    detail: 'La part maximale dépend du foyer (R. 262-68-6 CASF), dont rien n’est connu ici. Indiquez sa composition, enfants compris.',
  },
  COMPOSITION_A_VERIFIER: {
    status: 422,
    title: 'Composition du foyer à vérifier',
    detail: 'Au-delà de 50 %, la personne doit être seule dans son foyer (R. 262-68-6 CASF), et le flux ne dit pas les enfants. Vérifiez la composition et indiquez-la.',
  },
  DUREE_HORS_BORNES: {
    status: 422,
    title: 'Durée hors des bornes',
    detail: 'Un premier manquement suspend d’un à deux mois ; la persistance ou la réitération, d’un à quatre (R. 262-68, R. 262-68-1 et R. 262-68-2 CASF). Corrigez la durée, ou le rang.',
  },
  REITERATION_NON_ETABLIE: {
    status: 422,
    title: 'Persistance ou réitération à établir',
    detail: 'Aucune sanction récente n’est connue pour cette personne (R. 262-68 et R. 262-68-1 CASF). Indiquez la date de la sanction précédente, ou retenez un premier manquement.',
  },
  SUPPRESSION_AU_PREMIER_MANQUEMENT: {
    status: 422,
    title: 'Suppression exclue au premier manquement',
    detail: 'Un premier manquement ne peut donner lieu qu’à une suspension (R. 262-68 et R. 262-68-1 CASF). Suspendez, ou établissez la persistance ou la réitération.',
  },
  AVIS_EQUIPE_ABSENT: {
    status: 422,
    title: 'Avis de l’équipe pluridisciplinaire attendu',
    detail: 'Une suppression demande l’avis préalable de l’équipe pluridisciplinaire (L. 262-37 et L. 262-39 CASF). Recueillez-le et indiquez sa date.',
  },
  DATE_INCOHERENTE: {
    status: 422,
    title: 'Date incohérente',
    detail: 'Cette date ne s’accorde pas avec celles du dossier (L. 262-37 CASF). Corrigez le champ indiqué.',
  },
  LEVEE_IMPOSSIBLE: {
    status: 409,
    title: 'Aucune suspension à lever',
    detail: 'Seule une suspension en cours prend fin avant son terme (R. 262-68 et R. 262-68-1 CASF). Relisez le dossier.',
  },
} as const satisfies ProblemTable & Record<SanctionRejection['code'], unknown>;
