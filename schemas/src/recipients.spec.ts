import { readableBy } from './recipients.js';

const droit = { usagerId: 'u', departement: '33', foyerId: 'f', organismePayeur: 'CAF', dateReception: '2026-11-24', codeInsee: '33063', inconnu: 1 };

describe('what a structure may know of an event', () => {
  it('is what the schema gives to structures of its type', () => {
    expect(readableBy('usagers.DroitRsaOuvert', droit, 'CD')).toEqual({ usagerId: 'u', departement: '33', foyerId: 'f', organismePayeur: 'CAF', dateReception: '2026-11-24', codeInsee: '33063' });
    expect(readableBy('usagers.DroitRsaOuvert', droit, 'ML')).toEqual({ usagerId: 'u', departement: '33' });
  });

  it('is for the delegate what it is for the département, and nothing for nobody', () => {
    expect(readableBy('usagers.DroitRsaOuvert', droit, 'DCD')).toEqual(readableBy('usagers.DroitRsaOuvert', droit, 'CD'));
    expect(readableBy('usagers.DroitRsaOuvert', droit, undefined)).toEqual({});
  });
});
