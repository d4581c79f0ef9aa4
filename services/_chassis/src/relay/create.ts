import { systemTimer } from '../lifecycle/clock.js';
import { PollingRelay } from './polling.js';
import { type Relay, type RelayKind, type RelayOptions } from './relay.js';
import { ReplicationRelay } from './replication.js';

/** The relay of that kind; nothing is started. */
export const createRelay = (kind: RelayKind, options: RelayOptions): Relay => {
  const settings = { timer: systemTimer, ...options };
  switch (kind) {
    case 'sondage':
      return new PollingRelay(settings);
    case 'replication':
      return new ReplicationRelay(settings);
  }
};
