import { randomUUID } from 'node:crypto';
import { Failure, isUuid } from '@relais/kernel';
import { type Codec, CodecError, type Decoded, type Events, type EventType, eventTypeOf, fullNameOf, isSequenced, topics } from '@relais/schemas';
import { isSequence } from './incoming.js';
import { type ParkedRow } from './parked-rows.js';

/** What a person gives to make a parked message right. */
export type Correction = Readonly<{
  /** Fields that replace those of the event; all of them when it cannot be read. */
  fields: Readonly<Record<string, unknown>>;
  /** The event type, where the message does not say it or contradicts itself. */
  type?: string | undefined;
  /** The sequence, where the message does not say it. */
  sequence?: number | undefined;
}>;

type Target = Readonly<{ topic: string; key: string; departement: string | null }>;

const probleme = 'ne convient pas au schéma de l’événement, ou désigne une autre personne';

const refuse = (code: string, message: string, champs: readonly string[] = []): Failure =>
  new Failure('rejected', code, { message, ...(champs.length > 0 ? { details: { champs: champs.map((champ) => ({ champ, probleme })) } } : {}) });

const decodedOf = (codec: Codec, value: Buffer | null): Promise<Decoded | undefined> =>
  value === null ? Promise.resolve(undefined) : codec.decode(value).catch((error: unknown) => unreadable(error));

const unreadable = (error: unknown): undefined => {
  if (error instanceof Failure && error.failureClass === 'transient') throw error;
  return undefined;
};

/** The one type that the message and the person agree on. */
const typeOf = (topic: string, said: readonly (EventType | undefined)[], wanted: EventType | undefined): EventType => {
  const known = [...new Set(said.filter((type) => type !== undefined))];
  const type = wanted ?? (known.length === 1 ? known[0] : undefined);
  const carried = (topics as Record<string, { types: readonly string[] }>)[topic]?.types ?? [];
  if (type === undefined || !carried.includes(type) || (known.length > 0 && !known.includes(type))) {
    throw refuse('CORRECTION_TYPE_INCONNU', 'the type of the event is to be told');
  }
  return type;
};

/** A header when it has its form. */
const kept = (value: string | undefined, fits: (text: string) => boolean): string | undefined => (value !== undefined && fits(value) ? value : undefined);

const sequenceOf = (topic: string, header: string | undefined, wanted: number | undefined): Record<string, string> => {
  if (!isSequenced(topic)) return {};
  const said = kept(header, isSequence);
  const sequence = said ?? (wanted === undefined ? undefined : String(wanted));
  if (sequence === undefined || (wanted !== undefined && String(wanted) !== sequence)) {
    throw refuse('CORRECTION_SEQUENCE', 'the sequence is to be told, and is never changed');
  }
  return { ce_sequence: sequence };
};

const encoded = (codec: Codec, type: EventType, data: Record<string, unknown>): Buffer => {
  try {
    return codec.encode(type, data as Events[typeof type]);
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    throw refuse('CORRECTION_NON_CONFORME', error.message, error.message.split(': ')[1]?.split(', ') ?? []);
  }
};

const isInstant = (text: string): boolean => !Number.isNaN(Date.parse(text));

const readableHeaders = ({ headers, parked_at }: ParkedRow): Record<string, string> => {
  const id = kept(headers.ce_id, isUuid) ?? randomUUID();
  const time = kept(headers.ce_time, isInstant) ?? parked_at.toISOString();
  return { ce_id: id, ce_time: time, ce_correlationid: kept(headers.ce_correlationid, isUuid) ?? id };
};

/** The fields of the event as they were, replaced by those given; of the same person and département. */
const correctedData = ({ key, departement }: Target, before: object, fields: Correction['fields']): Record<string, unknown> => {
  const data: Record<string, unknown> = { ...before, ...fields };
  if (data.usagerId !== key) throw refuse('CORRECTION_NON_CONFORME', 'the person is the one of the key', ['usagerId']);
  if (departement !== null && data.departement !== departement) throw refuse('CORRECTION_NON_CONFORME', 'another département', ['departement']);
  return data;
};

/**
 * The message made right: same type, same sequence, same person; headers that cannot be read are made again.
 * @throws Failure `rejected` CORRECTION_…: what is missing or does not fit, never a value
 */
export const correctedRow = async (codec: Codec, target: Target, { row, correction }: { row: ParkedRow; correction: Correction }) => {
  const { topic } = target;
  const decoded = await decodedOf(codec, row.value);
  const payloadType = decoded?.known ? decoded.type : undefined;
  const type = typeOf(topic, [payloadType, eventTypeOf(row.headers.ce_type ?? '')], correction.type === undefined ? undefined : eventTypeOf(correction.type));
  const data = correctedData(target, decoded?.known && decoded.type === type ? decoded.data : {}, correction.fields);
  await codec.register([type]);
  const value = encoded(codec, type, data);
  const headers = {
    ...row.headers,
    ...readableHeaders(row),
    ...sequenceOf(topic, row.headers.ce_sequence, correction.sequence),
    ce_type: fullNameOf(type),
    ce_departement: String(data.departement),
  };
  return { partition: row.partition, message_offset: row.message_offset, headers, value };
};
