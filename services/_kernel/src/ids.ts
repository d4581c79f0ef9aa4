/** A string that only its own kind may stand for. */
export type Branded<Brand extends string> = string & { readonly __brand: Brand };

export type UsagerId = Branded<'UsagerId'>;
export type EventId = Branded<'EventId'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for a lower-case RFC 9562 UUID of any version. */
export const isUuid = (text: string): boolean => UUID.test(text);

/** Where new ids come from; given from outside so that a decision can be replayed. */
export type Ids = Readonly<{ next: () => string }>;

/**
 * RFC 9562 version 7: 48 bits of epoch milliseconds, then 74 random bits.
 * @param epochMs integer milliseconds since 1970
 * @param random at least 10 random bytes
 */
export const uuidv7 = (epochMs: number, random: Uint8Array): string => {
  const bytes = new Uint8Array(16);
  let rest = epochMs;
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
