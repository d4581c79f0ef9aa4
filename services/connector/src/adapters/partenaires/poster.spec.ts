import { verifyWebhook, type WebhookHeaders } from '@relais/schemas';
import { MockAgent } from 'undici';
import { createPoster } from './poster.js';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const nowMs = Date.parse('2026-11-24T09:00:00.000Z');
const webhook = {
  url: 'https://partenaire.example/hooks',
  secret,
  id: 'msg_1',
  payload: '{"id":"1"}',
  contentType: 'application/cloudevents+json; charset=utf-8',
};

const answering = (status: number, headers: Record<string, string> = {}) => {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const received: { headers: WebhookHeaders; payload: string }[] = [];
  agent
    .get('https://partenaire.example')
    .intercept({ path: '/hooks', method: 'POST' })
    .reply((call) => {
      received.push({ headers: call.headers as WebhookHeaders, payload: typeof call.body === 'string' ? call.body : '' });
      return { statusCode: status, data: 'réponse ignorée', responseOptions: { headers } };
    });
  const guard = { allowPrivate: false, resolve: () => Promise.resolve([{ address: '93.184.216.34', family: 4 } as const]) };
  return { received, poster: createPoster({ guard, nowMs: () => nowMs, dispatcherFor: () => agent }) };
};

describe('the poster', () => {
  it('delivers the exact bytes, signed', async () => {
    const { poster, received } = answering(204);
    expect(await poster.post(webhook)).toEqual({ kind: 'delivered', status: 204 });
    const [first] = received;
    expect(first?.payload).toBe(webhook.payload);
    expect(first && verifyWebhook(secret, { ...first, nowS: nowMs / 1000 })).toBe(true);
  });

  it.each([
    [302, { location: 'https://ailleurs.example/' }, { kind: 'retry', code: 'HTTP_302' }],
    [404, {}, { kind: 'retry', code: 'HTTP_404' }],
    [410, {}, { kind: 'dead', code: 'HTTP_410' }],
    [429, { 'retry-after': '30' }, { kind: 'retry', code: 'HTTP_429', waitMs: 30_000 }],
    [500, {}, { kind: 'retry', code: 'HTTP_500' }],
  ])('reads %i', async (status, headers, verdict) => {
    expect(await answering(status, headers).poster.post(webhook)).toEqual(verdict);
  });

  it('is dead at once for an address that is not allowed, without a call', async () => {
    const { poster, received } = answering(200);
    expect(await poster.post({ ...webhook, url: 'https://10.0.0.1/hooks' })).toEqual({ kind: 'dead', code: 'ADRESSE_PRIVEE' });
    expect(received).toEqual([]);
  });

  it('tries again later when nobody answers', async () => {
    const agent = new MockAgent();
    agent.disableNetConnect();
    const resolve = () => Promise.resolve([{ address: '93.184.216.34', family: 4 } as const]);
    const poster = createPoster({ guard: { allowPrivate: false, resolve }, nowMs: () => nowMs, dispatcherFor: () => agent });
    expect(await poster.post(webhook)).toEqual({ kind: 'retry', code: 'INJOIGNABLE' });
  });
});
