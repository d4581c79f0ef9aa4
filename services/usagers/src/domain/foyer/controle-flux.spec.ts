import fc from 'fast-check';
import { controlerEntete, controlerTotaux, estComplet } from './controle-flux.js';
import { REGLAGES_FLUX_PAR_DEFAUT } from './reglages-flux.js';

const entete = { emetteur: 'CRI', version: '6200', versionFlux: null, frequence: 'M', nature: 'D', dateCreation: '2026-11-05', dateReference: '2026-10-31' };
const code = (lu: { ok: boolean; error?: { code: string } }) => (lu.ok ? 'ok' : lu.error?.code);

describe('contrôle d’un flux', () => {
  it.each([
    ['M', null, 'ok'],
    ['M', '2026-11-05', 'ok'],
    ['M', '2026-11-06', 'FLUX_DEPASSE'],
    ['J', null, 'ok'],
    ['Z', null, 'FREQUENCE_INCONNUE'],
    ['constructor', null, 'FREQUENCE_INCONNUE'],
  ])('fréquence %s après un flux du %s : %s', (frequence, precedent, attendu) => {
    expect(code(controlerEntete({ ...entete, frequence }, REGLAGES_FLUX_PAR_DEFAUT, precedent))).toBe(attendu);
  });

  it('seul le flux quotidien n’est pas complet', () => {
    expect((['MENSUEL', 'STOCK', 'QUOTIDIEN'] as const).map(estComplet)).toEqual([true, true, false]);
  });

  it('le compte est celui annoncé, avec ou sans les dossiers du flux anomalie ; tout autre est refusé, sauf réglage', () => {
    const n = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(n, n, n, (lus, foyers, anomalies) => {
        const totaux = { foyers, foyersEnAnomalie: anomalies };
        expect(code(controlerTotaux(lus, totaux, REGLAGES_FLUX_PAR_DEFAUT))).toBe(lus === foyers || lus === foyers - anomalies ? 'ok' : 'TOTAUX_DISCORDANTS');
        expect(code(controlerTotaux(lus, totaux, { ...REGLAGES_FLUX_PAR_DEFAUT, totaux: 'SIGNALER' }))).toBe('ok');
      }),
    );
    expect(code(controlerTotaux(2, { foyers: 2, foyersEnAnomalie: null }, REGLAGES_FLUX_PAR_DEFAUT))).toBe('ok');
  });
});
