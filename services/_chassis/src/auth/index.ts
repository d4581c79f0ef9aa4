export * from './access-trace.js';
export * from './admission.js';
export * from './agent.js';
export * from './bearer.js';
export * from './brake.js';
export * from './guard.js';
export * from './habilitation.js';
export * from './machine-token.js';
