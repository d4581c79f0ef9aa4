export * from './clock.js';
export * from './logger.js';
export * from './platform.js';
export * from './run-service.js';
export * from './runner.js';
