import { request } from 'undici';
import { type CliConfig } from './config.js';

/** An answer that is not a success, in the words of the service. */
export class Refused extends Error {}

export type Call = (method: 'GET' | 'POST', path: string, body?: object) => Promise<Record<string, unknown>>;

type Problem = Readonly<{ title?: string; detail?: string; code?: string; champs?: unknown; status?: number }>;

const textOf = (status: number, { title, detail, code, champs }: Problem): string =>
  [`${title ?? 'Refus'} (${code ?? status})`, detail, champs === undefined ? undefined : JSON.stringify(champs)].filter(Boolean).join('\n  ');

const parsed = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
};

/** Calls what a service offers to those who keep it going; `service` names it behind the one address. */
export const caller = ({ apiUrl, token }: CliConfig, service: string | undefined): Call => {
  const base = `${apiUrl.replace(/\/$/, '')}/v1/exploitation${service === undefined ? '' : `/${service}`}`;
  return async (method, path, body) => {
    const answer = await request(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${token.reveal()}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body ? JSON.stringify(body) : null,
      headersTimeout: 0,
      bodyTimeout: 0,
    }).catch((error: Error) => {
      throw new Refused(`Le service ne répond pas (${(error as { code?: string }).code ?? error.name}). Vérifiez RELAIS_API_URL.`);
    });
    const content = parsed(await answer.body.text());
    if (answer.statusCode >= 400) throw new Refused(textOf(answer.statusCode, content));
    return content;
  };
};
