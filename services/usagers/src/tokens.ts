export const POOL = Symbol('pool');
export const JOURNAL = Symbol('journal');
export const COFFRE = Symbol('coffre');
export const CLOCK = Symbol('clock');
export const IMPORTER = Symbol('importer');
export const IMPORTER_FICHIER = Symbol('importer-fichier');
export const SUBSCRIPTIONS = Symbol('subscriptions');
export const ROTATION = Symbol('rotation');
