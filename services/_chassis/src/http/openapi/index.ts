export { Answers, type Shown } from './answers.js';
export { documentOf } from './document.js';
export { type ApiOwner } from './responses.js';
