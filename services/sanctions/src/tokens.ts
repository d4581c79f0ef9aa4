export const POOL = Symbol('pool');
export const JOURNAL = Symbol('journal');
export const IDS = Symbol('ids');
export const CLOCK = Symbol('clock');
export const UNREADABLE = Symbol('unreadable');
export const SUBSCRIPTIONS = Symbol('subscriptions');
