// npm test [-- jest arguments]
import path from 'node:path';
import { foreground, prepare, root } from './prepare.mjs';

await prepare();
await foreground([
  process.execPath,
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  path.join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
  '-c',
  path.join(root, '.config', 'jest', 'jest.config.mjs'),
  ...process.argv.slice(2),
]);
