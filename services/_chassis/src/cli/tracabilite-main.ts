import { once } from 'node:events';
import { createPool, type Pool } from '../postgres/index.js';
import { tracabilite } from './tracabilite.js';
import { trailConfig } from './tracabilite-config.js';

let pool: Pool | undefined;
process.exitCode = await tracabilite(process.argv.slice(2), {
  print: async (text) => {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  },
  complain: (text) => void process.stderr.write(text),
  key: trailConfig.key,
  pool: () => {
    const config = trailConfig.database();
    return (pool ??= createPool(config.databaseUrl, { max: config.pool, name: 'tracabilite' }));
  },
});
await pool?.end();
