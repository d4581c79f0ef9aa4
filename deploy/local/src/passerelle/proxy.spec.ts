import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import fastify, { type FastifyInstance } from 'fastify';
import { Client } from 'undici';
import { passOn } from './proxy.js';

const MEGABYTE = Buffer.alloc(1_000_000, 'x');
const IMPORTS = '/v1/departements/33/imports';

describe('a passage to a service', () => {
  let gateway: FastifyInstance;
  let client: Client;
  let service: Server | undefined;
  let port = 0;

  const serve = async (listener: RequestListener): Promise<void> => {
    service = createServer(listener).listen(port, '127.0.0.1');
    await once(service, 'listening');
    ({ port } = service.address() as AddressInfo);
  };
  const away = async (): Promise<void> => {
    service?.closeAllConnections();
    if (service?.listening) await once(service.close(), 'close');
  };
  const counting: RequestListener = (request, response) => {
    let size = 0;
    request.on('data', (chunk: Buffer) => (size += chunk.length));
    request.on('end', () => response.end(JSON.stringify({ size })));
  };
  /** All demands on one connection, as a client that keeps it does. */
  const deposit = async (megabytes = 4): Promise<{ status: number; body: Record<string, unknown> }> => {
    const body = Readable.from(Array.from({ length: megabytes }, () => MEGABYTE));
    const answer = await client.request({ method: 'POST', path: IMPORTS, headers: { 'content-type': 'application/xml' }, body });
    return { status: answer.statusCode, body: (await answer.body.json()) as Record<string, unknown> };
  };

  beforeEach(async () => {
    port = 0;
    await serve(counting);
    gateway = fastify();
    await passOn(gateway, { upstream: `http://127.0.0.1:${port}`, prefix: IMPORTS });
    client = new Client(await gateway.listen({ port: 0, host: '127.0.0.1' }));
  });
  afterEach(async () => {
    await client.destroy();
    await gateway.close();
    await away();
  });

  it('passes a large demand on, whole', async () => {
    expect(await deposit()).toEqual({ status: 200, body: { size: 4 * MEGABYTE.length } });
  });

  it('says that a service is away, and keeps its connections usable until it is back', async () => {
    await away();
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await deposit()).toMatchObject({ status: 503, body: { code: 'SERVICE_INDISPONIBLE' } });
    }
    await serve(counting);
    expect(await deposit()).toMatchObject({ status: 200 });
  });

  it('says it when the service dies in the middle of a demand too', async () => {
    await away();
    await serve((request) => request.once('data', () => request.socket.resetAndDestroy()));
    for (let turn = 0; turn < 5; turn += 1) expect(await deposit()).toMatchObject({ status: 503 });
    await away();
    await serve(counting);
    expect(await deposit()).toMatchObject({ status: 200, body: { size: 4 * MEGABYTE.length } });
  });

  it('ends a demand with its caller', async () => {
    await away();
    const arrived = new Promise<boolean>((resolve, reject) => {
      serve((request) => {
        request.once('data', () => void client.destroy());
        request.once('close', () => resolve(request.complete));
        request.on('error', () => undefined);
      }).catch(reject);
    });
    const endless = new Readable({ read: () => undefined });
    endless.push(MEGABYTE);
    await new Promise((resolve) => setImmediate(resolve));
    await client.request({ method: 'POST', path: IMPORTS, headers: { 'content-type': 'application/xml' }, body: endless }).catch(() => undefined);
    expect(await arrived).toBe(false);
  });
});
