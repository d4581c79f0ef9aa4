export * from './address-guard.js';
export * from './poster.js';
export * from './signer.js';
