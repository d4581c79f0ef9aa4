import { signWebhook, verifyWebhook, webhookKey } from './webhook.js';

// The example vector published with Standard Webhooks.
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestampS: 1614265330, payload: '{"test": 2432232314}' };

describe('Standard Webhooks signatures', () => {
  it('signs the published example', () => {
    expect(signWebhook(secret, message)).toEqual({
      'webhook-id': message.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is accepted by a receiver for five minutes, among other signatures', () => {
    const headers = signWebhook(secret, message);
    const rotated = { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` };
    expect(verifyWebhook(secret, { headers: rotated, payload: message.payload, nowS: 1614265330 + 300 })).toBe(true);
    expect(verifyWebhook(secret, { headers, payload: message.payload, nowS: 1614265330 + 301 })).toBe(false);
  });

  it.each([
    ['another payload', { payload: '{"test": 2432232315}' }],
    ['another id', { id: 'msg_2' }],
    ['another time', { timestampS: 1614265331 }],
  ])('is refused for %s', (_what, change) => {
    const headers = { ...signWebhook(secret, { ...message, ...change }), 'webhook-id': message.id, 'webhook-timestamp': '1614265330' };
    expect(verifyWebhook(secret, { headers, payload: message.payload, nowS: 1614265330 })).toBe(false);
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('is refused without %s, or with two', (name) => {
    const headers = signWebhook(secret, message);
    for (const value of [undefined, ['un', 'autre']]) {
      expect(verifyWebhook(secret, { headers: { ...headers, [name]: value }, payload: message.payload, nowS: 1614265330 })).toBe(false);
    }
  });

  it.each(['', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_', 'whsec_c2hvcnQ=', 'whsec_pas du base64 !'])(
    'refuses the secret %p without showing it',
    (bad) => {
      expect(() => webhookKey(bad)).toThrow(/^webhook secret: expected whsec_ and 24 to 64 bytes in base64$/);
    },
  );
});
