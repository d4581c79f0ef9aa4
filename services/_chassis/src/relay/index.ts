export * from './create.js';
export * from './publisher.js';
export * from './relay.js';
