import { cliConfig } from './config.js';
import { run } from './run.js';

process.exitCode = await run(process.argv.slice(2), {
  print: (text) => void process.stdout.write(`${text}\n`),
  complain: (text) => void process.stderr.write(`${text}\n`),
  config: cliConfig,
});
