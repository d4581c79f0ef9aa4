import { merge, readHistory } from './history.js';
import { Refused } from './problems.js';
import { type Call } from './upstream.js';

const fact = (id: string, at: string, sequence: number) => ({ id, type: 'x', at, sequence });
const target = { departement: '33', usagerId: 'u', id: '', code: '' };
const sessionOf = (...roles: string[]) => ({ agent: { sub: 'a', roles, departement: '33', structure: null }, accessToken: 't', idToken: '', expiresAt: '' });

/** Services that answer by the path; what is not given is refused. */
const services = (answers: Readonly<Record<string, number | 'mute'>>) => {
  const asked: string[] = [];
  const call = (_session: unknown, { path }: Call) => {
    asked.push(path);
    const answer = Object.entries(answers).find(([part]) => path.includes(part))?.[1] ?? 403;
    if (answer === 'mute') return Promise.reject(new Refused('SERVICE_INDISPONIBLE'));
    const bytes = Buffer.from(JSON.stringify({ faits: [fact(path, '2026-11-02T08:00:00.000Z', 1)] }));
    return Promise.resolve({ status: answer, contentType: '', headers: {}, bytes });
  };
  return { asked, upstream: { call } };
};

describe('the history of a person', () => {
  it('puts the facts of all journals in the order they were told', () => {
    const journals = [
      [fact('a', '2026-11-02T08:00:00.000Z', 1), fact('c', '2026-11-04T08:00:00.000Z', 2)],
      [fact('b', '2026-11-03T08:00:00.000Z', 1), fact('d', '2026-11-04T08:00:00.000Z', 3)],
    ];
    expect(merge(journals).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('asks a profile’s services only', async () => {
    const { asked, upstream } = services({});
    await readHistory({ upstream, session: sessionOf('REFERENT'), target });
    expect(asked).toEqual(['/v1/usagers/u/historique', '/v1/usagers/u/contrat/historique']);
  });

  it('says which services are missing, and tells the rest', async () => {
    const { upstream } = services({ '/orientations/': 200, '/sanctions/': 'mute', '/transmissions/': 503 });
    const { faits, manquants } = await readHistory({ upstream, session: sessionOf('DECIDEUR'), target });
    expect(faits).toHaveLength(1);
    expect(manquants).toEqual(['sanctions', 'connector']);
  });
});
