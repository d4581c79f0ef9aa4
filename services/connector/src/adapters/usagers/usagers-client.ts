import { type Dispatcher, request } from 'undici';
import { z } from 'zod';
import { type DonneesRecherche, type Usagers } from '../../application/ports.js';
import { type Outcome, succeeded } from '../../domain/transmission/outcome.js';

export type UsagersClientOptions = Readonly<{
  /** Base URL of the référentiel usagers, without a final slash. */
  url: string;
  /** Our own bearer token. */
  token: () => Promise<string>;
  dispatcher: Dispatcher;
  traceHeaders: () => Record<string, string>;
  timeoutMs?: number;
}>;

type Ask = Readonly<{ method: 'GET' | 'POST'; path: string; body?: unknown }>;

const DEFAULT_TIMEOUT_MS = 10_000;

const donnees = z.object({
  nir: z.string().nullish(),
  dateNaissance: z.string().nullish(),
  numeroFranceTravail: z.string().nullish(),
});
const correspondance = z.object({ usagerId: z.uuid(), departement: z.string().optional() });

const refused = (status: number): Outcome<never> => {
  if (status === 404) return { kind: 'not-found', code: 'USAGER_INCONNU' };
  if (status === 423) return { kind: 'retry-later', code: 'TRAITEMENT_LIMITE' };
  if (status === 409) return { kind: 'needs-human', code: 'PLUSIEURS_USAGERS' };
  if (status === 400 || status === 422) return { kind: 'needs-human', code: 'IDENTITE_INCOMPLETE' };
  // Our own token or rights: not the person's fault, and it will pass.
  return { kind: 'retry-later', code: status === 401 || status === 403 ? 'USAGERS_REFUSE' : 'USAGERS_INDISPONIBLE' };
};

const ask = async (options: UsagersClientOptions, { method, path, body }: Ask): Promise<Outcome<unknown>> => {
  try {
    const answer = await request(`${options.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await options.token()}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.traceHeaders(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      dispatcher: options.dispatcher,
      signal: AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS),
    });
    if (answer.statusCode === 200) return succeeded(await answer.body.json());
    await answer.body.dump();
    return refused(answer.statusCode);
  } catch {
    return { kind: 'retry-later', code: 'USAGERS_INDISPONIBLE' };
  }
};

const understood = <T>(outcome: Outcome<unknown>, schema: z.ZodType<T>): Outcome<T> => {
  if (outcome.kind !== 'ok') return outcome;
  const read = schema.safeParse(outcome.value);
  return read.success ? succeeded(read.data) : { kind: 'retry-later', code: 'USAGERS_INCOMPRIS' };
};

const recherche = (read: Outcome<z.output<typeof donnees>>): Outcome<DonneesRecherche> => {
  if (read.kind !== 'ok') return read;
  const { nir = null, dateNaissance = null, numeroFranceTravail = null } = read.value;
  return succeeded({ nir, dateNaissance, numeroFranceTravail });
};

/** The référentiel usagers over HTTP, as a machine account of role CONNECTEUR. Never throws. */
export const createUsagersClient = (options: UsagersClientOptions): Usagers => ({
  rechercheFranceTravail: async (usagerId) =>
    recherche(understood(await ask(options, { method: 'GET', path: `/v1/interne/usagers/${usagerId}/recherche-france-travail` }), donnees)),
  correspondre: async (departement, { nir, dateNaissance, numeroFranceTravail }) => {
    if (nir === null || dateNaissance === null) return { kind: 'needs-human', code: 'IDENTITE_INCOMPLETE' };
    const body = { nir, dateNaissance, numeroFranceTravail };
    const found = understood(await ask(options, { method: 'POST', path: '/v1/interne/correspondances', body }), correspondance);
    if (found.kind !== 'ok') return found;
    const elsewhere = found.value.departement !== undefined && found.value.departement !== departement;
    return elsewhere ? { kind: 'out-of-perimeter', code: 'AUTRE_DEPARTEMENT' } : succeeded(found.value.usagerId);
  },
});
