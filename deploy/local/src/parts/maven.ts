import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { StackProblem } from '../problem.js';
import { LogFile } from '../process/log-file.js';
import { signalGroup } from '../process/groups.js';
import { type Java } from './java.js';

/** The Java parts as Maven lays them out. */
export interface JavaParts {
  /** Class path of Kafka. */
  readonly kafka: string;
  /** Folder of the registry. */
  readonly registry: string;
  /** Zipkin's jar. */
  readonly zipkin: string;
}

const project = fileURLToPath(new URL('../..', import.meta.url));

/** What to resolve with, and where to write Maven's output. */
export interface MavenOptions {
  readonly java: Java;
  readonly logs: string;
  /** Called once when Maven is really run, not when the layout is up to date. */
  readonly onRun?: () => void;
}

/**
 * Lays out the Java parts of pom.xml in target/ with one `mvn package`; nothing to do when that was done for this pom.
 * @throws StackProblem when Maven is missing or cannot resolve
 */
export async function javaParts(options: MavenOptions): Promise<JavaParts> {
  const target = path.join(project, 'target');
  const stamp = path.join(target, '.pom-sha256');
  const wanted = createHash('sha256').update(readFileSync(path.join(project, 'pom.xml'))).digest('hex');
  const parts = partsIn(target);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    options.onRun?.();
    rmSync(target, { recursive: true, force: true });
    await mavenPackage(options);
    writeFileSync(stamp, wanted);
  }
  return parts;
}

const partsIn = (target: string): JavaParts => ({
  kafka: path.join(target, 'kafka', '*'),
  registry: path.join(target, 'registry'),
  zipkin: path.join(target, 'zipkin', 'zipkin.jar'),
});

async function mavenPackage({ java, logs }: MavenOptions): Promise<void> {
  const maven = process.env['RELAIS_MAVEN'] ?? 'mvn';
  const log = new LogFile(logs, 'maven');
  const child = log.with((descriptor) =>
    spawn(maven, ['-q', '-B', 'package'], {
      cwd: project,
      env: { ...process.env, JAVA_HOME: java.home },
      stdio: ['ignore', descriptor, descriptor],
      detached: true,
    }),
  );
  const endWithUs = () => void (child.pid && signalGroup(child.pid, 'SIGTERM'));
  process.once('exit', endWithUs);
  const failure = await new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code === 0 ? undefined : `fin avec ${signal ?? `le code ${code}`}`));
  });
  process.off('exit', endWithUs);
  if (failure !== undefined) throw cannotResolve(maven, failure, log);
}

function cannotResolve(maven: string, failure: string, log: LogFile): StackProblem {
  const tried = `Essayé : ${maven} -q -B package dans ${project} (${failure}).`;
  if (failure.includes('ENOENT')) {
    return new StackProblem(
      `Maven est introuvable : il va chercher Kafka, le registre et Zipkin. ${tried}\n` +
        `Installez Maven (https://maven.apache.org) ou indiquez-le : RELAIS_MAVEN=/chemin/de/mvn npm start.`,
    );
  }
  return new StackProblem(
    `Maven n'a pas pu obtenir Kafka, le registre et Zipkin. ${tried}\n` +
      `Vérifiez l'accès au dépôt Maven (réseau, proxy, miroir dans ~/.m2/settings.xml), puis relancez.\n` +
      `Fin de ${log.file} :\n${log.tail()}`,
  );
}
