export * from './create.js';
export * from './lead-pool.js';
export * from './publisher.js';
export * from './relay.js';
