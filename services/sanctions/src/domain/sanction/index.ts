export * from './commands.js';
export * from './decider.js';
export * from './events.js';
export * from './rejections.js';
export * from './rules.js';
export * from './state.js';
