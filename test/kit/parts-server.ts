import { randomBytes } from 'node:crypto';
import { once as event } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { openParts, type PartsOptions } from './open-parts.js';
import { once, type TestParts } from './parts.js';

/** Gives the parts of a test run to its test files, which run in other processes: `GET <url>/<part>`. */
export class PartsServer {
  private readonly parts: () => Promise<TestParts>;
  private opened = false;

  private constructor(
    private readonly server: Server,
    /** Base URL, with a part that cannot be guessed. */
    readonly url: string,
    options: PartsOptions,
  ) {
    this.parts = once(() => openParts(options));
  }

  /** Listens on a free port; starts no part yet. */
  static async start(options: PartsOptions = {}): Promise<PartsServer> {
    const secret = randomBytes(12).toString('hex');
    const server = createServer().listen(0, '127.0.0.1');
    await event(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const self = new PartsServer(server, `http://127.0.0.1:${port}/${secret}`, options);
    // A test run that is over must not wait for this server.
    server.unref();
    server.on('request', (request, response) => {
      const [, given, part] = (request.url ?? '').split('/');
      // A test worker busy for seconds would find its idle connection closed under its next request.
      response.setHeader('connection', 'close');
      const answer = given === secret ? self.answer(part) : Promise.reject(new Error('adresse inconnue'));
      answer.then(
        (value) => response.end(JSON.stringify({ value })),
        (error: unknown) => response.writeHead(500).end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) })),
      );
    });
    return self;
  }

  /** Ends every part that was started. */
  async stop(): Promise<void> {
    if (this.opened) await (await this.parts()).stop();
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(part: string | undefined): Promise<unknown> {
    if (!isPart(part)) throw new Error(`composant inconnu : ${part}`);
    this.opened = true;
    return (await this.parts())[part]();
  }
}

const isPart = (part: string | undefined): part is Exclude<keyof TestParts, 'stop'> =>
  part === 'postgres' || part === 'kafka' || part === 'registry';
