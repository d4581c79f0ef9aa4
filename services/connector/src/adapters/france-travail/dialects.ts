/** What an error says, whichever of the nine shapes it has (fact sheet section 15.1). */
export type Said = Readonly<{ code: string | undefined; message: string | undefined }>;

/** What the body of an answer is, before any meaning is given to it. */
export type Body = Readonly<{ form: 'empty' | 'json' | 'html' | 'text'; json: unknown }>;

const looksHtml = (text: string): boolean => /^\s*<(?:!doctype|html|head|body|\?xml)/i.test(text);

/** Reads a body for what it is, not for what its content type says. */
export const bodyOf = (text: string, contentType = ''): Body => {
  if (text.trim() === '') return { form: 'empty', json: undefined };
  if (looksHtml(text) || /\bhtml\b/i.test(contentType)) return { form: 'html', json: undefined };
  try {
    return { form: 'json', json: JSON.parse(text) as unknown };
  } catch {
    return { form: 'text', json: undefined };
  }
};

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const textIn = (fields: Fields, name: string): string | undefined => {
  const value = fields[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' && value !== 'null' ? value.trim() : undefined;
};

const firstOf = (fields: Fields, names: readonly string[]): string | undefined =>
  names.map((name) => textIn(fields, name)).find((text) => text !== undefined);

const MESSAGES = ['message', 'detail', 'error_description', 'erreur', 'libelle'];

const codeIn = (fields: Fields): string | undefined => {
  const own = firstOf(fields, ['codeRetour', 'codeErreur', 'codeSortie', 'code']);
  // "Non déterminé" is what informations-administratives writes when it has no code.
  if (own !== undefined && !/^non d/i.test(own)) return own;
  if ('error_description' in fields) return textIn(fields, 'error');
  // RFC 9457: the title holds the name of the exception.
  return 'type' in fields || 'instance' in fields ? textIn(fields, 'title') : undefined;
};

/** The object that speaks: the first of an array, the inside of `{erreur: {…}}`. */
const speaker = (json: unknown): Fields | undefined => {
  const one: unknown = Array.isArray(json) ? json[0] : json;
  if (!isFields(one)) return undefined;
  return isFields(one['erreur']) ? one['erreur'] : one;
};

const PERSONAL = /\d[\d ]{6,}\d|[^\s@]+@[^\s@]+/g;
const MAX_MESSAGE = 300;

/** Long numbers and addresses out: a message is shown and kept, and may quote what was sent. */
const clean = (message: string | undefined): string | undefined => message?.replace(PERSONAL, '…').slice(0, MAX_MESSAGE);

/** Code (cut to 60 characters) and message of an error body; both undefined when it has none. */
export const saidBy = (json: unknown): Said => {
  const fields = speaker(json);
  if (!fields) return { code: undefined, message: undefined };
  return { code: codeIn(fields)?.slice(0, 60), message: clean(firstOf(fields, MESSAGES)) };
};
