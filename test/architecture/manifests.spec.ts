import { type Manifest, manifestDifferences, unknownCommands, versionConflicts } from './manifest-rules.js';
import { filesIn, jsonOf, textOf, workspaces } from './repository.js';

const manifestOf = (folder: string): Manifest => jsonOf<Manifest>(`${folder}/package.json`);
const rootManifest = jsonOf<Manifest>('package.json');

describe('the manifests', () => {
  const service: Manifest = { name: '@relais/a', type: 'module', scripts: { build: 'tsc', test: 'jest --selectProjects a' } };

  it('of all services say the same', () => {
    const services = workspaces.filter((folder) => /^services\/[^_]/.test(folder)).map(manifestOf);
    expect(services.length).toBeGreaterThan(2);
    expect(manifestDifferences(services)).toEqual([]);
  });

  it('of two services may differ by their name only', () => {
    const same: Manifest = { ...service, name: '@relais/b', scripts: { build: 'tsc', test: 'jest --selectProjects b' } };
    expect(manifestDifferences([service, same])).toEqual([]);
    expect(manifestDifferences([service, { ...same, scripts: { ...same.scripts, build: 'tsc && vite build' } }])).toEqual([]);
    expect(manifestDifferences([service, { ...same, type: 'commonjs' }])).toEqual(['@relais/b: type is commonjs, @relais/a has module']);
    expect(manifestDifferences([service, { ...same, scripts: { ...same.scripts, start: 'x' } }])).toHaveLength(1);
    expect(manifestDifferences([service, { ...same, scripts: { build: 'tsc' } }])).toHaveLength(1);
  });

  it('of all workspaces have the four scripts that turbo runs', () => {
    for (const folder of workspaces) expect(Object.keys(manifestOf(folder).scripts ?? {})).toEqual(expect.arrayContaining(['build', 'typecheck', 'lint', 'test']));
  });

  it('name one exact version of each dependency', () => {
    expect(versionConflicts([rootManifest, ...workspaces.map(manifestOf)])).toEqual([]);
  });

  it('would be refused with two versions, or with a range', () => {
    expect(versionConflicts([{ name: 'a', dependencies: { zod: '4.1.0' } }, { name: 'b', devDependencies: { zod: '4.2.0' } }])).toEqual(['zod: 4.1.0, 4.2.0']);
    expect(versionConflicts([{ name: 'a', dependencies: { zod: '^4.1.0' } }])).toEqual(['zod: ^4.1.0']);
    expect(versionConflicts([{ name: 'a', dependencies: { parts: '18.4.0-beta.17' } }])).toEqual([]);
  });
});

describe('the commands of the documents', () => {
  it('begin in the README with the two that a newcomer needs', () => {
    const beginning = textOf('README.md').split('\n').slice(0, 10).join('\n');
    expect(beginning).toMatch(/^npm start\b/m);
    expect(beginning).toMatch(/^npm test\b/m);
  });

  it('all exist', () => {
    const unknown = ['README.md', ...filesIn('docs', '.md')].flatMap((file) => unknownCommands(textOf(file), rootManifest).map((name) => `${file}: ${name}`));
    expect(unknown).toEqual([]);
  });

  it('would be missed', () => {
    const manifest: Manifest = { name: 'relais', scripts: { start: 'x', bench: 'y' } };
    expect(unknownCommands('npm start -- --once, npm test, `npm run bench import`, npm run fumee', manifest)).toEqual(['test', 'fumee']);
  });
});
