import { type Contexte } from './contexte.js';
import { type Mutation } from './etat.js';
import { type ContratEngagement, type Orientation } from './modele.js';

/** Life cycle of a contrat d'engagement (fact sheet section 10, and its orientation's section 8). */

/** An open orientation asks for a signature: Signé and Refusé go back to A_SIGNER with their dates; Suspendu stays. */
export function remettreASigner({ depot }: Contexte, { numeroFranceTravail, organisme }: Orientation): Mutation[] {
  const ancien = depot.etat.contrats.get(numeroFranceTravail);
  if (ancien?.etat === 'SUSPENDU') return [{ type: 'contrat-enregistre', contrat: { ...ancien, organisme } }];
  return [{ type: 'contrat-enregistre', contrat: { ...ancien, numeroFranceTravail, organisme, etat: 'A_SIGNER' } }];
}

/** A contract exists once it was signed or refused; before, signing is its creation. */
export const existe = (contrat: ContratEngagement | undefined): contrat is ContratEngagement =>
  contrat !== undefined && (contrat.dateSignature !== undefined || contrat.dateRefus !== undefined);

type Pose = Pick<ContratEngagement, 'numeroFranceTravail' | 'etat' | 'dateSignature' | 'dateRefus'> & { organisme?: ContratEngagement['organisme'] | undefined };

/** The contract put in a state by the administrator; its dates stay unless others are given. */
export function contratPose(contexte: Contexte, { numeroFranceTravail, etat, organisme, dateSignature, dateRefus }: Pose): ContratEngagement {
  const ancien = contexte.depot.etat.contrats.get(numeroFranceTravail);
  const instant = new Date(contexte.maintenant()).toISOString();
  return {
    numeroFranceTravail,
    etat,
    organisme: organisme ?? ancien?.organisme ?? 'CD',
    dateSignature: dateSignature ?? ancien?.dateSignature,
    dateRefus: dateRefus ?? ancien?.dateRefus,
    dateSuspension: etat === 'SUSPENDU' ? instant : undefined,
  };
}
