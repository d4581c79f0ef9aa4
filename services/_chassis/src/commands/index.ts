export * from './aggregate-handler.js';
export * from './command-bus.js';
export * from './command-runner.js';
export * from './desk.js';
export * from './emitters.js';
export * from './idempotency.js';
export * from './outcome.js';
export * from './same-fields.js';
