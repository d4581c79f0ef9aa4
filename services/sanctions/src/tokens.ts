export const POOL = Symbol('pool');
export const IDS = Symbol('ids');
export const SUBSCRIPTIONS = Symbol('subscriptions');
