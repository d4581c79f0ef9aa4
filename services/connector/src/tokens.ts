export const POOL = Symbol('pool');
export const SUBSCRIPTIONS = Symbol('subscriptions');
export const WORKERS = Symbol('workers');
