import { type ActeSanction } from './acte.js';
import { type ConsequenceVue } from './manquement.js';
import { aSaisir, constaterSanction } from './relecture.js';

const commun = { idConsequenceSanction: '2381', date: '2026-12-07', agentId: 'CD33-0007' };
const SAISIE: ActeSanction = { ...commun, nature: 'SAISIE' };
const REFUS: ActeSanction = { ...commun, nature: 'REFUS' };
const VALIDATION: ActeSanction = { ...commun, nature: 'VALIDATION', mesure: { type: 'SUSP_RSA', taux: 40, dureeMois: 1 } };

const vue = (evenements: string[], change: Partial<ConsequenceVue> = {}): ConsequenceVue => ({
  id: '2381',
  type: 'SUSP_RSA',
  delegation: false,
  proposee: { modalite: 'P', montant: 40, dureeMois: 1 },
  validee: { modalite: null, montant: null, dureeMois: null },
  evenements: ['ACCORD_FT_SANCTION', 'PROP_SANCTION', ...evenements],
  ...change,
});
const validee = (montant: number, evenements: string[] = []): ConsequenceVue =>
  vue(['VALID_SANCTION', ...evenements], { validee: { modalite: 'P', montant, dureeMois: 1 } });

describe('reading a sanction again', () => {
  it.each<[string, readonly [ActeSanction, ConsequenceVue, string]]>([
    ['taken up, not yet', [SAISIE, vue([]), 'absente']],
    ['taken up, shown', [SAISIE, vue(['SAISIE_SANCTION']), 'identique']],
    ['taken up, decided since', [SAISIE, validee(40, ['SAISIE_SANCTION']), 'identique']],
    ['taken up too late: France Travail decided', [SAISIE, validee(40), 'differente']],
    ['taken up, a suppression needs none', [SAISIE, vue([], { type: 'SUPPR_RSA' }), 'identique']],
    ['decided, not yet', [VALIDATION, vue(['SAISIE_SANCTION']), 'absente']],
    ['decided, shown', [VALIDATION, validee(40, ['SAISIE_SANCTION']), 'identique']],
    ['decided, another rate shown', [VALIDATION, validee(60), 'differente']],
    ['decided, euros shown', [VALIDATION, vue(['VALID_SANCTION'], { validee: { modalite: 'M', montant: 40, dureeMois: 1 } }), 'differente']],
    ['decided, refused there', [VALIDATION, vue(['REFUS_SANCTION']), 'differente']],
    ['decided, cancelled since', [VALIDATION, validee(40, ['ANNULATION_SANCTION']), 'differente']],
    ['refused, not yet', [REFUS, vue(['SAISIE_SANCTION']), 'absente']],
    ['refused, shown', [REFUS, vue(['REFUS_SANCTION']), 'identique']],
    ['refused, decided there', [REFUS, validee(40), 'differente']],
  ])('%s', (_what, [acte, shown, constat]) => {
    expect(constaterSanction(acte, shown)).toBe(constat);
  });

  it('takes a proposal of suspension up before deciding it, once', () => {
    expect(aSaisir(VALIDATION, vue([]))).toBe(true);
    expect(aSaisir(REFUS, vue([]))).toBe(true);
    expect(aSaisir(VALIDATION, vue(['SAISIE_SANCTION']))).toBe(false);
    expect(aSaisir(VALIDATION, vue([], { type: 'SUPPR_RSA' }))).toBe(false);
    expect(aSaisir(SAISIE, vue([]))).toBe(false);
  });
});
