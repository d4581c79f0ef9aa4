import type avsc from 'avsc';
import { type EventType, eventTypeOf, fullNameOf, latestSchemaOf, subjectOf } from './catalogue.js';
import { CodecError } from './codec-error.js';
import { type Events } from './generated/events.js';
import { typeOf } from './logical-types.js';

/** Where schema ids come from; HTTP lives elsewhere. */
export type SchemaRegistry = Readonly<{
  /** Registers (idempotent) and gives the global id. */
  register: (subject: string, schema: string) => Promise<number>;
  schemaOf: (id: number) => Promise<string>;
}>;

export type Decoded =
  | Readonly<{ known: true; type: EventType; data: Events[EventType]; schemaId: number }>
  | Readonly<{ known: false; type: string; schemaId: number }>;

type Reader = (payload: Buffer) => Decoded;

const HEADER_BYTES = 5;
const MAGIC = 0;
const SLAB_BYTES = 65_536;

/**
 * Avro with the Confluent wire header (0, schema id on 4 bytes, payload). Bytes are always read
 * with the schema that wrote them, resolved to the newest one this build knows; resolvers are
 * made once per schema id. After the first use of an id the registry may be away.
 */
export class Codec {
  private readonly writers = new Map<EventType, { id: number; type: avsc.Type }>();
  private readonly readers = new Map<number, Promise<Reader>>();
  /** Written events lie side by side in it: none is copied, and it goes when the last of them goes. */
  private slab = Buffer.allocUnsafe(SLAB_BYTES);
  private free = 0;

  constructor(private readonly registry: SchemaRegistry) {}

  /** Registers the newest schema of each type, so that `encode` needs no I/O. */
  async register(types: readonly EventType[]): Promise<void> {
    await Promise.all(
      types.map(async (type) => {
        const schema = latestSchemaOf(type);
        const id = await this.registry.register(subjectOf(type), schema);
        this.writers.set(type, { id, type: typeOf(schema) });
      }),
    );
  }

  /** Wire bytes of an event. Throws CodecError when the value does not fit or the type was not registered. */
  encode<T extends EventType>(type: T, data: Events[T]): Buffer {
    const writer = this.writers.get(type);
    if (!writer) throw new CodecError('SCHEMA_NON_ENREGISTRE', `${type} was not registered before encoding`);
    let end = this.write(writer, data);
    while (end < 0) {
      // Minus what was missing, as far as the writing went: a new slab, larger than usual for a larger event.
      this.slab = Buffer.allocUnsafe(Math.max(SLAB_BYTES, this.slab.length - this.free - end));
      this.free = 0;
      end = this.write(writer, data);
    }
    const bytes = this.slab.subarray(this.free, end);
    this.free = end;
    return bytes;
  }

  /** Reads wire bytes. A type of the future is `known: false`; unreadable bytes throw CodecError. */
  async decode(bytes: Buffer): Promise<Decoded> {
    if (bytes.length < HEADER_BYTES || bytes[0] !== MAGIC) {
      throw new CodecError('EVENEMENT_ILLISIBLE', 'no Confluent wire header');
    }
    const id = bytes.readUInt32BE(1);
    const reader = await this.readerOf(id);
    try {
      return reader(bytes.subarray(HEADER_BYTES));
    } catch (cause) {
      throw new CodecError('EVENEMENT_ILLISIBLE', `bytes do not follow schema ${id}`, { cause });
    }
  }

  private write({ id, type }: { id: number; type: avsc.Type }, data: unknown): number {
    const start = this.free + HEADER_BYTES;
    if (start > this.slab.length) return this.slab.length - start;
    this.slab[this.free] = MAGIC;
    this.slab.writeUInt32BE(id, this.free + 1);
    try {
      return type.encode(data, this.slab, start);
    } catch (cause) {
      throw new CodecError('EVENEMENT_NON_CONFORME', `value does not fit ${type.name ?? 'its schema'}${whereInvalid(type, data)}`, {
        cause,
      });
    }
  }

  private readerOf(id: number): Promise<Reader> {
    const cached = this.readers.get(id);
    if (cached) return cached;
    const made = this.registry.schemaOf(id).then((schema) => makeReader(id, schema));
    this.readers.set(id, made);
    // A failed look-up is not kept: the registry may be back for the next event.
    made.catch(() => this.readers.delete(id));
    return made;
  }
}

const makeReader = (schemaId: number, schema: string): Reader => {
  const writer = typeOf(schema);
  const type = eventTypeOf(writer.name ?? '');
  if (!type) return () => ({ known: false, type: writer.name ?? 'unnamed', schemaId });
  const reader = typeOf(latestSchemaOf(type));
  let resolver: ReturnType<avsc.Type['createResolver']>;
  try {
    resolver = reader.createResolver(writer);
  } catch (cause) {
    throw new CodecError('SCHEMA_INCOMPATIBLE', `schema ${schemaId} cannot be read as ${fullNameOf(type)}`, { cause });
  }
  return (payload) => ({
    known: true,
    type,
    data: reader.fromBuffer(payload, resolver) as Events[EventType],
    schemaId,
  });
};

/** Paths of the fields that do not fit, without their values. */
const whereInvalid = (type: avsc.Type, data: unknown): string => {
  const paths: string[] = [];
  type.isValid(data, { errorHook: (path: string[]) => void paths.push(path.join('.')) });
  return paths.length > 0 ? `: ${paths.join(', ')}` : '';
};
