export * from './publisher.js';
export * from './relay.js';
