export * from './metrics.js';
export * from './start.js';
export * from './trace.js';
