import { ok, refuse, type Result } from '@relais/kernel';
import { type Intensite, type RecevoirOrientation, type RefuserContrat, type SignerContrat, type SuspendreContrat } from './commands.js';
import { type AccompagnementEvent } from './events.js';
import { type AccompagnementRejection } from './rejections.js';
import { DELAI_SIGNATURE_MOIS, echeanceSignature, INTENSITE_MINUTES, MAXIMUM_MINUTES } from './rules.js';
import { type Accompagnement, type AccompagnementConnu, type Signature } from './state.js';

type Outcome = Result<readonly AccompagnementEvent[], AccompagnementRejection>;

/** The first decision opens the contract; a later one interrupts the month and opens a new one (D. 5411-8-2 C. trav.). */
export const recevoir = (command: RecevoirOrientation, state: Accompagnement): Outcome => {
  const { usagerId, departement, orientationId, organisme, structure, dateNotification } = command;
  const delai = { dateNotification, echeance: echeanceSignature(dateNotification), regle: DELAI_SIGNATURE_MOIS.id };
  const data = { usagerId, departement, orientationId, organisme, structure, ...delai };
  if (state.etat === 'AUCUN') return ok([{ type: 'ContratOuvert', data: { ...data, contratId: command.contratId } }]);
  const motif = state.etat === 'SUSPENDU' ? 'REPRISE' : 'REORIENTATION';
  return ok([{ type: 'ContratRemisASigner', data: { ...data, contratId: state.contratId, motif } }]);
};

export const suspendre = ({ usagerId, departement, motif, dateSuspension }: SuspendreContrat, state: Accompagnement): Outcome => {
  if (state.etat === 'AUCUN' || state.etat === 'SUSPENDU') return ok([]);
  return ok([{ type: 'ContratSuspendu', data: { usagerId, departement, contratId: state.contratId, motif, dateSuspension } }]);
};

/** A signature or a refusal is of a day between the decision and today. */
const dateCheck = (date: string, { aujourdhui }: { aujourdhui: string }, { dateNotification }: AccompagnementConnu): AccompagnementRejection | undefined => {
  if (date > aujourdhui) return { code: 'DATE_FUTURE', details: { date, aujourdhui } };
  if (date < dateNotification) return { code: 'DATE_ANTERIEURE_A_LA_DECISION', details: { date, dateDecision: dateNotification } };
  return undefined;
};

type IntensiteConvenue = Result<Omit<Signature, 'dateSignature'>, AccompagnementRejection>;

const dispensee = ({ minutes, motifReduction }: Intensite): IntensiteConvenue =>
  minutes || motifReduction ? refuse({ code: 'INTENSITE_INCOHERENTE' }) : ok({ minutesHebdomadaires: 0, amenagement: 'DISPENSE' });

const reduite = (minutes: number, { motifReduction }: Intensite): IntensiteConvenue => {
  if (minutes <= 0) return refuse({ code: 'INTENSITE_INCOHERENTE', details: { minutes } });
  if (!motifReduction) return refuse({ code: 'REDUCTION_SANS_MOTIF', details: { minutes } });
  return ok({ minutesHebdomadaires: minutes, amenagement: 'REDUCTION' });
};

/** Minutes a week and how they were adapted (L. 5411-6 C. trav.: at least 15 hours, reduced but not null, or an exemption). */
export const intensiteDe = (intensite: Intensite): IntensiteConvenue => {
  if (intensite.motifDispense) return dispensee(intensite);
  const minutes = intensite.minutes ?? INTENSITE_MINUTES.value;
  if (minutes > MAXIMUM_MINUTES.value) return refuse({ code: 'HEURES_EXCESSIVES', details: { minutes } });
  if (minutes < INTENSITE_MINUTES.value) return reduite(minutes, intensite);
  return intensite.motifReduction ? refuse({ code: 'INTENSITE_INCOHERENTE', details: { minutes } }) : ok({ minutesHebdomadaires: minutes, amenagement: 'AUCUN' });
};

const same = (signed: Signature, asked: Signature): boolean =>
  signed.dateSignature === asked.dateSignature &&
  signed.minutesHebdomadaires === asked.minutesHebdomadaires &&
  signed.amenagement === asked.amenagement;

export const signer = (command: SignerContrat, state: AccompagnementConnu): Outcome => {
  const { usagerId, intervenant, dateSignature } = command;
  const intensite = intensiteDe(command.intensite);
  if (!intensite.ok) return intensite;
  const signature = { dateSignature, ...intensite.value };
  if (state.etat === 'SUSPENDU') return refuse({ code: 'CONTRAT_SUSPENDU', details: { dateSuspension: state.dateSuspension } });
  if (state.etat === 'SIGNE') {
    if (same(state.signature, signature)) return ok([]);
    return refuse({ code: 'CONTRAT_DEJA_SIGNE', details: { dateSignature: state.signature.dateSignature } });
  }
  const problem = dateCheck(dateSignature, command, state);
  if (problem) return refuse(problem);
  const { departement, contratId, echeance, organisme, structure } = state;
  const signataire = { signataireId: intervenant.id, signataireStructure: intervenant.structure?.code ?? '' };
  return ok([{ type: 'ContratSigne', data: { usagerId, departement, contratId, echeance, organisme, structure, ...signature, ...signataire } }]);
};

export const refuser = (command: RefuserContrat, state: AccompagnementConnu): Outcome => {
  const { usagerId, intervenant, dateRefus } = command;
  switch (state.etat) {
    case 'SUSPENDU':
      return refuse({ code: 'CONTRAT_SUSPENDU', details: { dateSuspension: state.dateSuspension } });
    case 'SIGNE':
      return refuse({ code: 'CONTRAT_DEJA_SIGNE', details: { dateSignature: state.signature.dateSignature } });
    case 'REFUSE':
      return state.dateRefus === dateRefus ? ok([]) : refuse({ code: 'CONTRAT_DEJA_REFUSE', details: { dateRefus: state.dateRefus } });
    case 'A_SIGNER': {
      const problem = dateCheck(dateRefus, command, state);
      if (problem) return refuse(problem);
      const { departement, contratId, organisme, structure } = state;
      const agent = { agentId: intervenant.id, agentStructure: intervenant.structure?.code ?? '' };
      return ok([{ type: 'ContratRefuse', data: { usagerId, departement, contratId, dateRefus, organisme, structure, ...agent } }]);
    }
  }
};
