import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { latestSchemaOf, subjectOf } from '@relais/schemas';
import { root } from '../../architecture/repository.js';
import { freePort, registryUrl } from '../../kit/environment.js';

/** What `npm run schemas -- --registre <url>` prints when it fails; empty when the registry takes everything. */
const refusalsOf = async (url: string): Promise<string> =>
  promisify(execFile)(process.execPath, [path.join(root, 'schemas/generate.mjs'), '--registre', url]).then(
    ({ stdout, stderr }) => `${stdout}${stderr}`,
    (error: unknown) => (error as { stderr: string }).stderr,
  );

/** A registry that knows one subject, with an older schema that today's cannot follow. */
const withRegistry = async <T>(work: (url: string) => Promise<T>): Promise<T> => {
  const TYPE = 'usagers.UsagerRattache';
  const older = latestSchemaOf(TYPE).replace('"name":"motif","type":"string"', '"name":"motif","type":"int"');
  const versions = `/subjects/${encodeURIComponent(subjectOf(TYPE))}/versions`;
  const answers: Readonly<Record<string, object>> = { [`/compatibility${versions}`]: { is_compatible: false }, [versions]: [3], [`${versions}/3`]: { schema: older } };
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
};

describe('what a registry would refuse', () => {
  it('is nothing, on the real one', async () => {
    expect(await refusalsOf(await registryUrl())).toBe('');
  });

  it('is said with the file, the line, the version of the registry and what to do', async () => {
    const said = await withRegistry(refusalsOf);
    expect(said).toMatch(/^schemas\/usagers\/UsagerRattache\/1\.avsc:\d+ : le registre refuse ce schéma : incompatible avec sa version 3, champ motif/);
    expect(said).toContain('Sujet relais.usagers.v1-fr.relais.usagers.UsagerRattache. Gardez ce champ');
  });

  it('cannot be asked of a registry that is away', async () => {
    const port = await freePort();
    expect(await refusalsOf(`http://127.0.0.1:${port}/apis/ccompat/v7`)).toMatch(new RegExp(`le registre ne répond pas \\(http://127\\.0\\.0\\.1:${port}\\) : ECONNREFUSED\\. Démarrez-le`));
  });
});
