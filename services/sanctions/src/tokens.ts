export const POOL = Symbol('pool');
