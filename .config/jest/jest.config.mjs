import { fileURLToPath } from 'node:url';
import { project } from './preset.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const workspaces = {
  kernel: 'services/_kernel',
  chassis: 'services/_chassis',
  schemas: 'schemas',
  usagers: 'services/usagers',
  orientation: 'services/orientation',
  connector: 'services/connector',
  accompaniment: 'services/accompaniment',
  sanctions: 'services/sanctions',
  pilotage: 'services/pilotage',
  portal: 'services/portal',
  local: 'deploy/local',
  test: 'test',
};

export default {
  rootDir: root,
  projects: Object.entries(workspaces).map(([name, dir]) => project(name, `${root}${dir}`)),
  globalSetup: `${root}test/kit/global-setup.mjs`,
  globalTeardown: `${root}test/kit/global-teardown.mjs`,
  maxWorkers: 2,
  // A first test waits for the real parts to start.
  testTimeout: 120_000,
  reporters: ['default', fileURLToPath(new URL('./totals-reporter.mjs', import.meta.url))],
};
