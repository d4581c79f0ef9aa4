import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment as variables } from './config.js';
import { choosePorts, type Ports } from './ports.js';
import { Secrets } from './secrets.js';

/** Where everything of the local stack is, all under one folder: `.relais/` of the checkout unless told. */
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

/**
 * The folders of a stack of the checkout this file was built in.
 * @param folder its base folder, relative to the checkout; RELAIS_DOSSIER unless given, else `.relais`
 */
export function layoutOf(folder = variables['RELAIS_DOSSIER'] ?? '.relais'): Layout {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const base = path.resolve(root, folder);
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
 * Prepares the base folder and chooses the ports. The stack must not be running when `fresh` is set.
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
