export * from './address-guard.js';
export * from './poster.js';
