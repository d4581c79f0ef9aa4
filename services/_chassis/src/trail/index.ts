export * from './chain.js';
export * from './export.js';
export * from './records.js';
export * from './sealer.js';
export * from './verify.js';
