import { Failure, invalid, isFailure, isUuid } from '@relais/kernel';
import { type Codec, CodecError, type Decoded, fullNameOf, isSequenced } from '@relais/schemas';
import { type KafkaMessage } from './client.js';
import { type Received } from './subscriptions.js';
import { MAX_MESSAGE_BYTES } from './topics.js';

/** A message that arrived: the event in it, or why there is none. */
export type Incoming = Readonly<{
  offset: number;
  key: string;
  value: Buffer | null;
  headers: Readonly<Record<string, string>>;
  content: Readonly<{ event: Received }> | Readonly<{ failure: Failure }>;
}>;

/** What is read of a message of the broker. */
export type RawMessage = Pick<KafkaMessage, 'key' | 'value' | 'offset' | 'headers'>;

/** A sequence as a header says it. */
export const isSequence = (text: string): boolean => /^[1-9]\d{0,9}$/.test(text);

/** The sequence of an event on a topic without one: it is neither checked nor kept. */
export const UNSEQUENCED = 0;

// A loop: this is done a dozen times for each message.
const textHeaders = ({ headers = {} }: RawMessage): Record<string, string> => {
  const texts: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== undefined && !Array.isArray(value)) texts[name] = value.toString();
  }
  return texts;
};

const required = (headers: Record<string, string>, name: string, fits: (text: string) => boolean): string => {
  const value = headers[name];
  if (value === undefined || !fits(value)) throw invalid('ENTETE_INVALIDE', `header ${name} is absent or malformed`);
  return value;
};

const sequenceOf = (headers: Record<string, string>, sequenced: boolean): number =>
  sequenced ? Number(required(headers, 'ce_sequence', isSequence)) : UNSEQUENCED;

const toReceived = (headers: Record<string, string>, { key, sequenced }: { key: string; sequenced: boolean }, decoded: Decoded): Received => {
  if (!decoded.known) throw invalid('TYPE_INCONNU', `event type ${decoded.type} is not known to this build`);
  const id = required(headers, 'ce_id', isUuid);
  const declared = required(headers, 'ce_type', (type) => type.length > 0);
  if (declared !== fullNameOf(decoded.type)) throw invalid('TYPE_CONTREDIT', 'ce_type is not the type of the payload');
  const { usagerId, departement } = decoded.data;
  if (usagerId !== key) throw invalid('CLE_CONTREDITE', 'the key is not the person of the payload');
  return {
    id,
    type: decoded.type,
    usagerId,
    departement,
    sequence: sequenceOf(headers, sequenced),
    time: required(headers, 'ce_time', (text) => !Number.isNaN(Date.parse(text))),
    data: decoded.data,
    origin: { correlationId: headers.ce_correlationid === undefined ? id : required(headers, 'ce_correlationid', isUuid), causationId: id },
  };
};

const asFailure = (error: unknown): Failure => {
  if (isFailure(error)) return error;
  if (error instanceof CodecError) return invalid(error.code, error.message);
  return new Failure('bug', 'DECODAGE_IMPOSSIBLE', { message: 'the message could not be read', cause: error });
};

/**
 * Reads one Kafka message. What cannot be understood comes out as a failure in the value; only a
 * transient one (registry away) is thrown, since trying again is the answer to it.
 */
export const readMessage = async (codec: Codec, topic: string, message: RawMessage): Promise<Incoming> => {
  const headers = textHeaders(message);
  const base = { offset: Number(message.offset), key: message.key?.toString() ?? '', value: message.value, headers };
  try {
    if (message.value && message.value.length > MAX_MESSAGE_BYTES) throw invalid('MESSAGE_TROP_GROS', `the message has more than ${MAX_MESSAGE_BYTES} bytes`);
    if (!message.value) throw invalid('MESSAGE_VIDE', 'the message has no value');
    return { ...base, content: { event: toReceived(headers, { key: base.key, sequenced: isSequenced(topic) }, await codec.decode(message.value)) } };
  } catch (error) {
    const failure = asFailure(error);
    if (failure.failureClass === 'transient') throw failure;
    return { ...base, content: { failure } };
  }
};
