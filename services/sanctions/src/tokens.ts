export const POOL = Symbol('pool');
export const JOURNAL = Symbol('journal');
export const IDS = Symbol('ids');
export const SUBSCRIPTIONS = Symbol('subscriptions');
