// npm start [-- --once | --fresh | --parts | --free-ports]
import { prepare, runModule } from './prepare.mjs';

const args = process.argv.slice(2);
await prepare({ only: args.includes('--parts') ? ['@relais/local'] : [] });
await runModule('deploy/local/dist/main.js', args);
