import { allowedCalls, histories, mayReadNames, queryOf } from './calls.js';

const target = { departement: '33', usagerId: 'u', id: 'i', code: 'c' };

describe('what the pages may call', () => {
  it('is a closed list of public addresses', () => {
    const paths = [...allowedCalls.map(({ path }) => path(target)), ...histories.map(({ path }) => path(target))];
    for (const path of paths) expect(path).toMatch(/^\/v1\/(departements\/33|usagers|partenaires|pilotage)\//);
    expect(paths.filter((path) => path.includes('interne'))).toEqual([]);
  });

  it('changes something in few places only', () => {
    expect(allowedCalls.filter(({ method }) => method !== 'GET').map(({ path }) => path(target))).toEqual([
      '/v1/departements/33/orientations/u/decisions',
      '/v1/usagers/u/contrat/signature',
      '/v1/departements/33/transmissions/i/conclusion',
    ]);
  });

  it('lets known parameters through and nothing else', () => {
    expect(queryOf(['statut', 'apres'], { statut: 'A_PRENDRE', apres: '', departement: '64', limite: ['1', '2'] })).toBe('statut=A_PRENDRE');
  });

  it('asks for names only when the profile may have them', () => {
    expect([['DECIDEUR'], ['EXPLOITANT'], []].map((roles) => mayReadNames({ roles }))).toEqual([true, false, false]);
  });
});
