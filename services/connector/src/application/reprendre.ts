import { z } from 'zod';
import { ok, type Result } from '@relais/kernel';
import { transmission, type TransmissionCommand } from '../domain/transmission/decider.js';
import { estRelisible } from '../domain/transmission/envoi.js';
import { type TransmissionEvent } from '../domain/transmission/events.js';
import { type TransmissionRejection } from '../domain/transmission/rejections.js';
import { type Transmission } from '../domain/transmission/state.js';

const justification = z.string('attendue : la justification, en clair').trim().min(1, 'attendue : la justification').max(4000, 'attendus : 4000 caractères au plus');

export const conclusionInput = z.strictObject({
  constat: z.enum(['PRISE_EN_COMPTE', 'ABSENTE'], 'attendu : PRISE_EN_COMPTE ou ABSENTE'),
  justification,
}).meta({ examples: [{ constat: 'ABSENTE', justification: 'Dossier lu chez France Travail ce matin : rien n’y figure' }] });
export const relanceInput = z.strictObject({ justification }).meta({ examples: [{ justification: 'Adresse de la structure corrigée dans le référentiel' }] });

/** What a person asks about a transmission that waits for somebody: concluded as seen, or only tried again. */
export type DemandeReprise = Readonly<{ constat?: 'PRISE_EN_COMPTE' | 'ABSENTE'; justification: string }>;

const commandeDe = ({ constat }: DemandeReprise, reprise: Readonly<{ relisible: boolean; depassee: boolean }>): TransmissionCommand =>
  constat === undefined ? { type: 'Relancer', ...reprise } : { type: 'Conclure', constat, ...reprise };

/**
 * Decides what a person asks about a transmission.
 * @param depassee a later act on the same thing was told since
 */
export const reprendre = (
  demande: DemandeReprise,
  { etat, operation, depassee }: Readonly<{ etat: Transmission; operation: string; depassee: boolean }>,
): Result<Readonly<{ etat: Transmission; event: TransmissionEvent }>, TransmissionRejection> => {
  const decided = transmission.decide(commandeDe(demande, { relisible: estRelisible(operation), depassee }), etat);
  if (!decided.ok) return decided;
  const [event] = decided.value;
  if (!event) throw new Error('a person asked, and nothing was decided');
  return ok({ etat: transmission.evolve(etat, event), event });
};
