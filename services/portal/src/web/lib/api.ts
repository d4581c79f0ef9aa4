/** What is refused, as the services say it (RFC 9457). */
export type Problem = Readonly<{
  title: string;
  detail: string;
  status: number;
  code: string;
  traceId?: string;
  champs?: readonly Readonly<{ champ: string; probleme: string }>[];
}>;

export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

const unreachable: Problem = {
  title: 'Portail injoignable',
  detail: 'Vérifiez votre connexion au réseau, puis recommencez. Votre saisie est conservée.',
  status: 0,
  code: 'INJOIGNABLE',
};

const problemOf = async (response: Response): Promise<Problem> => {
  const fallback = { title: 'Erreur inattendue', detail: 'Recommencez dans un instant.', status: response.status, code: 'INCONNU' };
  return (await response.json().catch(() => fallback)) as Problem;
};

/** Told of every answer that says the session is over. */
const sessionLost = new Set<() => void>();

export const onSessionLost = (listener: () => void): (() => void) => {
  sessionLost.add(listener);
  return () => void sessionLost.delete(listener);
};

export type Call = Readonly<{ method?: 'GET' | 'POST'; json?: unknown; headers?: Readonly<Record<string, string>> }>;

/**
 * Calls the portal's own API.
 * @throws Refusal with what to show
 */
export const call = async <T>(path: string, { method = 'GET', json, headers = {} }: Call = {}): Promise<T> => {
  const response = await fetch(`/api${path}`, {
    method,
    headers: { accept: 'application/json', 'x-relais-portail': '1', ...headers, ...(json === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  }).catch(() => undefined);
  if (response === undefined) throw new Refusal(unreachable);
  if (response.ok) return (await response.json()) as T;
  const problem = await problemOf(response);
  if (response.status === 401) for (const listener of sessionLost) listener();
  throw new Refusal(problem);
};

/** What to show of an error, whatever it is. */
export const problemIn = (error: unknown): Problem =>
  error instanceof Refusal ? error.problem : { title: 'Erreur inattendue', detail: 'Rechargez la page, puis recommencez.', status: 0, code: 'INCONNU' };
