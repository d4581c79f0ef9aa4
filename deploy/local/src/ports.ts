import { once } from 'node:events';
import { createServer } from 'node:net';
import { environment } from './config.js';
import { StackProblem } from './problem.js';

/** Every port of the stack: who uses it, the variable that chooses it, and its usual number. */
const table = {
  postgres: { label: 'PostgreSQL', variable: 'RELAIS_PORT_POSTGRES', usual: 17_432 },
  kafka: { label: 'Kafka', variable: 'RELAIS_PORT_KAFKA', usual: 17_092 },
  kafkaController: { label: 'Kafka (contrôleur)', variable: 'RELAIS_PORT_KAFKA_CONTROLLER', usual: 17_093 },
  registry: { label: 'le registre de schémas', variable: 'RELAIS_PORT_REGISTRY', usual: 17_081 },
  zipkin: { label: 'Zipkin (traces)', variable: 'RELAIS_PORT_ZIPKIN', usual: 17_411 },
  openid: { label: "le fournisseur d'identité", variable: 'RELAIS_PORT_OPENID', usual: 17_080 },
  sandbox: { label: 'le bac à sable France Travail', variable: 'RELAIS_PORT_SANDBOX', usual: 17_090 },
  passerelle: { label: "l'adresse unique des API", variable: 'RELAIS_PORT_API', usual: 17_000 },
  usagers: { label: 'usagers', variable: 'RELAIS_PORT_USAGERS', usual: 17_001 },
  orientation: { label: 'orientation', variable: 'RELAIS_PORT_ORIENTATION', usual: 17_002 },
  connector: { label: 'connector', variable: 'RELAIS_PORT_CONNECTOR', usual: 17_003 },
  accompaniment: { label: 'accompaniment', variable: 'RELAIS_PORT_ACCOMPANIMENT', usual: 17_004 },
  sanctions: { label: 'sanctions', variable: 'RELAIS_PORT_SANCTIONS', usual: 17_005 },
  pilotage: { label: 'pilotage', variable: 'RELAIS_PORT_PILOTAGE', usual: 17_006 },
  portal: { label: 'le portail', variable: 'RELAIS_PORT_PORTAIL', usual: 17_008 },
  partenaire: { label: 'la mission locale de démonstration', variable: 'RELAIS_PORT_PARTENAIRE', usual: 17_010 },
} as const;

export type PortName = keyof typeof table;
export type Ports = Readonly<Record<PortName, number>>;

/** The names of all ports. */
export const portNames = Object.keys(table) as PortName[];

/**
 * The port of each part: its RELAIS_PORT_* variable (0: any free port), else its usual number.
 * @param options.free takes a free port wherever no variable says otherwise
 * @throws StackProblem for a value that is no port number
 */
export async function choosePorts(options: { readonly free: boolean }): Promise<Ports> {
  const chosen: Partial<Record<PortName, number>> = {};
  for (const name of portNames) {
    const { variable, usual } = table[name];
    const wanted = environment[variable] ?? (options.free ? '0' : String(usual));
    const port = Number(wanted);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw new StackProblem(`${variable}=${wanted} n'est pas un numéro de port (0 à 65535, 0 pour un port libre).`);
    }
    chosen[name] = port === 0 ? await freePort(Object.values(chosen)) : port;
  }
  return chosen as Ports;
}

/**
 * Checks that nobody listens on the ports about to be used.
 * @throws StackProblem naming each taken port, its part and the variable that moves it
 */
export async function assertFree(ports: Ports, names: readonly PortName[]): Promise<void> {
  const taken: string[] = [];
  for (const name of names) {
    const refusal = await refusalOf(ports[name]);
    if (refusal === undefined) continue;
    const { label, variable } = table[name];
    taken.push(
      `Le port ${ports[name]}, prévu pour ${label}, est ${refusal}. ` +
        `Libérez-le, ou choisissez-en un autre : ${variable}=<port> npm start (0 : un port libre).`,
    );
  }
  if (taken.length > 0) throw new StackProblem(taken.join('\n'));
}

/** A port of 127.0.0.1 that nobody listens on now. */
export async function freePort(except: readonly number[] = []): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return except.includes(port) ? freePort(except) : port;
}

async function refusalOf(port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'EADDRINUSE' ? 'déjà pris par un autre programme' : `inutilisable (${message})`;
  }
}
