export * from './journal.js';
export * from './history.js';
