import { type EventType, eventTypeOf, fullNameOf } from '../catalogue.js';
import { CodecError } from '../codec-error.js';
import { Codec, type Decoded } from '../codec.js';
import { envelopeOf, type EventOf, required } from './envelope.js';
import { ContratError, type ContratErrorCode } from './error.js';
import { integrated, registryAt } from './sources.js';

type Text = Buffer | string;

/** A message of Kafka, as kafkajs gives it. */
export type KafkaMessage = Readonly<{
  key: Text | null;
  value: Buffer | null;
  headers?: Readonly<Record<string, Text | readonly Text[] | undefined>> | undefined;
}>;

/** Where schemas come from: the registry of the bus, or this package itself, for want of a registry. */
export type ReaderOptions = Readonly<{ registryUrl: string }> | Readonly<{ schemas: 'integres' }>;

export type Reader = Readonly<{
  /** The event of a message. Throws ContratError; REGISTRE_INDISPONIBLE is the only code for which trying again helps. */
  read: (message: KafkaMessage) => Promise<EventOf<EventType>>;
}>;

const PREFIX = 'ce_';
const UNPREFIXED = new Set(['traceparent']);

const attributesOf = ({ headers = {} }: KafkaMessage): Record<string, string> => {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || Array.isArray(value)) continue;
    if (name.startsWith(PREFIX)) attributes[name.slice(PREFIX.length)] = String(value);
    else if (UNPREFIXED.has(name)) attributes[name] = String(value);
  }
  return attributes;
};

const MESSAGES: Readonly<Partial<Record<ContratErrorCode, string>>> = {
  EVENEMENT_ILLISIBLE: 'Le contenu n’est pas celui d’un événement de Relais (Avro au format Confluent).',
  SCHEMA_INCOMPATIBLE: 'Le schéma de ce message ne se lit pas avec celui de ce paquet. Mettez @relais/contrat à jour.',
};

const asContratError = (error: unknown): never => {
  if (!(error instanceof CodecError)) throw error;
  const code = error.code as ContratErrorCode;
  throw new ContratError(code, MESSAGES[code] ?? error.message, { cause: error });
};

const knownType = (name: string): EventType => {
  const type = eventTypeOf(name);
  if (type) return type;
  throw new ContratError('TYPE_INCONNU', `Le type ${name} n’est pas connu de cette version. Laissez passer ce message, ou mettez @relais/contrat à jour.`);
};

const dataOf = (decoded: Decoded, declared: string) => {
  const type = decoded.known ? decoded.type : knownType(decoded.type);
  if (!decoded.known || fullNameOf(type) !== declared) {
    throw new ContratError('TYPE_CONTREDIT', 'L’en-tête ce_type n’est pas le type du contenu : le message a été altéré.');
  }
  return { type, data: decoded.data };
};

/** Which codec reads a type: one for all by the registry, one for each without. */
const codecs = (options: ReaderOptions): ((declared: string) => Codec) => {
  if ('registryUrl' in options) {
    const codec = new Codec(registryAt(options.registryUrl));
    return () => codec;
  }
  const byType = new Map<EventType, Codec>();
  return (declared) => {
    const type = knownType(declared);
    const codec = byType.get(type) ?? new Codec(integrated(type));
    byType.set(type, codec);
    return codec;
  };
};

/** A reader of the events of Kafka. Schemas are asked for once; the registry may be away afterwards. */
export const createReader = (options: ReaderOptions): Reader => {
  const codecOf = codecs(options);
  return {
    read: async (message) => {
      const { key, value } = message;
      if (!value) throw new ContratError('MESSAGE_VIDE', 'Le message est vide : passez au suivant.');
      const attributes = attributesOf(message);
      const declared = required(attributes, 'type');
      const decoded = await codecOf(declared).decode(value).catch(asContratError);
      const { type, data } = dataOf(decoded, declared);
      // Commands and answers leave out what their data say already.
      const { usagerId: subject, departement } = data;
      const envelope = envelopeOf({ subject, departement, source: 'urn:relais:outil', correlationid: attributes['id'], ...attributes });
      if (envelope.subject !== subject || String(key) !== subject) throw new ContratError('CLE_CONTREDITE', 'La clé du message n’est pas la personne dont il parle : le message a été altéré.');
      return { ...envelope, type, data } as EventOf<EventType>;
    },
  };
};
