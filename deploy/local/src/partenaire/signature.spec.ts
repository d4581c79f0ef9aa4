import { refusalOfDelivery, sign } from './signature.js';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = Buffer.from('{"test": 2432232314}');
const headers = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: '1614265330' };
const signature = `v1,${sign(secret, headers, body).toString('base64')}`;
const delivery = { headers: { ...headers, signature }, body, now: 1_614_265_330 };

describe('signature of a webhook', () => {
  it('is the one of the Standard Webhooks specification', () => {
    expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is accepted, alone or among others', () => {
    expect(refusalOfDelivery(secret, delivery)).toBeUndefined();
    const several = { ...headers, signature: `v1,AAAA v1a,BBBB ${signature}` };
    expect(refusalOfDelivery(secret, { ...delivery, headers: several })).toBeUndefined();
  });

  it.each([
    ['another body', { body: Buffer.from('{}') }, 'signature incorrecte'],
    ['another id', { headers: { ...headers, signature, id: 'msg_1' } }, 'signature incorrecte'],
    ['no signature', { headers: { ...headers, signature: '' } }, 'signature incorrecte'],
    ['an old message', { now: 1_614_265_330 + 301 }, 'horodatage absent ou trop éloigné'],
    ['no timestamp', { headers: { ...headers, signature, timestamp: 'x' } }, 'horodatage absent ou trop éloigné'],
  ])('is refused for %s', (_case, change, reason) => {
    expect(refusalOfDelivery(secret, { ...delivery, ...change })).toBe(reason);
  });
});
