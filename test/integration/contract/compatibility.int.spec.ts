import { incompatibilities } from '@relais/schemas/compatibility';
import { registryUrl, uniqueName } from '../../kit/environment.js';
import { beyondAvro, type Evolution, evolutions } from './evolutions.js';

const post = async (path: string, schema: object): Promise<Response> =>
  fetch(`${await registryUrl()}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ schema: JSON.stringify(schema) }),
  });

/** Registers all but the last number, whatever the registry thinks of them, and asks what it thinks of the last. */
const registrySays = async ({ schemas }: Evolution): Promise<boolean> => {
  const subject = uniqueName('evolution');
  for (const schema of schemas.slice(0, -1)) {
    const answer = await post(`/subjects/${subject}/versions`, schema);
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  }
  const answer = await post(`/subjects/${subject}/versions`, schemas.at(-1) ?? {});
  if (!answer.ok && answer.status !== 409) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.ok;
};

const weSay = ({ schemas }: Evolution): boolean => {
  const newest = schemas.at(-1) ?? {};
  return schemas.slice(0, -1).every((older) => incompatibilities(older, newest).length === 0);
};

const AT_ONCE = 8;

type Verdicts = Readonly<{ name: string; registry: boolean; ours: boolean }>;

const verdictsOn = async (cases: readonly Evolution[]): Promise<Verdicts[]> => {
  const waiting = [...cases];
  const said: Verdicts[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) said.push({ name: next.name, registry: await registrySays(next), ours: weSay(next) });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return said;
};

describe('what may follow a published number', () => {
  it('is the same for us and for the registry', async () => {
    const said = await verdictsOn(evolutions());
    expect(new Set(said.map(({ name }) => name)).size).toBe(said.length);
    expect(said.length).toBeGreaterThan(300);
    for (const answer of [true, false]) expect(said.filter(({ ours }) => ours === answer).length).toBeGreaterThan(50);
    expect(said.filter(({ registry, ours }) => registry !== ours)).toEqual([]);
  });

  it('is less for us where the registry does not look', async () => {
    const said = await verdictsOn(beyondAvro());
    expect(said.filter(({ registry, ours }) => !registry || ours)).toEqual([]);
  });
});
