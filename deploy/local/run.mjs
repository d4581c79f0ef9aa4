// node deploy/local/run.mjs <built module> [arguments]
import { prepare, runModule } from './prepare.mjs';

const [module, ...args] = process.argv.slice(2);
if (module === undefined) {
  console.error('Usage : node deploy/local/run.mjs <module construit> [arguments]');
  process.exit(2);
}
await prepare();
await runModule(module, args);
