import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Boite } from './boite.js';
import { createReceiver } from './serveur.js';
import { sign } from './signature.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

describe("the partner's receiver", () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'relais-partenaire-'));
  const fichier = path.join(folder, 'recus.jsonl');
  const server = createReceiver({ boite: new Boite(fichier), secret });
  let url = '';
  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  const deliver = (id: string, body: string, signedBody = body) => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = `v1,${sign(secret, { id, timestamp }, Buffer.from(signedBody)).toString('base64')}`;
    const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
    return fetch(`${url}/webhooks`, { method: 'POST', headers, body });
  };
  const contents = async () => (await fetch(`${url}/recus`)).json();

  it('keeps a signed webhook once, however often it is sent, and finds it again after a restart', async () => {
    expect((await deliver('msg_1', '{"a":1}')).status).toBe(204);
    expect((await deliver('msg_1', '{"a":1}')).status).toBe(204);
    expect((await deliver('msg_2', '{"b":2}')).status).toBe(204);
    const recus = [expect.objectContaining({ id: 'msg_1', corps: { a: 1 } }), expect.objectContaining({ id: 'msg_2', corps: { b: 2 } })];
    expect(await contents()).toEqual({ recus, doublons: 1 });
    expect(new Boite(fichier).contenu()).toEqual({ recus, doublons: 0 });
  });

  it('keeps nothing of what is not signed, too long or no JSON object', async () => {
    const before = await contents();
    expect((await deliver('msg_3', '{"a":2}', '{"a":1}')).status).toBe(401);
    expect((await fetch(`${url}/webhooks`, { method: 'POST', body: '{}' })).status).toBe(401);
    expect((await deliver('msg_4', `"${'x'.repeat(1_000_001)}"`)).status).toBe(413);
    expect((await deliver('msg_5', 'bonjour')).status).toBe(400);
    expect((await fetch(`${url}/ailleurs`)).status).toBe(404);
    expect(await contents()).toEqual(before);
  });
});
