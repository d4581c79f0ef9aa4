import { MockAgent } from 'undici';
import { batchAgent } from './agent.js';
import { apis, operations } from './apis.js';
import { createFranceTravailClient } from './client.js';
import { createJetonCache, memoryJetonStore } from './jeton-cache.js';
import { type Limiter } from './limiter.js';
import { createFranceTravail } from './operations.js';

type Seen = { path: string; method: string; headers: Record<string, string>; body: string };
type Reply = { status: number; body?: unknown; headers?: Record<string, string> } | 'lost';

const ORIGIN = 'https://api.exemple.fr';
const agent = batchAgent('Relais');
const anyone: Limiter = { enter: () => Promise.resolve({ kind: 'ok', value: undefined }), pause: () => Promise.resolve() };

/** A France Travail that answers from a script, path by path; tokens and jetons count. */
const setUp = (script: Record<string, Reply[]>, options: { limiter?: Limiter; scopes?: 'communs' } = {}) => {
  const seen: Seen[] = [];
  const spans: string[] = [];
  const mock = new MockAgent();
  mock.disableNetConnect();
  let tokens = 0;
  let jetons = 0;
  const builtin = (path: string): Reply => {
    if (path.startsWith('/connexion')) return { status: 200, body: { access_token: `token-${(tokens += 1)}`, expires_in: '1499', token_type: 'Bearer' } };
    if (path.includes('rechercher')) return { status: 200, body: { codeRetour: 'S001', jetonUsager: `jeton-${(jetons += 1)}`, topIdentiteCertifiee: 'O' } };
    return { status: 500 };
  };
  mock
    .get(ORIGIN)
    .intercept({ path: () => true, method: () => true })
    .reply((call) => {
      const { path, method, headers, body } = call;
      seen.push({ path, method, headers: headers as Record<string, string>, body: typeof body === 'string' ? body : '' });
      const reply = script[path]?.shift() ?? builtin(path);
      if (reply === 'lost') throw Object.assign(new Error('socket'), { code: 'UND_ERR_SOCKET' });
      const data = reply.body === undefined ? '' : typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
      return { statusCode: reply.status, data, responseOptions: { headers: { 'content-type': 'application/json', ...reply.headers } } };
    })
    .persist();
  const client = createFranceTravailClient({
    apiUrl: ORIGIN,
    tokenUrl: `${ORIGIN}/connexion/oauth2/access_token?realm=%2Fagent`,
    credential: { name: '33', clientId: 'PAR_x', clientSecret: { reveal: () => 'mot-de-passe' } },
    dispatcher: mock,
    limiter: anyone,
    nowMs: () => 0,
    trace: (name, attributes, work) => {
      spans.push(`${name} ${JSON.stringify(attributes)}`);
      return work();
    },
    traceHeaders: () => ({ traceparent: '00-aa-bb-01' }),
    ...options,
  });
  const franceTravail = createFranceTravail(client);
  const jetonCache = createJetonCache({ store: memoryJetonStore(), nowMs: () => 0 });
  const jeton = jetonCache.sourceFor('33 usager-1', () => franceTravail.rechercherParNumero(agent, '12345678901'));
  return { client, franceTravail, personne: { agent, jeton }, seen, spans, calls: () => seen.map(({ method, path }) => `${method} ${path.replace('/partenaire', '')}`) };
};

const READ = '/partenaire/orientationusager/v1/lectureOrientation';
const TOKEN = 'POST /connexion/oauth2/access_token?realm=%2Fagent';
const SEARCH = 'POST /rechercher-usager/v2/usagers/par-numero-francetravail';
const LECTURE = 'GET /orientationusager/v1/lectureOrientation';

describe('the France Travail client', () => {
  it('asks for a token with the scopes of the API, then calls with all the headers', async () => {
    const { franceTravail, personne, seen, calls } = setUp({ [READ]: [{ status: 200, body: [] }] });
    expect(await franceTravail.lectureOrientation(personne)).toEqual({ kind: 'ok', value: [] });
    expect(calls()).toEqual([TOKEN, SEARCH, TOKEN, LECTURE]);
    expect(Object.fromEntries(new URLSearchParams(seen[2]?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'PAR_x',
      client_secret: 'mot-de-passe',
      scope: apis.orientation.scopes.join(' '),
    });
    expect(seen[3]?.headers).toEqual({
      authorization: 'Bearer token-2',
      accept: 'application/json',
      'pa-nom-agent': 'Relais',
      'pa-prenom-agent': 'Relais',
      'pa-identifiant-agent': 'BATCH',
      'ft-jeton-usager': 'jeton-1',
      traceparent: '00-aa-bb-01',
    });
    expect(JSON.parse(seen[1]?.body ?? '')).toEqual({ numeroFranceTravail: '12345678901' });
  });

  it('keeps token and jeton from one call to the next', async () => {
    const { franceTravail, personne, calls } = setUp({ [READ]: [{ status: 200, body: [] }, { status: 204 }] }, { scopes: 'communs' });
    await franceTravail.lectureOrientation(personne);
    expect(await franceTravail.lectureOrientation(personne)).toEqual({ kind: 'ok', value: [] });
    expect(calls()).toEqual([TOKEN, SEARCH, LECTURE, LECTURE]);
  });

  it('renews a refused token, then the jeton, and replays once', async () => {
    const { franceTravail, personne, calls, seen } = setUp({ [READ]: [{ status: 401 }, { status: 200, body: [] }] }, { scopes: 'communs' });
    expect(await franceTravail.lectureOrientation(personne)).toEqual({ kind: 'ok', value: [] });
    expect(calls()).toEqual([TOKEN, SEARCH, LECTURE, TOKEN, SEARCH, LECTURE]);
    expect(seen[5]?.headers).toMatchObject({ authorization: 'Bearer token-2', 'ft-jeton-usager': 'jeton-2' });
  });

  it('renews the jeton alone when that is what was refused', async () => {
    const refused = { status: 403, body: { status: 403, message: 'Le jeton usager est expiré' } };
    const { franceTravail, personne, calls } = setUp({ [READ]: [refused, { status: 200, body: [] }] }, { scopes: 'communs' });
    expect(await franceTravail.lectureOrientation(personne)).toEqual({ kind: 'ok', value: [] });
    expect(calls()).toEqual([TOKEN, SEARCH, LECTURE, SEARCH, LECTURE]);
  });

  it('gives up after one replay', async () => {
    const { franceTravail, personne, calls } = setUp({ [READ]: [{ status: 401 }, { status: 401 }, { status: 200, body: [] }] });
    expect(await franceTravail.lectureOrientation(personne)).toEqual({ kind: 'unauthorized', what: 'token', code: 'HTTP_401' });
    expect(calls().filter((call) => call === LECTURE)).toHaveLength(2);
  });

  it('never repeats by itself a decision whose answer was lost', async () => {
    const path = '/partenaire/orientationusager/v1/decisionOrientation';
    const { franceTravail, personne, calls, seen } = setUp({ [path]: ['lost', { status: 201 }] });
    const decision = { sens: 'ACCEPTEE', parcours: 'PSP', organisme: 'CD', structure: null, motifRefus: null, commentaireRefus: null, dateDecision: '2026-11-24', decideurId: 'a', decideurStructure: 'NAQ0033' } as const;
    expect(await franceTravail.decisionOrientation(personne, decision)).toEqual({ kind: 'uncertain', code: 'REPONSE_PERDUE' });
    expect(calls().filter((call) => call.endsWith('decisionOrientation'))).toHaveLength(1);
    expect(seen.at(-1)?.body).not.toContain('null');
  });

  it('does not follow a redirect', async () => {
    const { franceTravail, personne, calls } = setUp({ [READ]: [{ status: 302, headers: { location: `${ORIGIN}/ailleurs` } }] });
    expect(await franceTravail.lectureOrientation(personne)).toEqual({ kind: 'misconfigured', code: 'HTTP_302' });
    expect(calls().at(-1)).toBe(LECTURE);
  });

  it('reads every page of the basket, or none', async () => {
    const path = '/partenaire/activites-operationnelles/v2/activites/chercher?codeActivite=ACT382';
    const one = { identifiantActivite: '1' };
    const pages = { [path]: [{ status: 200, body: { activites: [one], hasMore: true, cursor: 'a=' } }], [`${path}&cursor=a%3D`]: [{ status: 200, body: { activites: [one], hasMore: false } }] };
    expect(await setUp(pages).franceTravail.chercherActivites(agent, 'ACT382')).toMatchObject({ kind: 'ok', value: [one, one] });
    const broken = { [path]: [{ status: 200, body: { activites: [one], hasMore: true, cursor: 'a=' } }] };
    expect(await setUp(broken).franceTravail.chercherActivites(agent, 'ACT382')).toEqual({ kind: 'retry-later', code: 'HTTP_500' });
    const turning = { [path]: [{ status: 200, body: { activites: [one], hasMore: true } }] };
    expect(await setUp(turning).franceTravail.chercherActivites(agent, 'ACT382')).toEqual({ kind: 'retry-later', code: 'CURSEUR_SANS_FIN' });
  });

  it.each([
    [{ status: 400, body: { error: 'invalid_scope', error_description: 'Unknown/invalid scope(s).' } }, { kind: 'misconfigured', code: 'invalid_scope' }],
    [{ status: 400, body: { error: 'invalid_client', error_description: 'Client authentication failed' } }, { kind: 'misconfigured', code: 'invalid_client' }],
    [{ status: 503, body: '<html>' }, { kind: 'retry-later', code: 'TOKEN_HTTP_503' }],
    [{ status: 429, headers: { 'retry-after': '3' } }, { kind: 'retry-later', code: 'TOKEN_HTTP_429', waitMs: 3000 }],
    ['lost' as const, { kind: 'retry-later', code: 'TOKEN_INJOIGNABLE' }],
  ])('says why it has no token: %j', async (reply, outcome) => {
    const { franceTravail } = setUp({ '/connexion/oauth2/access_token?realm=%2Fagent': [reply] });
    expect(await franceTravail.rechercherParNumero(agent, '12345678901')).toEqual(outcome);
  });

  it('keeps every caller away after a 429, and asks the limiter before each call', async () => {
    const turns: string[] = [];
    const limiter: Limiter = {
      enter: (credential, name) => {
        turns.push(`${credential} ${name}`);
        return Promise.resolve({ kind: 'ok', value: undefined });
      },
      pause: (credential, { name, waitMs }) => {
        turns.push(`${credential} ${name} pause ${waitMs}`);
        return Promise.resolve();
      },
    };
    const { franceTravail } = setUp({ '/partenaire/rechercher-usager/v2/usagers/par-numero-francetravail': [{ status: 429, headers: { 'retry-after': '2' } }] }, { limiter });
    expect(await franceTravail.rechercherParNumero(agent, '12345678901')).toEqual({ kind: 'retry-later', code: 'HTTP_429', waitMs: 2000 });
    expect(turns).toEqual(['33 connexion', '33 rechercher-usager', '33 rechercher-usager pause 2000']);
  });

  it('makes no call about a person without a jeton', async () => {
    const { client, calls } = setUp({});
    expect(await client.call({ operation: operations.lectureOrientation, agent })).toEqual({ kind: 'misconfigured', code: 'JETON_ABSENT' });
    expect(calls()).toEqual([]);
  });

  it('traces each operation without a secret', async () => {
    const { franceTravail, personne, spans } = setUp({ [READ]: [{ status: 200, body: [] }] });
    await franceTravail.lectureOrientation(personne);
    expect(spans[0]).toBe('france-travail lectureOrientation {"relais.api":"orientation v1","relais.credential":"33"}');
    expect(spans.join()).not.toMatch(/token-|jeton-|12345678901|PAR_x|mot-de-passe/);
  });

  it.each([
    ['Durand|Dupont', 'Durand Dupont'],
    ['Nœl-Éléonore', 'Noel-Eleonore'],
    ['   ', 'INCONNU'],
    ['李', 'INCONNU'],
    ['a\r\nx-y: 1', 'a x-y: 1'],
  ])('writes the agent name %p as %p', async (nom, written) => {
    const { franceTravail, seen } = setUp({});
    await franceTravail.rechercherParNumero({ nom, prenom: 'x', identifiant: 'A1' }, '12345678901');
    expect(seen.at(-1)?.headers['pa-nom-agent']).toBe(written);
  });
});
