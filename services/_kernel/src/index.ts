export * from './clock.js';
export * from './decider.js';
export * from './failure.js';
export * from './ids.js';
export * from './rejection.js';
export * from './relation.js';
export * from './result.js';
