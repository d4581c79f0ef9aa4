export * from './app.js';
export * from './bus.module.js';
export * from './correlation.js';
export * from './etag.js';
export * from './health.js';
export * from './problem.js';
export * from './request.js';
export * from './validated.js';
