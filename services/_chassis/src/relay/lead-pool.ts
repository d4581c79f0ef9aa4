import { type Secret } from '../config/index.js';
import { createPool, type Pool } from '../postgres/index.js';

/** Where the relay that leads takes its connection: one at a time, without pipeline since it reads by COPY. */
export const leadPool = (url: Secret, service: string): Pool => createPool(url, { max: 1, name: `${service}-relais`, pipeline: false });
