import { Secret } from '@relais/chassis/config';
import { createPool, migrate } from '@relais/chassis/postgres';
import { createDatabase, type TestDatabase } from '../kit/environment.js';
import { type Databases, SimulatedDatabase } from './database.js';

const EFFECTS = `
  create table effect (
    position bigint generated always as identity primary key,
    consumer text not null, key text not null, sequence integer not null, event uuid not null
  );
  create index effect_of_consumer on effect (consumer, position)`;

async function prepared(): Promise<{ test: TestDatabase; simulated: SimulatedDatabase }> {
  const test = await createDatabase();
  const pool = createPool(new Secret(test.url), { max: 1, name: 'simulation' });
  await migrate(pool);
  await pool.query(EFFECTS);
  await pool.end();
  return { test, simulated: await SimulatedDatabase.open(test.url) };
}

/** Runs work on the databases of the simulated services, which go away with it. */
export async function withDatabases<T>(work: (databases: Databases) => Promise<T>): Promise<T> {
  const [dit, reagit, projette] = [await prepared(), await prepared(), await prepared()];
  try {
    return await work({ dit: dit.simulated, reagit: reagit.simulated, projette: projette.simulated });
  } finally {
    for (const { test, simulated } of [dit, reagit, projette]) {
      await simulated.close();
      await test.drop();
    }
  }
}
