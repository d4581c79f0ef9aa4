import { PollingRelay } from './polling.js';
import { type Relay, type RelayKind, type RelayOptions } from './relay.js';
import { ReplicationRelay } from './replication.js';

/** The relay of that kind; nothing is started. */
export const createRelay = (kind: RelayKind, options: RelayOptions): Relay => {
  switch (kind) {
    case 'sondage':
      return new PollingRelay(options);
    case 'replication':
      return new ReplicationRelay(options);
  }
};
