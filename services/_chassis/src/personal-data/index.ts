export * from './controller.js';
export * from './facts.js';
export * from './places.js';
