import { secretCheck } from './client-secrets.js';

const agent = { clientId: 'machine', clientSecret: 'nouveau', previousSecret: 'ancien', sub: 'machine', roles: [], departement: '33', structure: { code: 'CDP0033', type: 'CD' } };

describe('the secret of a client', () => {
  it('is the new one or the one before, while a machine changes it', () => {
    const check = secretCheck([agent]);
    expect(['nouveau', 'ancien', 'autre', ''].map((given) => check('machine', 'nouveau', given))).toEqual([true, true, false, false]);
    expect(check('inconnue', 'sien', 'sien')).toBe(true);
  });

  it('weak authentication (SAN-2026-003): ten wrong ones lock the client for ten minutes, the right one included', () => {
    let now = 0;
    const check = secretCheck([agent], () => now);
    for (let tries = 0; tries < 9; tries += 1) check('machine', 'nouveau', 'faux');
    expect(check('machine', 'nouveau', 'nouveau')).toBe(true);
    for (let tries = 0; tries < 10; tries += 1) check('machine', 'nouveau', 'faux');
    expect(check('machine', 'nouveau', 'nouveau')).toBe(false);
    expect(check('autre', 'sien', 'sien')).toBe(true);
    now += 600_000;
    expect(check('machine', 'nouveau', 'nouveau')).toBe(true);
  });
});
