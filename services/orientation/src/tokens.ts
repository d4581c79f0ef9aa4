export const POOL = Symbol('pool');
export const CLOCK = Symbol('clock');
export const SUBSCRIPTIONS = Symbol('subscriptions');
