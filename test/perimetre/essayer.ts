import fc from 'fast-check';
import { type TestAgent } from '../kit/issuer.js';
import { type Demande, demandes } from './demandes.js';
import { type Detenteur } from './suivies.js';

export interface Essai {
  readonly service: string;
  readonly demandes: number;
  readonly parStatut: Readonly<Record<number, number>>;
  /** Requests whose answer held something of the person, or that wrote something. */
  readonly fuites: readonly string[];
}

const AT_ONCE = 16;

/** Asks a service many times, as many strangers; the same requests for the same seed. */
export async function essayer(detenteur: Detenteur, { nombre, graine }: Readonly<{ nombre: number; graine: number }>): Promise<Essai> {
  const before = await written(detenteur);
  const fuites: string[] = [];
  const parStatut: Record<number, number> = {};
  const jetons = new Map<string, Promise<string>>();
  const next = fc.sample(demandes(detenteur), { numRuns: nombre, seed: graine })[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (let { value, done } = next.next(); !done; { value, done } = next.next()) {
      const demande = value as Demande;
      const { status, text } = await ask(detenteur, demande, jetons);
      parStatut[status] = (parStatut[status] ?? 0) + 1;
      const seen = detenteur.secrets.filter((secret) => text.includes(secret) && !demande.path.includes(encodeURIComponent(secret)) && !demande.body?.includes(secret));
      if (seen.length > 0 || status >= 500) fuites.push(`${status} ${demande.method} ${demande.path} ${JSON.stringify(demande.as)} : ${seen.join(', ')}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if ((await written(detenteur)) !== before) fuites.push('quelque chose a été écrit sur la personne');
  return { service: detenteur.nom, demandes: nombre, parStatut, fuites };
}

async function ask({ http }: Detenteur, { as, method, path, headers, body }: Demande, jetons: Map<string, Promise<string>>): Promise<{ status: number; text: string }> {
  const response = await fetch(`${http.url}${path}`, { method, headers: { ...headers, authorization: `Bearer ${await tokenOf(http, as, jetons)}` }, ...(body === undefined ? {} : { body }) });
  const told = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  return { status: response.status, text: `${told}\n${await response.text()}` };
}

const tokenOf = (http: Detenteur['http'], as: TestAgent, jetons: Map<string, Promise<string>>): Promise<string> => {
  const name = JSON.stringify(as);
  const known = jetons.get(name) ?? http.issuer.token(as);
  jetons.set(name, known);
  return known;
};

const written = async ({ test, parametres }: Detenteur): Promise<number> => {
  const { rowCount } = await test.platform.pool.query('select from journal where key = $1', [parametres['usagerId']]);
  return rowCount ?? 0;
};
