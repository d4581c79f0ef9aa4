import { differences, event, type Field, type Finding, field, freeze, outputsOf, scratch, write } from './tools.js';

const FIRST = 'schemas/essai/FaitDit/1.avsc';
const SECOND = 'schemas/essai/FaitDit/2.avsc';
const enumeration = { type: 'enum', name: 'Sens', symbols: ['A'] };
const structure = (fields: readonly unknown[]) => ({ type: 'record', name: 'Structure', fields });

type Wrong = Readonly<{ content: string | object; at: string; rule: RegExp; mend: RegExp }>;

/** The line of the first text of a file that holds this. */
const lineOf = (text: string, what: string): number => text.split('\n').findIndex((line) => line.includes(what)) + 1;

describe('a contract that is as it should be', () => {
  it('is found so, over several numbers and with records in records', () => {
    const { put, findings } = scratch();
    put(FIRST, event('FaitDit', [field('structure', ['null', structure([field('code', 'string', { format: 'code_aurore' })])], { default: null })]));
    put(SECOND, event('FaitDit', [
      field('structure', ['null', structure([field('code', 'string', { format: 'code_aurore' }), field('actif', 'boolean', { default: true })])], { default: null }),
      field('jours', 'int', { unite: 'jours', default: 0 }),
    ]));
    put('schemas/essai/AutreFait/1.avsc', event('AutreFait', [field('structure', structure([field('code', 'string', { format: 'code_aurore' })]))]));
    expect(findings()).toEqual([]);
  });
});

describe('a schema that is not as it should be', () => {
  const base = event('FaitDit', [field('sens', 'string', { valeurs: ['OUI', 'NON'] })]);
  const withField = (added: ReturnType<typeof field>) => event('FaitDit', [added]);

  it.each<[what: string, wrong: Wrong]>([
    ['is no JSON', { content: '{\n  "type": "record",\n  "name" "FaitDit"\n}\n', at: '"name"', rule: /pas du JSON/, mend: /ponctuation/ }],
    ['is no Avro', { content: withField(field('n', 'entier', { unite: 'jours' })), at: '"name": "n"', rule: /schéma Avro n’est pas valide.*entier/, mend: /type/ }],
    ['has a default that does not fit', { content: withField(field('n', 'int', { unite: 'jours', default: 'zéro' })), at: '"name": "n"', rule: /schéma Avro n’est pas valide/, mend: /défaut/ }],
    ['is no record', { content: { ...base, type: 'error' }, at: '"type": "error"', rule: /« record »/, mend: /"type": "record"/ }],
    ['has another name than its folder', { content: { ...base, name: 'AutreNom' }, at: '"AutreNom"', rule: /nom n’est pas celui du dossier/, mend: /"name": "FaitDit"/ }],
    ['has another namespace than its context', { content: { ...base, namespace: 'fr.relais' }, at: '"namespace"', rule: /espace de noms/, mend: /"fr.relais.essai"/ }],
    ['does not say what happened', { content: { ...base, doc: ' ' }, at: '"doc": " "', rule: /pas de « doc »/, mend: /en français/ }],
    ['cites no article', { content: { ...base, article: undefined }, at: '{', rule: /pas de « article »/, mend: /à confirmer/ }],
    ['has no author', { content: { ...base, auteur: [] }, at: '"auteur"', rule: /pas d’« auteur »/, mend: /departement/ }],
    ['has an unknown author', { content: { ...base, auteur: ['prefecture'] }, at: '"prefecture"', rule: /auteur inconnu « prefecture »/, mend: /referentiel/ }],
    ['has an unknown annotation', { content: { ...base, articles: [] }, at: '"articles"', rule: /annotation inconnue « articles »/, mend: /article/ }],
    ['does not begin with the person', { content: { ...base, fields: base.fields.slice(1) }, at: '"fields"', rule: /premiers champs/, mend: /usagerId/ }],
    ['has a field without doc', { content: withField(field('n', 'boolean', { doc: undefined })), at: '"name": "n"', rule: /« doc » manque/, mend: /en français/ }],
    ['has a field without category', { content: withField(field('n', 'boolean', { categorie: undefined })), at: '"name": "n"', rule: /« categorie » manque/, mend: /catégorie/ }],
    ['has a field without sensitivity', { content: withField(field('n', 'boolean', { sensibilite: undefined })), at: '"name": "n"', rule: /« sensibilite » manque/, mend: /pseudonyme/ }],
    ['has a field without recipients', { content: withField(field('n', 'boolean', { destinataires: [] })), at: '"name": "n"', rule: /« destinataires » manque/, mend: /recevoir/ }],
    ['has a field without source', { content: withField(field('n', 'boolean', { source: undefined })), at: '"name": "n"', rule: /« source » manque/, mend: /de qui/ }],
    ['has a number without unit', { content: withField(field('n', ['null', 'int'], { default: null })), at: '"name": "n"', rule: /« unite » manque/, mend: /nombre/ }],
    ['has a string without format', { content: withField(field('n', { type: 'array', items: 'string' })), at: '"name": "n"', rule: /« format » manque/, mend: /valeurs/ }],
    ['has an unknown category', { content: withField(field('n', 'boolean', { categorie: 'sante_mentale' })), at: '"sante_mentale"', rule: /categorie.*« sante_mentale »/, mend: /orientation.*referentiel/ }],
    ['has an unknown sensitivity', { content: withField(field('n', 'boolean', { sensibilite: 'secrete' })), at: '"secrete"', rule: /sensibilite.*« secrete »/, mend: /ordinaire/ }],
    ['has an unknown recipient', { content: withField(field('n', 'boolean', { destinataires: ['CD', 'MAIRIE'] })), at: '"MAIRIE"', rule: /destinataires.*« MAIRIE »/, mend: /CD, FT, ML, CE/ }],
    ['has an unknown source', { content: withField(field('n', 'boolean', { source: ['prefecture'] })), at: '"prefecture"', rule: /source.*« prefecture »/, mend: /acteurs/ }],
    ['has an unknown unit', { content: withField(field('n', 'int', { unite: 'lunes' })), at: '"lunes"', rule: /unite.*« lunes »/, mend: /jours/ }],
    ['has an unknown format', { content: withField(field('n', 'string', { format: 'iban' })), at: '"iban"', rule: /format.*« iban »/, mend: /texte/ }],
    ['has an annotation with a slip of the pen', { content: withField(field('n', 'boolean', { categories: 'technique' })), at: '"categories"', rule: /annotation inconnue « categories »/, mend: /categorie/ }],
    ['has an enum', { content: withField(field('n', enumeration)), at: '"name": "n"', rule: /type non prévu/, mend: /valeurs/ }],
    ['has a wide union', { content: withField(field('n', ['null', 'boolean', 'string'], { format: 'texte' })), at: '"name": "n"', rule: /type non prévu/, mend: /Types admis/ }],
    ['has a field of a record without annotations', { content: withField(field('s', structure([{ name: 'code', type: 'string' }]))), at: '"name": "code"', rule: /s\.code : « doc » manque/, mend: /en français/ }],
  ])('says so when it %s', (_what, { content, at, rule, mend }) => {
    const { put, text, findings } = scratch();
    put(FIRST, content);
    const found = findings();
    const told = found.find((finding) => rule.test(finding.rule));
    expect(told).toMatchObject({ file: FIRST, line: lineOf(text(FIRST), at), mend: expect.stringMatching(mend) as string });
  });
});

describe('names and numbers', () => {
  const one = (findings: () => Finding[]): Finding => {
    const found = findings();
    expect(found).toHaveLength(1);
    return found[0] as Finding;
  };

  it('one event name is one type in the whole contract', () => {
    const { put, findings } = scratch();
    put(FIRST, event('FaitDit'));
    put('schemas/voisin/FaitDit/1.avsc', event('FaitDit', [], { namespace: 'fr.relais.voisin' }));
    expect(one(findings)).toMatchObject({ file: 'schemas/voisin/FaitDit/1.avsc', line: 3, rule: expect.stringMatching(/deux types.*essai\.FaitDit et voisin\.FaitDit/) as string });
  });

  it('one record name is one shape', () => {
    const { put, text, findings } = scratch();
    put('schemas/essai/Autre/1.avsc', event('Autre', [field('s', structure([field('code', 'boolean')]))]));
    put(FIRST, event('FaitDit', [field('s', structure([field('code', 'string', { format: 'texte' })]))]));
    expect(one(findings)).toMatchObject({ file: FIRST, line: lineOf(text(FIRST), '"name": "Structure"'), rule: expect.stringMatching(/fr\.relais\.essai\.Structure/) as string });
  });

  it('numbers follow each other', () => {
    const { put, findings } = scratch();
    put(FIRST, event('FaitDit'));
    put('schemas/essai/FaitDit/3.avsc', event('FaitDit'));
    expect(one(findings)).toMatchObject({ file: 'schemas/essai/FaitDit/3.avsc', rule: expect.stringMatching(/numéro 3 ne suit pas/) as string });
  });

  it('a folder holds numbers and nothing else, and at least one', () => {
    const { put, findings } = scratch();
    put(FIRST, event('FaitDit'));
    put('schemas/essai/FaitDit/v2.avsc', event('FaitDit'));
    put('schemas/essai/Vide/notes.txt', 'rien');
    expect(findings().map(({ file }) => file).sort()).toEqual(['schemas/essai/FaitDit/v2.avsc', 'schemas/essai/Vide', 'schemas/essai/Vide/notes.txt']);
  });

  it('every pair of numbers is compatible, not only neighbours', () => {
    const { put, text, findings } = scratch();
    const third = 'schemas/essai/FaitDit/3.avsc';
    put(FIRST, event('FaitDit', [field('n', 'int', { unite: 'jours', default: 0 })]));
    put(SECOND, event('FaitDit'));
    put(third, event('FaitDit', [field('n', 'string', { format: 'texte', default: '' })]));
    const found = findings();
    expect(found.length).toBeGreaterThan(0);
    for (const finding of found) {
      expect(finding).toMatchObject({ file: third, line: lineOf(text(third), '"name": "n"'), rule: expect.stringMatching(/incompatible avec le numéro 1, champ n/) as string });
    }
  });

  it.each<[what: string, change: Readonly<{ before: Field[]; after: Field[]; rule: RegExp }>]>([
    ['a field added has a default', { before: [], after: [field('n', 'boolean')], rule: /champ n : le nouveau numéro ne lit pas l’ancien/ }],
    ['a field removed had a default', { before: [field('n', 'boolean')], after: [], rule: /champ n : l’ancien numéro ne lit pas le nouveau/ }],
    ['a type is not widened', { before: [field('n', 'int', { unite: 'jours' })], after: [field('n', 'long', { unite: 'jours' })], rule: /champ n : l’ancien numéro ne lit pas le nouveau/ }],
    ['a field does not become optional', { before: [field('n', 'boolean')], after: [field('n', ['null', 'boolean'], { default: null })], rule: /champ n : l’ancien numéro ne lit pas le nouveau/ }],
    ['a number does not become a date', { before: [field('n', 'int', { unite: 'jours' })], after: [field('n', { type: 'int', logicalType: 'date' })], rule: /champ n : le type logique change/ }],
    [
      'a field of a record added has a default',
      { before: [field('s', structure([field('a', 'boolean')]))], after: [field('s', { ...structure([field('a', 'boolean'), field('b', 'boolean')]) })], rule: /champ s : le nouveau numéro ne lit pas l’ancien/ },
    ],
  ])('%s', (_what, { before, after, rule }) => {
    const { put, findings } = scratch();
    put(FIRST, event('FaitDit', before));
    put(SECOND, event('FaitDit', after));
    expect(findings().filter((finding) => rule.test(finding.rule))).toEqual([expect.objectContaining({ file: SECOND })]);
  });

  it('a value that an older number may carry stays', () => {
    const { put, findings } = scratch();
    put(FIRST, event('FaitDit', [field('sens', 'string', { valeurs: ['OUI', 'NON'] })]));
    put(SECOND, event('FaitDit', [field('sens', 'string', { valeurs: ['OUI', 'PEUT_ETRE'] })]));
    expect(one(findings)).toMatchObject({ file: SECOND, rule: expect.stringMatching(/« NON » disparaît/) as string });
  });
});

describe('what is published', () => {
  const published = () => {
    const contract = scratch();
    contract.put(FIRST, event('FaitDit', [field('sens', 'string', { valeurs: ['OUI', 'NON'] })]));
    write(contract.folder, outputsOf(contract.read()));
    freeze(contract.read());
    expect(contract.findings()).toEqual([]);
    expect(differences(contract.folder, outputsOf(contract.read()))).toEqual([]);
    return contract;
  };
  const GOLDEN = 'schemas/golden/essai/FaitDit/1.json';

  it('no longer changes, not even in its words', () => {
    const { put, text, findings } = published();
    put(FIRST, text(FIRST).replace('quelque chose', 'autre chose'));
    expect(findings()).toEqual([expect.objectContaining({ file: FIRST, rule: expect.stringMatching(/publié/) as string, mend: expect.stringMatching(/numéro 2/) as string })]);
  });

  it('no longer goes', () => {
    const { remove, findings } = published();
    remove('schemas/essai/FaitDit');
    expect(findings()).toEqual([expect.objectContaining({ file: FIRST, rule: expect.stringMatching(/disparu/) as string })]);
  });

  it('keeps its reference bytes', () => {
    const { put, text, findings } = published();
    put(GOLDEN, text(GOLDEN).replace('"OUI"', '"NON"'));
    expect(findings()).toEqual([expect.objectContaining({ file: GOLDEN, rule: expect.stringMatching(/octets de référence/) as string })]);
  });

  it('may be followed by a number', () => {
    const { put, text, folder, read, findings } = published();
    const before = text(GOLDEN);
    put(SECOND, event('FaitDit', [field('sens', 'string', { valeurs: ['OUI', 'NON', 'AUTRE'] }), field('jours', 'int', { unite: 'jours', default: 0 })]));
    expect(findings()).toEqual([]);
    write(folder, outputsOf(read()));
    expect(text(GOLDEN)).toBe(before);
    expect(text('schemas/golden/essai/FaitDit/2.json')).toContain('"jours": 10');
  });
});
