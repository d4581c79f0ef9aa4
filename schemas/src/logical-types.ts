import avsc from 'avsc';

type Conversion = Readonly<{ plain: string; logical: string; convert: (raw: number) => string }>;

/** What turns the value a writer's type reads into ours: a same logical type has already converted it. */
const resolveFrom = (writer: avsc.Type, { plain, logical, convert }: Conversion): ((value: never) => string) | undefined => {
  if (avsc.Type.isType(writer, logical)) return (value) => value;
  return avsc.Type.isType(writer, plain) ? convert : undefined;
};

const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Every month has these days: the others are looked up in the calendar. */
const SURE_DAY = 28;

/** Days since 1970 of a `yyyy-MM-dd` date, undefined when the calendar has no such day. Written for speed: it runs for each date sent. */
const daysOf = (date: string): number | undefined => {
  if (!DATE.test(date)) return undefined;
  const digit = (at: number): number => date.charCodeAt(at) - 48;
  const month = digit(5) * 10 + digit(6);
  const day = digit(8) * 10 + digit(9);
  if (month < 1 || month > 12 || day < 1) return undefined;
  const at = Date.UTC(digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3), month - 1, day);
  return day <= SURE_DAY || new Date(at).getUTCDate() === day ? at / DAY_MS : undefined;
};

/** Avro `date` (days since 1970) <-> `yyyy-MM-dd`. */
class LegalDateType extends avsc.types.LogicalType {
  override _fromValue(days: number): string {
    return new Date(days * DAY_MS).toISOString().slice(0, 10);
  }

  override _toValue(date: unknown): number | undefined {
    return typeof date === 'string' ? daysOf(date) : undefined;
  }

  override _resolve(writer: avsc.Type): ((value: never) => string) | undefined {
    return resolveFrom(writer, { plain: 'int', logical: 'logical:date', convert: (raw) => this._fromValue(raw) });
  }
}

/** Avro `timestamp-millis` <-> ISO 8601 UTC instant with milliseconds. */
class InstantType extends avsc.types.LogicalType {
  override _fromValue(epochMs: number): string {
    return new Date(epochMs).toISOString();
  }

  override _toValue(instant: unknown): number | undefined {
    if (typeof instant !== 'string') return undefined;
    const at = Date.parse(instant);
    return Number.isNaN(at) ? undefined : at;
  }

  override _resolve(writer: avsc.Type): ((value: never) => string) | undefined {
    return resolveFrom(writer, { plain: 'long', logical: 'logical:timestamp-millis', convert: (raw) => this._fromValue(raw) });
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Avro `uuid` over a string: checked, passed as it is. */
class UuidType extends avsc.types.LogicalType {
  override _fromValue(text: string): string {
    return text;
  }

  override _toValue(text: unknown): string | undefined {
    return typeof text === 'string' && UUID.test(text) ? text : undefined;
  }

  override _resolve(type: avsc.Type): ((value: string) => string) | undefined {
    return avsc.Type.isType(type, 'string', 'logical:uuid') ? (value) => value : undefined;
  }
}

/** Parses an Avro schema with our logical types. */
export const typeOf = (schema: string): avsc.Type =>
  avsc.Type.forSchema(JSON.parse(schema) as avsc.Schema, {
    logicalTypes: { date: LegalDateType, 'timestamp-millis': InstantType, uuid: UuidType },
  });
