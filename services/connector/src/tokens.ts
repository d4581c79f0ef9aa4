export const OUVRIR_JUSTIFICATION = Symbol('ouvrir-justification');
export const POOL = Symbol('pool');
export const JOURNAL = Symbol('journal');
/** Where the connector speaks. */
export const TOPICS = Symbol('topics');
export const REPRENDRE = Symbol('reprendre');
export const SUBSCRIPTIONS = Symbol('subscriptions');
export const WORKERS = Symbol('workers');
