export * from './run.js';
export * from './tracabilite.js';
