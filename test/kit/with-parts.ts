import { type PartsOptions } from './open-parts.js';
import { PartsServer } from './parts-server.js';

/** Runs work that needs the real parts outside a test run; they end with it. */
export async function withParts<T>(work: () => Promise<T>, options: PartsOptions = {}): Promise<T> {
  const server = await PartsServer.start(options);
  process.env['RELAIS_TEST_KIT'] = server.url;
  try {
    return await work();
  } finally {
    await server.stop();
  }
}
