export * from './journal.js';
export * from './history.js';
export * from './periods.js';
