import { type UsagerId } from '@relais/kernel';
import { scenario } from '@relais/kernel/testing';
import { estTypeStructure, type Rattacher, rattachementDecider, type UsagerRattache } from './decider.js';

const usagerId = '00000000-0000-7000-8000-000000000001' as UsagerId;
const rattacher = (code: string, depuis = '2026-11-24'): Rattacher => ({
  usagerId,
  departement: '33',
  structure: { code, type: 'ML' },
  depuis,
  motif: 'ORIENTATION',
});
const rattache = (structureCode: string, depuis = '2026-11-24'): UsagerRattache => ({
  type: 'UsagerRattache',
  data: { usagerId, departement: '33', structureCode, structureType: 'ML', depuis, motif: 'ORIENTATION' },
});
const { given } = scenario(rattachementDecider);

describe('rattachement d’un usager à une structure', () => {
  it('la première structure désignée le suit', () => given().when(rattacher('NAQ0405')).then(rattache('NAQ0405')));

  it('une autre structure prend la suite', () =>
    given(rattache('NAQ0405')).when(rattacher('NAQ0999', '2026-12-01')).then(rattache('NAQ0999', '2026-12-01')));

  it('la même structure désignée de nouveau ne change rien', () =>
    given(rattache('NAQ0999'), rattache('NAQ0405')).when(rattacher('NAQ0405', '2026-12-01')).thenNothing());

  it('un type de structure inconnu n’en est pas un', () => {
    expect(['ML', 'XX', ''].map(estTypeStructure)).toEqual([true, false, false]);
  });
});
