import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { BearerVerifier } from '@relais/chassis/auth';
import { createHttpApp } from '@relais/chassis/http';
import { legalDateOf, plusDays } from '@relais/kernel';
import { nodeProcess } from '@relais/local/parts/node-process';
import { audience, issuerUrl, openid } from '@relais/local/parts/openid';
import { type ProcessSpec } from '@relais/local/process/spec';
import { Supervisor } from '@relais/local/process/supervisor';
import { problems } from '@relais/orientation/adapters/http/problems';
import { mapping } from '@relais/orientation/adapters/kafka/mapping';
import { orientationAggregate } from '@relais/orientation/application/aggregate';
import { Orientations } from '@relais/orientation/application/orientations';
import { OrientationModule } from '@relais/orientation/orientation.module';
import { projectOrientation } from '@relais/orientation/projections/orientation-view';
import { freePort } from '../../kit/environment.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';
import { contractToSign, playOthers } from './autres-services.js';

const PLAYED = ['usagers', 'accompaniment', 'sanctions', 'pilotage', 'connector'];
const departement = { departement: '33', structure: { code: 'CDP0033', type: 'CD' } };

const portalClient = { clientId: 'relais-portail', clientSecret: 'secret-du-portail' };

export const decideuse = { clientId: 'decideuse', clientSecret: 'secret-de-test', sub: 'CD33-0007', nom: 'Agent qui décide', roles: ['DECIDEUR'], ...departement };
export const conseillere = {
  clientId: 'conseillere',
  clientSecret: 'secret-de-test',
  sub: 'ML33-0003',
  nom: 'Conseillère de la mission locale',
  roles: ['REFERENT'],
  departement: '33',
  structure: { code: 'NAQ0405', type: 'ML' },
};

/** A house for the pages: the real portal, identity provider, gateway and orientation; the other services are played. */
export type Maison = Readonly<{
  url: string;
  /** Moves the portal's clock from the machine's. */
  clock: (shiftMs: number) => void;
  /** A person whose orientation is to be decided, `name` being the family name. */
  dossier: (name: string) => Promise<string>;
  /** Decides from elsewhere, as another agent's tool would. */
  decideElsewhere: (usagerId: string) => Promise<void>;
  decisionOf: (usagerId: string) => Promise<unknown>;
  /** From now on, France Travail and the partners have been told of this fact of the person. */
  told: (usagerId: string, faitId: string) => void;
  /** From now on, the person has a contract to sign. */
  contract: (usagerId: string) => void;
  close: () => Promise<void>;
}>;

const openOrientation = async (issuer: string) => {
  const test: TestPlatform = await testPlatform({
    service: 'orientation',
    migrations: new URL('../../../services/orientation/migrations/', import.meta.url),
    publishes: ['orientation.OrientationOuverte', 'orientation.PreconisationEnregistree', 'orientation.OrientationDecidee'],
  });
  const app = await createHttpApp({
    service: 'orientation',
    module: OrientationModule.register(test.platform, { emitters: [] }),
    verifier: new BearerVerifier({ issuer, audience }),
    problems,
    health: { notReady: () => Promise.resolve([]), metricsText: () => Promise.resolve('') },
    logger: test.platform.logger,
  });
  await app.listen(0, '127.0.0.1');
  test.platform.relay.start();
  const orientations = new Orientations(test.platform.commands, orientationAggregate(mapping), projectOrientation);
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { test, app, orientations, url: `http://127.0.0.1:${port}` };
};

const acts = (orientations: Orientations, names: Map<string, string>): Pick<Maison, 'dossier' | 'decideElsewhere' | 'decisionOf'> => {
  const today = legalDateOf(new Date());
  const origin = { correlationId: randomUUID() };
  const handle = async (command: Parameters<Orientations['handle']>[0]['command']): Promise<void> => {
    const outcome = await orientations.handle({ command, origin });
    if (!outcome.ok) throw new Error(outcome.error.code);
  };
  return {
    dossier: async (name) => {
      const usagerId = randomUUID();
      names.set(usagerId, name);
      const common = { usagerId, departement: '33', orientationId: randomUUID() };
      await handle({ type: 'OuvrirOrientation', ...common, dateReception: plusDays(today, -40) });
      const preconisation = { identifiantActivite: `1$${usagerId}`, parcours: 'PED', organisme: 'FT', structure: null, datePreconisation: null };
      await handle({ type: 'EnregistrerPreconisation', ...common, preconisation });
      return usagerId;
    },
    decideElsewhere: (usagerId) =>
      handle({
        type: 'DeciderOrientation',
        usagerId,
        departement: '33',
        decideur: { id: 'CD33-0042', ...departement, peutDecider: true },
        choix: { sens: 'ACCEPTEE', structure: null },
        aujourdhui: today,
      }),
    decisionOf: async (usagerId) => {
      const { state } = await orientations.read(usagerId);
      return state.statut === 'DECIDEE' ? state.decision : undefined;
    },
  };
};

const BUILT = new URL('../../../', import.meta.url);
const built = (module: string): string => fileURLToPath(new URL(module, BUILT));

type Places = Readonly<{ folder: string; clockFile: string; portalPort: number; gatewayPort: number; openidPort: number }>;

const portalUrl = ({ portalPort }: Places): string => `http://127.0.0.1:${portalPort}`;

const identityProvider = (places: Places): ProcessSpec =>
  openid({
    folder: path.join(places.folder, 'openid'),
    port: places.openidPort,
    clients: [decideuse, conseillere],
    people: [decideuse, conseillere],
    webClients: [{ ...portalClient, redirectUris: [`${portalUrl(places)}/connexion/retour`], postLogoutRedirectUris: [`${portalUrl(places)}/`] }],
  });

const gateway = ({ gatewayPort }: Places, services: Readonly<Record<string, string>>): ProcessSpec =>
  nodeProcess({
    name: 'passerelle',
    label: 'passerelle',
    needs: [],
    module: built('deploy/local/dist/passerelle/main.js'),
    args: ['--port', String(gatewayPort), '--services', JSON.stringify(services)],
    readyUrl: `http://127.0.0.1:${gatewayPort}/sante/vivant`,
  });

const portal = (places: Places): ProcessSpec =>
  nodeProcess({
    name: 'portal',
    label: 'portail',
    needs: ['openid'],
    module: built('services/portal/dist/main.js'),
    env: {
      RELAIS_PORTAIL_URL: portalUrl(places),
      RELAIS_PORTAIL_API_URL: `http://127.0.0.1:${places.gatewayPort}`,
      RELAIS_PORTAIL_TRACES_URL: 'http://127.0.0.1:9/traces/{traceId}',
      RELAIS_PORTAIL_CLIENT_ID: portalClient.clientId,
      RELAIS_PORTAIL_CLIENT_SECRET: portalClient.clientSecret,
      RELAIS_PORTAIL_CLE: randomBytes(32).toString('base64'),
      RELAIS_OIDC_ISSUER: issuerUrl(places.openidPort),
      RELAIS_OIDC_AUDIENCE: audience,
      RELAIS_HTTP_PORT: String(places.portalPort),
      RELAIS_HORLOGE_FICHIER: places.clockFile,
      OTEL_TRACES_EXPORTER: 'none',
    },
    readyUrl: `${portalUrl(places)}/sante/pret`,
  });

const placesIn = async (folder: string): Promise<Places> => {
  const portalPort = await freePort();
  const gatewayPort = await freePort([portalPort]);
  return { folder, clockFile: path.join(folder, 'horloge'), portalPort, gatewayPort, openidPort: await freePort([portalPort, gatewayPort]) };
};

/** Starts the house; everything of it ends with `close`. */
export const openMaison = async (): Promise<Maison> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'relais-portail-'));
  const places = await placesIn(folder);
  const names = new Map<string, string>();
  const exchanges = new Map<string, string>();
  const contracts = new Map<string, object>();
  const others = await playOthers({ names, exchanges, contracts });
  const orientation = await openOrientation(issuerUrl(places.openidPort));
  const played = Object.fromEntries(PLAYED.map((name) => [name, others.url]));
  const supervisor = new Supervisor({ logs: path.join(folder, 'logs'), progress: () => undefined });
  await supervisor.start([identityProvider(places), gateway(places, { ...played, orientation: orientation.url }), portal(places)]);
  return {
    url: portalUrl(places),
    clock: (shiftMs) => writeFileSync(places.clockFile, String(shiftMs)),
    ...acts(orientation.orientations, names),
    contract: (usagerId) => void contracts.set(usagerId, contractToSign(usagerId)),
    told: (usagerId, faitId) => void exchanges.set(usagerId, faitId),
    close: async () => {
      await supervisor.stop();
      await others.app.close();
      await orientation.app.close();
      await orientation.test.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
