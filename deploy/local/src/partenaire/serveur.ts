import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type Boite } from './boite.js';
import { refusalOfDelivery } from './signature.js';

const largestBody = 1_000_000;

/** A status and, when there is something to say, a JSON body. */
interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** The partner's receiver: `POST /webhooks` (signed), `GET /recus` (what was received), `GET /sante`. */
export function createReceiver(options: { boite: Boite; secret: string }): Server {
  return createServer((request, response) => {
    void answerTo(request, options)
      .catch((): Answer => ({ status: 500, body: { erreur: 'réception impossible' } }))
      .then(({ body, status }) => {
        response.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json' });
        response.end(body === undefined ? undefined : JSON.stringify(body));
      });
  });
}

async function answerTo(request: IncomingMessage, options: { boite: Boite; secret: string }): Promise<Answer> {
  switch (`${request.method} ${request.url}`) {
    case 'GET /sante':
      return { status: 204 };
    case 'GET /recus':
      return { status: 200, body: options.boite.contenu() };
    case 'POST /webhooks':
      return receive(request, options);
    default:
      return { status: 404, body: { erreur: 'adresse inconnue' } };
  }
}

async function receive(request: IncomingMessage, { boite, secret }: { boite: Boite; secret: string }): Promise<Answer> {
  const body = await bodyOf(request);
  if (body === undefined) return { status: 413, body: { erreur: 'corps trop grand' } };
  const header = (name: string) => String(request.headers[name] ?? '');
  const headers = { id: header('webhook-id'), timestamp: header('webhook-timestamp'), signature: header('webhook-signature') };
  const refusal = refusalOfDelivery(secret, { body, headers, now: Date.now() / 1000 });
  if (refusal !== undefined) return { status: 401, body: { erreur: refusal } };
  const corps = parsed(body);
  if (corps === undefined) return { status: 400, body: { erreur: 'le corps doit être un objet JSON' } };
  boite.garder({ id: headers.id, recuLe: new Date().toISOString(), corps });
  return { status: 204 };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsed(body: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
