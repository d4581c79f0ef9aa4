export const POOL = Symbol('pool');
export const CLOCK = Symbol('clock');
export const UNREADABLE = Symbol('unreadable');
export const SUBSCRIPTIONS = Symbol('subscriptions');
