import { type EventType, eventTypeOf, latestSchemaOf } from '../catalogue.js';
import { type Events } from '../generated/events.js';
import { typeOf } from '../logical-types.js';
import { type Envelope, envelopeOf, required } from './envelope.js';
import { ContratError } from './error.js';

/** The events that partners are told by webhook. */
export type PartnerEventType = Extract<EventType, `partenaires.${string}`>;

/** A structure is told the fields that its type may know: the others are absent. */
type Told<T extends PartnerEventType> = Readonly<Pick<Events[T], 'usagerId' | 'departement'> & Partial<Events[T]>>;

export type PartnerEvent = { [T in PartnerEventType]: Envelope & Readonly<{ type: T; data: Told<T> }> }[PartnerEventType];

type Json = Readonly<Record<string, unknown>>;

const unreadable = (why: string): ContratError => new ContratError('WEBHOOK_ILLISIBLE', `Le corps reçu n’est pas un événement de Relais : ${why}.`);

const parsed = (payload: string): Json => {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch (cause) {
    throw new ContratError('WEBHOOK_ILLISIBLE', 'Le corps reçu n’est pas du JSON. Donnez-le tel qu’il est arrivé.', { cause });
  }
  if (typeof value !== 'object' || value === null) throw unreadable('un objet est attendu');
  return value as Json;
};

const isPartnerType = (type: EventType | undefined): type is PartnerEventType => type?.startsWith('partenaires.') ?? false;

const partnerType = (name: string): PartnerEventType => {
  const type = eventTypeOf(name);
  if (isPartnerType(type)) return type;
  throw new ContratError('TYPE_INCONNU', `Le type ${name} n’est pas connu de cette version. Répondez 200 et laissez-le, ou mettez @relais/contrat à jour.`);
};

/** The data that were told, each held against the field of its name; a field of the future is kept as it is. */
const checked = (type: PartnerEventType, data: unknown): Told<PartnerEventType> => {
  if (typeof data !== 'object' || data === null) throw unreadable('« data » manque');
  const { fields } = typeOf(latestSchemaOf(type)) as unknown as { fields: readonly { name: string; type: { isValid: (value: unknown) => boolean } }[] };
  for (const { name, type: field } of fields) {
    if (name in data && !field.isValid((data as Json)[name])) throw unreadable(`le champ « ${name} » n’a pas la forme que dit le catalogue`);
  }
  return data as Told<PartnerEventType>;
};

/**
 * The event of a webhook whose signature was checked (`verifyWebhook`).
 * @param payload the body as it arrived
 * @throws ContratError WEBHOOK_ILLISIBLE, ENTETE_INVALIDE, TYPE_INCONNU, CLE_CONTREDITE
 */
export const readWebhook = (payload: string): PartnerEvent => {
  const { data, ...attributes } = parsed(payload);
  if (attributes['specversion'] !== '1.0') throw unreadable('« specversion » 1.0 est attendue');
  const type = partnerType(required(attributes, 'type'));
  const envelope = envelopeOf(attributes);
  const told = checked(type, data);
  if (told.usagerId !== envelope.subject) throw new ContratError('CLE_CONTREDITE', 'La personne des données n’est pas celle de l’enveloppe.');
  return { ...envelope, type, data: told };
};
