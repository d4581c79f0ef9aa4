import { decisionOf, type Draft, Drafts, emptyDraft, errorsFrom, errorsOf } from './draft.js';

const memory = (): Storage => {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    key: (index) => [...values.keys()][index] ?? null,
    clear: () => values.clear(),
    get length() {
      return values.size;
    },
  };
};
const refus: Draft = { ...emptyDraft('cle'), sens: 'REFUSEE', motifRefus: 'AUTRE', parcours: 'PSP', organisme: 'ML', structure: 'naq0405' };

describe('the draft of a decision', () => {
  it('is found again by who typed it, and by nobody else', () => {
    const store = memory();
    new Drafts(store, 'A').write('u1', refus);
    expect(new Drafts(store, 'A').read('u1')).toEqual(refus);
    expect(new Drafts(store, 'B').read('u1')).toBeUndefined();
    new Drafts(store, 'A').drop('u1');
    expect(new Drafts(store, 'A').read('u1')).toBeUndefined();
  });

  it('goes away with a logout that was asked for, and nothing else does', () => {
    const store = memory();
    store.setItem('autre', 'chose');
    for (const usagerId of ['u1', 'u2']) new Drafts(store, 'A').write(usagerId, refus);
    new Drafts(store, 'A').dropAll();
    expect([store.length, store.getItem('autre')]).toEqual([1, 'chose']);
  });

  it.each([
    ['nothing chosen', emptyDraft('c'), ['sens']],
    ['an agreement', { ...emptyDraft('c'), sens: 'ACCEPTEE' as const }, []],
    ['an empty refusal', { ...emptyDraft('c'), sens: 'REFUSEE' as const }, ['motifRefus', 'parcours', 'organisme']],
    ['a mission locale without its code', { ...refus, structure: '' }, ['structure']],
    ['a code that is none', { ...refus, structure: '12' }, ['structure']],
    ['a whole refusal', refus, []],
  ])('says what is missing: %s', (_what, draft, fields) => expect(Object.keys(errorsOf(draft))).toEqual(fields));

  it('becomes what the service expects', () => {
    expect(decisionOf(refus, 'FT')).toEqual({
      sens: 'REFUSEE',
      motifRefus: 'AUTRE',
      commentaireRefus: null,
      parcours: 'PSP',
      organisme: 'ML',
      structure: { code: 'NAQ0405', type: 'ML' },
    });
    expect(decisionOf({ ...emptyDraft('c'), sens: 'ACCEPTEE' }, 'FT')).toEqual({ sens: 'ACCEPTEE', structure: null });
  });

  it('shows a refusal beside the field it is about', () => {
    expect(errorsFrom({ code: 'REQUETE_INVALIDE', detail: '', champs: [{ champ: 'structure.code', probleme: 'attendu' }] })).toEqual({ structure: 'attendu' });
    expect(errorsFrom({ code: 'STRUCTURE_INCOHERENTE', detail: 'Corrigez.' })).toEqual({ structure: 'Corrigez.' });
    expect(errorsFrom({ code: 'ORIENTATION_CLOSE', detail: 'Close.' })).toEqual({});
  });
});
