import { execFile } from 'node:child_process';
import { access, constants, readdir, readFile, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { StackProblem } from '../problem.js';

const run = promisify(execFile);
/** The registry's own minimum. */
const oldest = 21;

/** A Java found on this machine. */
export interface Java {
  readonly home: string;
  readonly executable: string;
  /** Feature version: 21, 25… */
  readonly version: number;
}

/** Where to look; read from the process unless told. */
export interface JavaSearch {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folders: readonly string[];
}

const usual = (): JavaSearch => ({
  env: process.env,
  folders: [
    '/usr/lib/jvm',
    '/usr/java',
    '/opt/java',
    '/Library/Java/JavaVirtualMachines',
    path.join(homedir(), 'Library/Java/JavaVirtualMachines'),
    path.join(homedir(), '.sdkman/candidates/java'),
    path.join(homedir(), '.jdks'),
  ],
});

/**
 * The Java for all Java parts: RELAIS_JAVA alone when set; else the newest of JAVA_HOME, every JDK of the usual
 * folders and the `java` of the path, which must be 21 or later.
 * @throws StackProblem telling what was found and what to do
 */
export async function findJava(search: JavaSearch = usual()): Promise<Java> {
  const imposed = search.env['RELAIS_JAVA'];
  const places = imposed === undefined ? await candidates(search) : [imposed];
  const found = (await Promise.all(places.map(javaAt))).filter((java) => java !== undefined);
  const newest = found.reduce<Java | undefined>((best, java) => (best && best.version >= java.version ? best : java), undefined);
  if (newest !== undefined && newest.version >= oldest) return newest;
  throw noJava(found, imposed === undefined ? [...places, ...search.folders] : places);
}

async function candidates({ env, folders }: JavaSearch): Promise<string[]> {
  const listed = await Promise.all(folders.map(homesIn));
  const onPath = (env['PATH'] ?? '').split(path.delimiter).map((folder) => path.join(folder, 'java'));
  const resolved = await Promise.all(onPath.map((file) => realpath(file).catch(() => undefined)));
  const pathHomes = resolved.filter((file) => file !== undefined).map((file) => path.dirname(path.dirname(file)));
  const home = env['JAVA_HOME'];
  return [...new Set([...(home ? [home] : []), ...listed.flat(), ...pathHomes])];
}

async function homesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((name) => [path.join(folder, name), path.join(folder, name, 'Contents', 'Home')]);
}

/** The Java at a home folder, or at an executable; undefined when there is none. */
async function javaAt(place: string): Promise<Java | undefined> {
  const home = path.basename(place) === 'java' ? path.dirname(path.dirname(place)) : place;
  const executable = path.join(home, 'bin', 'java');
  const exists = await access(executable, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!exists) return undefined;
  const version = (await declaredVersion(home)) ?? (await askedVersion(executable));
  return version === undefined ? undefined : { home, executable, version };
}

async function declaredVersion(home: string): Promise<number | undefined> {
  const release = await readFile(path.join(home, 'release'), 'utf8').catch(() => '');
  return featureVersion(/^JAVA_VERSION="([^"]+)"/m.exec(release)?.[1]);
}

async function askedVersion(executable: string): Promise<number | undefined> {
  const { stderr } = await run(executable, ['-version'], { timeout: 10_000 }).catch(() => ({ stderr: '' }));
  return featureVersion(/version "([^"]+)"/.exec(stderr)?.[1]);
}

/** `25.0.3` gives 25, `1.8.0_412` gives 8. */
function featureVersion(text: string | undefined): number | undefined {
  const [first, second] = (text ?? '').split(/[._-]/).map(Number);
  const version = first === 1 ? second : first;
  return version === undefined || Number.isNaN(version) || version === 0 ? undefined : version;
}

function noJava(found: readonly Java[], tried: readonly string[]): StackProblem {
  const seen = found.map(({ home, version }) => `  Java ${version} dans ${home}`).join('\n');
  const what = found.length === 0 ? 'Aucun Java trouvé.' : `Aucun Java assez récent. Trouvé :\n${seen}`;
  return new StackProblem(
    `${what}\nKafka, le registre et Zipkin ont besoin d'un JDK ${oldest} ou plus récent.\n` +
      `Cherché dans RELAIS_JAVA, JAVA_HOME, les dossiers habituels et le PATH : ${[...new Set(tried)].join(', ')}.\n` +
      `Installez-en un (par exemple https://adoptium.net) ou indiquez-le : RELAIS_JAVA=/chemin/du/jdk npm start.`,
  );
}
