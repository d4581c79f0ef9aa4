import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { choosePorts, type Ports } from './ports.js';
import { Secrets } from './secrets.js';

/** Where everything of the local stack is, all under `.relais/` of the checkout. */
export interface Layout {
  readonly root: string;
  readonly base: string;
  readonly data: string;
  readonly logs: string;
  readonly secrets: string;
  readonly pids: string;
  readonly adresses: string;
}

/** What every part is started with. */
export interface Environment {
  readonly layout: Layout;
  readonly ports: Ports;
  readonly secrets: Secrets;
}

/** The folders of the checkout this file was built in. */
export function layoutOf(root = fileURLToPath(new URL('../../..', import.meta.url))): Layout {
  const base = path.join(root, '.relais');
  return {
    root,
    base,
    data: path.join(base, 'data'),
    logs: path.join(base, 'logs'),
    secrets: path.join(base, 'secrets'),
    pids: path.join(base, 'pids.json'),
    adresses: path.join(base, 'adresses.json'),
  };
}

/**
 * Prepares `.relais/` and chooses the ports. The stack must not be running when `fresh` is set.
 * @param options.fresh removes the data and the addresses of former runs; secrets stay
 * @param options.freePorts takes free ports instead of the usual ones
 */
export async function openEnvironment(layout: Layout, options: { fresh: boolean; freePorts: boolean }): Promise<Environment> {
  if (options.fresh) {
    for (const folder of [layout.data, layout.adresses]) rmSync(folder, { recursive: true, force: true });
  }
  for (const folder of [layout.data, layout.logs]) mkdirSync(folder, { recursive: true });
  mkdirSync(layout.secrets, { recursive: true, mode: 0o700 });
  const ports = await choosePorts({ free: options.freePorts });
  return { layout, ports, secrets: new Secrets(path.join(layout.secrets, 'secrets.json')) };
}
