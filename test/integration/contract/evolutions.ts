type Schema = Readonly<Record<string, unknown>>;

/** Numbers of one event, oldest first; the last is the one that is judged. */
export type Evolution = Readonly<{ name: string; schemas: readonly Schema[] }>;

const record = (fields: readonly unknown[], more: Schema = {}): Schema => ({ type: 'record', name: 'Essai', namespace: 'fr.relais.essai', ...more, fields: [{ name: 'usagerId', type: 'string' }, ...fields] });
const n = (type: unknown, more: Schema = {}): Schema => ({ name: 'n', type, ...more });
const both = (name: string, before: unknown, after: unknown): Evolution => ({ name, schemas: [record([n(before)]), record([n(after)])] });

const PRIMITIVES = ['boolean', 'int', 'long', 'float', 'double', 'string', 'bytes'] as const;
const DEFAULTS: Readonly<Record<(typeof PRIMITIVES)[number], unknown>> = { boolean: false, int: 0, long: 0, float: 0, double: 0, string: '', bytes: '' };
const enumOf = (symbols: readonly string[], more: Schema = {}): Schema => ({ type: 'enum', name: 'Sens', symbols, ...more });
const nested = (fields: readonly unknown[], name = 'Structure'): Schema => ({ type: 'record', name, fields: [{ name: 'code', type: 'string' }, ...fields] });
const nullable = (type: unknown): unknown => ['null', type];

const fields = (): Evolution[] =>
  PRIMITIVES.flatMap((type) => {
    const [absent, given, defaulted] = [record([]), record([n(type)]), record([n(type, { default: DEFAULTS[type] })])];
    return [
      { name: `champ ${type} ajouté avec défaut`, schemas: [absent, defaulted] },
      { name: `champ ${type} ajouté sans défaut`, schemas: [absent, given] },
      { name: `champ ${type} ôté, qui avait un défaut`, schemas: [defaulted, absent] },
      { name: `champ ${type} ôté, sans défaut`, schemas: [given, absent] },
      { name: `défaut ${type} ajouté`, schemas: [given, defaulted] },
      { name: `défaut ${type} ôté`, schemas: [defaulted, given] },
      { name: `champ ${type} facultatif ajouté`, schemas: [absent, record([n(nullable(type), { default: null })])] },
      { name: `champ ${type} facultatif ajouté sans défaut`, schemas: [absent, record([n(nullable(type))])] },
    ];
  });

const types = (): Evolution[] =>
  PRIMITIVES.flatMap((before) => [
    ...PRIMITIVES.filter((after) => after !== before).map((after) => both(`${before} devient ${after}`, before, after)),
    both(`${before} devient facultatif`, before, nullable(before)),
    both(`${before} facultatif devient obligatoire`, nullable(before), before),
    both(`${before} facultatif, null en second`, nullable(before), [before, 'null']),
    both(`${before} et null, élargi à une liste`, nullable(before), ['null', before, { type: 'array', items: 'string' }]),
    both(`${before} rangé en liste`, before, { type: 'array', items: before }),
    both(`liste de ${before} en dictionnaire`, { type: 'array', items: before }, { type: 'map', values: before }),
    ...PRIMITIVES.filter((after) => after !== before).map((after) => both(`liste de ${before} devient liste de ${after}`, { type: 'array', items: before }, { type: 'array', items: after })),
  ]);

const unions = (): Evolution[] =>
  PRIMITIVES.flatMap((before) =>
    PRIMITIVES.filter((after) => after !== before).flatMap((after) => [
      both(`union null, ${before} élargie à ${after}`, nullable(before), ['null', before, after]),
      both(`union null, ${before}, ${after} réduite à ${before}`, ['null', before, after], nullable(before)),
      both(`union null, ${before} devient null, ${after}`, nullable(before), nullable(after)),
    ]),
  );

const enums = (): Evolution[] => {
  const [ab, abc] = [['A', 'B'], ['A', 'B', 'C']];
  return [
    both('symbole ajouté sans défaut', enumOf(ab), enumOf(abc)),
    both('symbole ajouté, défaut des deux côtés', enumOf(ab, { default: 'A' }), enumOf(abc, { default: 'A' })),
    both('symbole ajouté, défaut au nouveau seul', enumOf(ab), enumOf(abc, { default: 'A' })),
    both('symbole ajouté, défaut à l’ancien seul', enumOf(ab, { default: 'A' }), enumOf(abc)),
    both('symbole ôté sans défaut', enumOf(abc), enumOf(ab)),
    both('symbole ôté, défaut des deux côtés', enumOf(abc, { default: 'A' }), enumOf(ab, { default: 'A' })),
    both('symboles dans un autre ordre', enumOf(ab), enumOf(['B', 'A'])),
    both('liste de symboles renommée', enumOf(ab), { ...enumOf(ab), name: 'Autre' }),
    both('liste de symboles renommée, avec alias', enumOf(ab), { ...enumOf(ab, { aliases: ['Sens'] }), name: 'Autre' }),
    both('liste de symboles devient chaîne', enumOf(ab), 'string'),
    both('chaîne devient liste de symboles', 'string', enumOf(ab)),
    both('symbole ajouté, champ facultatif', nullable(enumOf(ab)), nullable(enumOf(abc))),
    both('symbole ajouté avec défauts, champ facultatif', nullable(enumOf(ab, { default: 'A' })), nullable(enumOf(abc, { default: 'A' }))),
  ];
};

const names = (): Evolution[] => {
  const aliased = { name: 'm', type: 'string', aliases: ['n'] };
  const fixed = (size: number, name = 'Empreinte') => ({ type: 'fixed', name, size });
  return [
    { name: 'champ renommé', schemas: [record([n('string')]), record([{ name: 'm', type: 'string' }])] },
    { name: 'champ renommé avec défauts', schemas: [record([n('string', { default: '' })]), record([{ name: 'm', type: 'string', default: '' }])] },
    { name: 'champ renommé avec alias', schemas: [record([n('string')]), record([aliased])] },
    { name: 'champ renommé avec alias et défauts', schemas: [record([n('string', { default: '' })]), record([{ ...aliased, default: '' }])] },
    { name: 'événement renommé', schemas: [record([]), record([], { name: 'Autre' })] },
    { name: 'événement renommé, avec alias', schemas: [record([]), record([], { name: 'Autre', aliases: ['Essai'] })] },
    both('sous-objet renommé', nested([]), nested([], 'Autre')),
    both('sous-objet facultatif renommé', nullable(nested([])), nullable(nested([], 'Autre'))),
    both('sous-objet renommé avec alias', nested([]), { ...nested([], 'Autre'), aliases: ['Structure'] }),
    both('fixe, autre taille', fixed(4), fixed(8)),
    both('fixe renommé', fixed(4), fixed(4, 'Autre')),
    both('fixe devient octets', fixed(4), 'bytes'),
    { name: 'champs dans un autre ordre', schemas: [record([n('int'), { name: 'm', type: 'string' }]), record([{ name: 'm', type: 'string' }, n('int')])] },
    { name: 'documentation changée', schemas: [record([n('int', { doc: 'un' })]), record([n('int', { doc: 'deux' })])] },
  ];
};

const records = (): Evolution[] =>
  PRIMITIVES.flatMap((type) => [
    both(`sous-objet, champ ${type} ajouté avec défaut`, nested([]), nested([n(type, { default: DEFAULTS[type] })])),
    both(`sous-objet, champ ${type} ajouté sans défaut`, nested([]), nested([n(type)])),
    both(`sous-objet facultatif, champ ${type} ajouté avec défaut`, nullable(nested([])), nullable(nested([n(type, { default: DEFAULTS[type] })]))),
    both(`sous-objet facultatif, champ ${type} ajouté sans défaut`, nullable(nested([])), nullable(nested([n(type)]))),
    both(`liste de sous-objets, champ ${type} ôté sans défaut`, { type: 'array', items: nested([n(type)]) }, { type: 'array', items: nested([]) }),
  ]);

/** What only shows against an older number than the last one. */
const chains = (): Evolution[] => {
  const [without, int, text] = [record([]), record([n('int', { default: 0 })]), record([n('string', { default: '' })])];
  return [
    { name: 'champ repris sous un autre type', schemas: [int, without, text] },
    { name: 'champ repris sous le même type', schemas: [int, without, int] },
    { name: 'champ sans défaut repris', schemas: [record([n('int', { default: 0 })]), without, record([n('int')])] },
    { name: 'champ facultatif élargi après coup', schemas: [without, record([n(nullable('int'), { default: null })]), record([n(['null', 'int', 'string'], { default: null })])] },
    { name: 'trois numéros, un champ de plus à chaque fois', schemas: [without, int, record([n('int', { default: 0 }), { name: 'm', type: 'string', default: '' }])] },
  ];
};

/** What the registry does not look at: a date is an int for it, a list of values is an annotation, and a name counts without its namespace. */
export const beyondAvro = (): Evolution[] => {
  const date = { type: 'int', logicalType: 'date' };
  const listed = (valeurs: readonly string[]) => record([n('string', { valeurs })]);
  return [
    both('entier devient date', 'int', date),
    both('date devient entier', date, 'int'),
    both('chaîne devient uuid', 'string', { type: 'string', logicalType: 'uuid' }),
    both('instant devient long', { type: 'long', logicalType: 'timestamp-millis' }, 'long'),
    { name: 'espace de noms changé', schemas: [record([]), record([], { namespace: 'fr.relais.autre' })] },
    { name: 'valeur retirée', schemas: [listed(['A', 'B']), listed(['A'])] },
  ];
};

/** Every evolution, each kind over every primitive type. */
export const evolutions = (): Evolution[] => [...fields(), ...types(), ...unions(), ...enums(), ...names(), ...records(), ...chains()];
