// Plain JavaScript: jest loads it before anything is transformed. Nothing starts here; the first test file that asks
// for a part makes it start, so a run of pure tests costs nothing and needs no build of this workspace.
import { existsSync } from 'node:fs';

const built = new URL('../dist/kit/parts-server.js', import.meta.url);

export default async function setUp() {
  if (!existsSync(built)) return;
  const { PartsServer } = await import(built.href);
  const server = await PartsServer.start();
  process.env.RELAIS_TEST_KIT = server.url;
  globalThis.relaisTestKit = server;
}
