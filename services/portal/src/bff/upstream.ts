import { request } from 'undici';
import { currentTraceparent, inSpan } from '@relais/chassis/telemetry';
import { Refused } from './problems.js';
import { type PortalSession } from './session.js';

/** One call to the services' APIs. */
export type Call = Readonly<{
  method: 'GET' | 'POST';
  /** Path and query. */
  path: string;
  /** The route of the portal it is made for: names the span, holds no id. */
  route: string;
  headers?: Readonly<Record<string, string>>;
  json?: unknown;
}>;

export type Answer = Readonly<{ status: number; contentType: string; headers: Readonly<Record<string, string>>; bytes: Buffer }>;

const TIMEOUT_MS = 10_000;
const KEPT = ['etag', 'content-disposition'];

/** The services behind their one address, called as the agent of a session. */
export class Upstream {
  constructor(private readonly apiUrl: string) {}

  /**
   * Calls and gives the answer as it is, refusals included.
   * @throws Refused SESSION_EXPIREE when the services no longer accept the token, SERVICE_INDISPONIBLE without an answer
   */
  call({ accessToken }: PortalSession, { method, path, route, headers = {}, json }: Call): Promise<Answer> {
    return inSpan(`${method} ${route}`, { kind: 'server', attributes: { 'http.route': route, 'http.request.method': method } }, async (span) => {
      const traceparent = currentTraceparent();
      const response = await request(`${this.apiUrl}${path}`, {
        method,
        headers: {
          ...headers,
          authorization: `Bearer ${accessToken}`,
          ...(traceparent === undefined ? {} : { traceparent }),
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: json === undefined ? null : JSON.stringify(json),
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
      }).catch(() => undefined);
      if (response === undefined) throw new Refused('SERVICE_INDISPONIBLE');
      // As they are: read as text, a file would lose the mark by which a spreadsheet knows its encoding.
      const bytes = Buffer.from(await response.body.arrayBuffer());
      span.setAttribute('http.response.status_code', response.statusCode);
      if (response.statusCode === 401) throw new Refused('SESSION_EXPIREE');
      const kept = KEPT.map((name) => [name, first(response.headers[name])] as const).filter(([, value]) => value !== '');
      return { status: response.statusCode, contentType: first(response.headers['content-type']), headers: Object.fromEntries(kept), bytes };
    });
  }

  /** Calls and reads the JSON of a success; undefined when the services refuse it to this agent or do not know it. */
  async read<T>(session: PortalSession, call: Omit<Call, 'method'>): Promise<T | undefined> {
    const { status, bytes } = await this.call(session, { ...call, method: 'GET' });
    return status < 300 ? (JSON.parse(bytes.toString()) as T) : undefined;
  }
}

const first = (value: string | string[] | undefined): string => (Array.isArray(value) ? value[0] : value) ?? '';
