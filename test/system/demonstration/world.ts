import { Agent as HttpAgent, request } from 'undici';
import { legalDateOf } from '@relais/kernel';
import { accessToken } from '@relais/local/parts/openid';
import { type StackAddresses } from '@relais/local/addresses';
import { eventually } from '../../kit/eventually.js';

export type Answer<T = Record<string, unknown>> = Readonly<{ status: number; body: T }>;

/** A span as Zipkin shows it, its name in lower case. */
export type Span = Readonly<{ name: string; localEndpoint?: { serviceName?: string } }>;

export type Call = Readonly<{ as?: string; json?: unknown; body?: AsyncIterable<Uint8Array>; type?: string; headers?: Record<string, string> }>;

const PATIENCE_MS = 60_000;

/** The day it is for an agent: at night it is no longer that of UTC. */
export const today = (): string => legalDateOf(new Date());

/** Something seen that is not what it should be; the demonstration names its step. */
export const check = (condition: boolean, complaint: string): void => {
  if (!condition) throw new Error(complaint);
};

/** Waits until what is looked at is as it should be; survives a part being killed meanwhile. */
export const until = <T>(look: () => Promise<T>): Promise<T> => eventually(look, { timeoutMs: PATIENCE_MS, everyMs: 150 });

/** The demonstration's hands and eyes: HTTP as an agent, or at the sandbox and the partner. */
export class World {
  private readonly tokens = new Map<string, string>();
  private readonly dispatcher = new HttpAgent({ headersTimeout: 120_000, bodyTimeout: 120_000 });

  constructor(
    readonly addresses: StackAddresses,
    private readonly partenaire: string,
  ) {}

  /** Calls the API as one of the demonstration's agents. */
  async api<T = Record<string, unknown>>(method: 'GET' | 'POST', path: string, call: Call = {}): Promise<Answer<T>> {
    const authorization = call.as === undefined ? {} : { authorization: `Bearer ${await this.token(call.as)}` };
    return this.send<T>(method, `${this.addresses.api}${path}`, { ...call, headers: { ...authorization, ...call.headers } });
  }

  async sandbox<T>(method: 'GET' | 'POST', path: string, json?: unknown): Promise<T> {
    const { status, body } = await this.send<T>(method, `${this.addresses.sandbox}/_admin${path}`, { json });
    check(status < 300, `le bac à sable répond ${status} à ${path}`);
    return body;
  }

  /** What the mission locale of the demonstration received. */
  async received(): Promise<{ id: string; corps: unknown }[]> {
    const { body } = await this.send<{ recus: { id: string; corps: unknown }[] }>('GET', `${this.partenaire}/recus`, {});
    return body.recus;
  }

  /** How many webhooks the mission locale received about somebody. */
  async webhooksOf({ usagerId }: Readonly<{ usagerId: string }>): Promise<number> {
    const received = await this.received();
    return received.filter(({ corps }) => JSON.stringify(corps).includes(usagerId)).length;
  }

  async trace(traceId: string): Promise<Span[]> {
    const base = new URL(this.addresses.traces).origin;
    const { status, body } = await this.send<Span[]>('GET', `${base}/api/v2/trace/${traceId}`, {});
    check(status === 200, 'la trace n’est pas encore arrivée');
    return body;
  }

  close(): Promise<void> {
    return this.dispatcher.close();
  }

  private async token(clientId: string): Promise<string> {
    const known = this.tokens.get(clientId);
    if (known !== undefined) return known;
    const agent = this.addresses.agents.find((candidate) => candidate.clientId === clientId);
    if (!agent) throw new Error(`aucun agent ${clientId}`);
    const token = await until(() => accessToken(this.addresses.openid, agent));
    this.tokens.set(clientId, token);
    return token;
  }

  private async send<T>(method: 'GET' | 'POST', url: string, { json, body, type, headers = {} }: Call): Promise<Answer<T>> {
    const content = json === undefined ? type : 'application/json';
    const response = await request(url, {
      method,
      dispatcher: this.dispatcher,
      headers: { ...headers, ...(content === undefined ? {} : { 'content-type': content }) },
      body: json === undefined ? (body as never) : JSON.stringify(json),
    });
    const text = await response.body.text();
    return { status: response.statusCode, body: (text === '' ? {} : JSON.parse(text)) as T };
  }
}
