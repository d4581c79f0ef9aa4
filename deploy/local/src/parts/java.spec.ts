import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findJava } from './java.js';

describe('the Java of the stack', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'relais-java-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A home with an executable and, when a version is told, its release file. */
  const install = (name: string, version?: string, printed = '') => {
    const home = path.join(folder, name);
    mkdirSync(path.join(home, 'bin'), { recursive: true });
    writeFileSync(path.join(home, 'bin', 'java'), `#!/bin/sh\necho '${printed}' >&2\n`, { mode: 0o755 });
    if (version !== undefined) writeFileSync(path.join(home, 'release'), `IMPLEMENTOR="x"\nJAVA_VERSION="${version}"\n`);
    return home;
  };
  const old = install('usual/jdk-17', '17.0.15');
  const newest = install('usual/jdk-25/Contents/Home', '25.0.3');
  const middle = install('elsewhere/jdk-21', '21.0.4');
  const ancient = install('elsewhere/jdk-8', undefined, 'openjdk version "1.8.0_412"');
  const folders = [path.join(folder, 'usual'), path.join(folder, 'absent')];

  it('is the newest one found', async () => {
    const env = { JAVA_HOME: middle, PATH: path.join(old, 'bin') };
    expect(await findJava({ env, folders })).toEqual({ home: newest, executable: path.join(newest, 'bin', 'java'), version: 25 });
  });

  it('is the one of the path when it is the newest', async () => {
    const env = { PATH: `/nowhere:${path.join(middle, 'bin')}` };
    expect((await findJava({ env, folders: [] })).version).toBe(21);
  });

  it('is RELAIS_JAVA when told, home or executable', async () => {
    for (const imposed of [middle, path.join(middle, 'bin', 'java')]) {
      expect((await findJava({ env: { RELAIS_JAVA: imposed, JAVA_HOME: newest }, folders })).home).toBe(middle);
    }
  });

  it('is asked for when there is none or all are too old, telling what was found', async () => {
    await expect(findJava({ env: {}, folders: [] })).rejects.toThrow(/Aucun Java trouvé[^]*JDK 21[^]*RELAIS_JAVA=/);
    const problem = findJava({ env: { JAVA_HOME: ancient, PATH: path.join(old, 'bin') }, folders: [] });
    await expect(problem).rejects.toThrow(`Java 8 dans ${ancient}`);
    await expect(problem).rejects.toThrow(`Java 17 dans ${old}`);
  });

  it('is never another than RELAIS_JAVA when that one is too old', async () => {
    await expect(findJava({ env: { RELAIS_JAVA: old, JAVA_HOME: newest }, folders })).rejects.toThrow('Java 17 dans');
  });
});
