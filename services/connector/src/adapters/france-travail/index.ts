export * from './agent.js';
export * from './apis.js';
export * from './client.js';
export * from './jeton-cache.js';
export * from './limiter.js';
export * from './operations.js';
export * from './search-outcome.js';
export * from './gateway.js';
