import { isUuid } from '@relais/kernel';
import { isSequenced } from '@relais/schemas';
import { z } from 'zod';
import { type Agent, hasRole } from '../auth/agent.js';
import { clearFields } from '../kafka/clear-fields.js';
import { type ParkedKey, type ParkedMessage, type RecordedAct, type Resumption } from '../kafka/parking.js';

/** A message of the queue, as « voir » shows it: `partition/rang`. */
const position = z
  .string()
  .regex(/^\d{1,9}\/\d{1,15}$/, 'attendue : la position que montre la lecture, par exemple "2/1045"')
  .transform((text) => {
    const [partition, offset] = text.split('/').map(Number) as [number, number];
    return { partition, offset };
  });

export const raison = z.string().trim().min(3, 'dites pourquoi').max(500).describe('Pourquoi : gardé avec l’acte');

const RAISON = 'Cause corrigée chez l’émetteur, vérifiée avec lui';

export const listeInput = z.strictObject({ usagerId: z.uuid().optional(), code: z.string().max(100).optional() });
export const repriseInput = z.strictObject({ raison }).meta({ examples: [{ raison: RAISON }] });
export const passageInput = z.strictObject({
  position,
  raison,
  portee: z.enum(['MESSAGE', 'TROU']).default('MESSAGE').describe('MESSAGE : écarter ce message ; TROU : admettre que ce qui le précède ne viendra pas'),
}).meta({ examples: [{ position: '2/1045', raison: RAISON, portee: 'MESSAGE' }] });
export const correctionInput = z.strictObject({
  position,
  raison,
  champs: z.record(z.string().max(100), z.unknown()),
  type: z.string().max(200).optional(),
  sequence: z.int().min(1).optional(),
}).meta({ examples: [{ position: '2/1045', raison: RAISON, champs: { dateReception: '2026-11-24' } }] });

export const miseDeCoteVue = z.object({
  id: z.uuid(),
  consommateur: z.string(),
  sujet: z.string(),
  usagerId: z.uuid().nullable().describe('Absent quand la clé des messages n’est pas l’identifiant d’une personne'),
  departement: z.string().nullable(),
  classe: z.string(),
  code: z.string(),
  raison: z.string(),
  depuis: z.iso.datetime(),
  enAttente: z.int(),
});
type MiseDeCote = z.output<typeof miseDeCoteVue>;

const messageMontre = z.object({
  position: z.string(),
  evenement: z.uuid().nullable(),
  type: z.string().nullable(),
  sequence: z.int().nullable(),
  correlation: z.uuid().nullable(),
  recuLe: z.iso.datetime(),
  octets: z.int(),
  champs: z.record(z.string(), z.unknown()).optional().describe('Masqués pour qui ne décide pas du dossier de la personne'),
  illisible: z.object({ classe: z.string(), code: z.string() }).optional(),
});
type MessageMontre = z.output<typeof messageMontre>;

const acteMontre = z.object({
  le: z.iso.datetime(),
  acte: z.enum(['REPRISE', 'CORRECTION', 'PASSAGE', 'TROU', 'REJEU', 'RECONSTRUCTION']),
  auteur: z.string(),
  raison: z.string(),
  position: z.string().nullable(),
});
type ActeMontre = z.output<typeof acteMontre>;

export const listeVue = z.object({ total: z.int(), misesDeCote: z.array(miseDeCoteVue) });
export const detailVu = miseDeCoteVue.extend({ messages: z.array(messageMontre), actes: z.array(acteMontre) });
export const repriseVue = z.object({ appliques: z.int(), enAttente: z.int(), code: z.string().optional().describe('Ce qui arrête la suite') });

export const miseDeCote = (parked: ParkedKey): MiseDeCote => ({
  id: parked.id,
  consommateur: parked.consumer,
  sujet: parked.topic,
  usagerId: isUuid(parked.key) ? parked.key : null,
  departement: parked.departement,
  classe: parked.failureClass,
  code: parked.code,
  raison: parked.reason,
  depuis: parked.parkedAt,
  enAttente: parked.waiting,
});

const said = (text: string | undefined, form: RegExp): string | null => (text !== undefined && form.test(text) ? text : null);

/** Personal fields are shown to who decides for that département anyway; to others they are masked. */
const mayRead = (agent: Agent, departement: string): boolean => hasRole(agent, 'DECIDEUR', 'GESTIONNAIRE') && agent.departement === departement;

/** A waiting message: never a header that says more than its form allows. */
export const messageVu = (agent: Agent, topic: string, { row, incoming: { content } }: ParkedMessage): MessageMontre => ({
  position: `${row.partition}/${row.message_offset}`,
  evenement: said(row.headers.ce_id, /^[0-9a-f-]{36}$/),
  type: said(row.headers.ce_type, /^[A-Za-z.]{1,200}$/),
  sequence: isSequenced(topic) ? Number(said(row.headers.ce_sequence, /^\d{1,10}$/)) || null : null,
  correlation: said(row.headers.ce_correlationid, /^[0-9a-f-]{36}$/),
  recuLe: row.parked_at.toISOString(),
  octets: row.value?.length ?? 0,
  ...('event' in content
    ? { champs: mayRead(agent, content.event.departement) ? content.event.data : clearFields(content.event.type, content.event.data) }
    : { illisible: { classe: content.failure.failureClass, code: content.failure.code } }),
});

export const acteVu = ({ at, act, author, reason, partition, offset }: RecordedAct): ActeMontre => ({
  le: at,
  acte: act,
  auteur: author,
  raison: reason,
  position: partition === null ? null : `${partition}/${offset}`,
});

export const repriseDe = ({ applied, waiting, code }: Resumption): z.output<typeof repriseVue> => ({ appliques: applied, enAttente: waiting, ...(code ? { code } : {}) });
