/**
 * What became of one message; every received message has exactly one. The same words in the metric
 * `relais_events_total`, in the accounts and in the documents:
 * - `applied`: its effect is written;
 * - `ignored`: this consumer has decided not to react to its type;
 * - `duplicate`: its sequence was applied before, for that person;
 * - `stale`: it lies before the offset kept with the effects (delivered again by Kafka);
 * - `gap`: an earlier event of that person is missing: the person is parked;
 * - `parked`: it failed: the person is parked;
 * - `waiting`: its person is parked: it waits behind, in order.
 */
export type Verdict = 'applied' | 'ignored' | 'duplicate' | 'stale' | 'gap' | 'parked' | 'waiting';
