import { type ProcessSpec } from '../process/spec.js';
import { answersHttp } from './probes.js';

/** A process of ours that runs a built module with this Node. */
export interface NodeProcessOptions {
  readonly name: string;
  readonly label: string;
  readonly needs: readonly string[];
  /** Absolute path of the module. */
  readonly module: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** URL that answers 2xx when it is ready. */
  readonly readyUrl: string;
  readonly cwd?: string;
}

/** Runs a Node module as a process of the stack. */
export function nodeProcess(options: NodeProcessOptions): ProcessSpec {
  const { args = [], cwd, env = {}, label, module, name, needs, readyUrl } = options;
  const command = { file: process.execPath, args: ['--enable-source-maps', module, ...args], env };
  return {
    name,
    label,
    needs,
    command: () => Promise.resolve(cwd === undefined ? command : { ...command, cwd }),
    check: () => answersHttp(readyUrl),
  };
}
