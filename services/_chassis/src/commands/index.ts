export * from './aggregate-handler.js';
export * from './command-answers.js';
export * from './command-runner.js';
export * from './idempotency.js';
export * from './outcome.js';
export * from './same-fields.js';
