import { PartsServer } from './parts-server.js';

/** Runs work that needs the real parts outside a test run; they end with it. */
export async function withParts<T>(work: () => Promise<T>): Promise<T> {
  const server = await PartsServer.start();
  process.env['RELAIS_TEST_KIT'] = server.url;
  try {
    return await work();
  } finally {
    await server.stop();
  }
}
