import { filesIn, shippedSources, textOf, workspaces } from './repository.js';
import { environmentReadsOf, impuritiesOf, toleratedIn } from './source-rules.js';

const findings = (files: readonly string[], search: (source: string) => string[]): string[] =>
  files.flatMap((file) => search(textOf(file)).map((found) => `${file}:${found}`));

describe('the domains', () => {
  const domains = workspaces.flatMap((folder) => filesIn(`${folder}/src/domain`, '.ts')).filter((file) => !file.endsWith('.spec.ts'));

  it('have no clock, no random, no input or output, no promise', () => {
    expect(domains.length).toBeGreaterThan(0);
    expect(findings(domains, impuritiesOf)).toEqual([]);
  });

  it.each([
    ['export const f = async () => 1;', '1: async'],
    ['const g = () => {\n  await h();\n};', '2: await'],
    ['type P = Promise<string>;', '1: Promise'],
    ['const now = new Date();', '1: new Date()'],
    ['const now = Date.now();', '1: Date.now'],
    ['const one = Math.random();', '1: Math.random'],
    ['const id = crypto.randomUUID();', '1: crypto.randomUUID'],
    ['setTimeout(f, 1);', '1: setTimeout'],
    ['process.exit(1);', '1: process'],
  ])('would not pass with %j', (source, finding) => {
    expect(impuritiesOf(source)).toContain(finding);
  });

  it('may build a date from what they are given, and speak of promises in comments', () => {
    expect(impuritiesOf('// no Promise, no await\nconst d = new Date(given); const p = Math.floor(x);')).toEqual([]);
  });
});

describe('the process environment', () => {
  it('is read by configuration only', () => {
    const allowed = /^deploy\/local\/|\/config\.ts$|^services\/_chassis\/src\/config\//;
    expect(findings(shippedSources().filter((file) => !allowed.test(file)), environmentReadsOf)).toEqual([]);
  });

  it.each(['const a = process.env.A;', "const a = process['env'];", 'const { A } = process.env;', "import { env } from 'node:process';"])(
    'would be found in %j',
    (source) => {
      expect(environmentReadsOf(source)).toEqual(['1: process.env']);
    },
  );
});

describe('exceptions to the rules', () => {
  it('are ten at most in all that is shipped', () => {
    const found = findings(shippedSources(), toleratedIn);
    expect(found.length > 10 ? found : []).toEqual([]);
  });

  it('are each counted', () => {
    const source = ['// eslint-disable-next-line x', 'a as any; b as unknown as C', '// TODO later', '// @ts-expect-error'].join('\n');
    expect(toleratedIn(source)).toEqual(['1: eslint-disable', '2: as any', '2: as unknown as', '3: TODO', '4: @ts-expect-error']);
    expect(toleratedIn('const alias = basAny; // as anyone would')).toEqual([]);
  });
});
