export * from './apply-batch.js';
export * from './client.js';
export * from './consumer.js';
export * from './parking.js';
export * from './registry.js';
export * from './strategy.js';
export * from './subscriptions.js';
export * from './topics.js';
