export * from './command-runner.js';
export * from './idempotency.js';
export * from './outcome.js';
