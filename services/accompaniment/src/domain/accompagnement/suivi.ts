import { ok, refuse, type Result } from '@relais/kernel';
import { type DeclarerHeures, type NoterIssue, type PrendreRendezVous } from './commands.js';
import { type AccompagnementEvent } from './events.js';
import { type AccompagnementRejection } from './rejections.js';
import { MAXIMUM_MINUTES } from './rules.js';
import { joursDe } from './semaine.js';
import { type AccompagnementConnu } from './state.js';

type Outcome = Result<readonly AccompagnementEvent[], AccompagnementRejection>;

/** A rendez-vous precedes the contract: the first one is where it is signed. */
export const prendre = (command: PrendreRendezVous, state: AccompagnementConnu): Outcome => {
  const { usagerId, rendezVousId, dateHeure, modalite, motif, intervenant } = command;
  if (state.etat === 'SUSPENDU') return refuse({ code: 'CONTRAT_SUSPENDU', details: { dateSuspension: state.dateSuspension } });
  if (state.rendezVous[rendezVousId]) return ok([]);
  const { departement, structure } = state;
  const data = { usagerId, departement, rendezVousId, dateHeure, modalite, motif, structure, agentId: intervenant.id };
  return ok([{ type: 'RendezVousPris', data }]);
};

export const noterIssue = (command: NoterIssue, state: AccompagnementConnu): Outcome => {
  const { usagerId, rendezVousId, issue, maintenant, aujourdhui, intervenant } = command;
  const pris = state.rendezVous[rendezVousId];
  if (!pris) return refuse({ code: 'RENDEZ_VOUS_INCONNU' });
  if (pris.issue === issue) return ok([]);
  if (pris.issue) return refuse({ code: 'RENDEZ_VOUS_DEJA_CLOS', details: { issue: pris.issue } });
  const toCome = Date.parse(pris.dateHeure) > Date.parse(maintenant);
  if (issue !== 'ANNULE' && toCome) return refuse({ code: 'RENDEZ_VOUS_A_VENIR', details: { dateHeure: pris.dateHeure } });
  const data = { usagerId, departement: state.departement, rendezVousId, issue, dateConstat: aujourdhui, agentId: intervenant.id };
  return ok([{ type: 'RendezVousTenu', data }]);
};

/** Hours are declared against a signed contract, for a week it covers; the week's activities together stay within 48 hours. */
export const declarer = (command: DeclarerHeures, state: AccompagnementConnu): Outcome => {
  const { usagerId, semaine, nature, minutes, aujourdhui, intervenant } = command;
  if (state.etat === 'SUSPENDU') return refuse({ code: 'CONTRAT_SUSPENDU', details: { dateSuspension: state.dateSuspension } });
  if (state.etat !== 'SIGNE') return refuse({ code: 'CONTRAT_NON_SIGNE', details: { etat: state.etat } });
  const { dateSignature, minutesHebdomadaires } = state.signature;
  const jours = joursDe(semaine);
  if (!jours || jours.dimanche < dateSignature || jours.lundi > aujourdhui) {
    return refuse({ code: 'SEMAINE_HORS_CONTRAT', details: { semaine, dateSignature, aujourdhui } });
  }
  const week = { ...state.heures[semaine], [nature]: minutes };
  const total = Object.values(week).reduce((sum, part) => sum + part, 0);
  if (total > MAXIMUM_MINUTES.value) return refuse({ code: 'HEURES_EXCESSIVES', details: { semaine, minutes: total } });
  if (state.heures[semaine]?.[nature] === minutes) return ok([]);
  const { departement, contratId, structure } = state;
  const data = { usagerId, departement, contratId, semaine, nature, minutes, minutesHebdomadaires, structure, agentId: intervenant.id };
  return ok([{ type: 'HeuresDeclarees', data }]);
};
