import { type Mutant } from './mutant.js';

const chassis = (file: string): string => `services/_chassis/src/${file}`;
const connector = (file: string): string => `services/connector/src/${file}`;
const bySimulation = { seeds: 150 } as const;
const byTests = (tests: string) => ({ tests }) as const;

const relay: Mutant[] = [
  { name: 'cursor on the position alone', file: chassis('relay/pages.ts'), find: '(j.xid, j.position) > (after_xid, after_position)', replace: '(after_xid is not null and j.position > after_position)', watch: byTests('chassis/relay-contract') },
  { name: 'no gate before younger transactions', file: chassis('relay/pages.ts'), find: ' and j.xid < pg_snapshot_xmin(pg_current_snapshot())', replace: '', watch: bySimulation },
  { name: 'transaction ids sorted as text', file: chassis('relay/pages.ts'), find: 'order by j.xid, j.position', replace: 'order by j.xid::text, j.position', watch: byTests('chassis/relay-contract') },
  { name: 'page in the order of the positions', file: chassis('relay/pages.ts'), find: 'order by j.xid, j.position', replace: 'order by j.position', watch: byTests('chassis/relay-contract') },
  { name: 'cursor moved before the send', file: chassis('relay/send.ts'), find: '    await sendPage(page, options);\n', replace: '    void sendPage(page, options).catch(() => undefined);\n', watch: bySimulation },
  { name: 'cursor never kept', file: chassis('relay/cursor.ts'), find: 'where (c.xid, c.position) < (excluded.xid, excluded.position)', replace: 'where (c.xid, c.position) < (excluded.xid, excluded.position) and c.position < 0', watch: byTests('chassis/relay-contract') },
  { name: 'two relays at a time', file: chassis('relay/leader.ts'), find: 'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked', replace: 'select $1::text is not null as locked', watch: byTests('chassis/relay-contract') },
  { name: 'a relay that stopped keeps the lead', file: chassis('relay/leader.ts'), find: '      client.release(true);\n', replace: '      client.release();\n', watch: byTests('chassis/relay-contract') },
  { name: 'a send without answer waited for without end', file: chassis('relay/send.ts'), find: 'inTime(options.publisher.publish(messages), options.sendTimeoutMs ?? DEFAULTS.sendTimeoutMs)', replace: 'options.publisher.publish(messages)', watch: byTests('chassis/relay-contract') },
  { name: 'a row cut by two pieces of the stream lost', file: chassis('relay/pages.ts'), find: '    this.rest = bytes.subarray(offset);\n', replace: '    this.rest = Buffer.alloc(0);\n', watch: byTests('chassis/relay-contract') },
  { name: 'sentence of an older transaction sent first', file: chassis('journal/statements.ts'), find: 'set last_sequence = h.last_sequence + 1, added = 1, last_xid = greatest(h.last_xid, excluded.last_xid)', replace: 'set last_sequence = h.last_sequence + 1, added = 1, last_xid = excluded.last_xid', watch: byTests('chassis/(relay-contract|journal)') },
  { name: 'two writers of one sequence', file: chassis('journal/statements.ts'), find: ' and last_sequence = $11::int - 1', replace: ' and $11::int > 0', watch: bySimulation },
  { name: 'slot confirmed before the send', file: chassis('relay/slot-stream.ts'), find: 'this.marks.findLastIndex(({ row }) => row <= this.taken)', replace: 'this.marks.findLastIndex(({ row }) => row <= this.received)', watch: byTests('chassis/relay-contract') },
];

const consumer: Mutant[] = [
  { name: 'duplicate let through', file: chassis('kafka/apply-event.ts'), find: 'event.sequence <= last', replace: 'event.sequence < last', watch: bySimulation },
  { name: 'gap let through', file: chassis('kafka/apply-event.ts'), find: 'event.sequence > last + 1', replace: 'event.sequence > last + 1_000', watch: byTests('integration/chassis') },
  { name: 'offset kept without one more', file: chassis('kafka/apply-batch.ts'), find: 'offset + 1', replace: 'offset', watch: byTests('integration/chassis') },
  { name: 'offset kept two further', file: chassis('kafka/apply-batch.ts'), find: 'offset + 1', replace: 'offset + 2', watch: bySimulation },
  { name: 'later events of a parked person pass', file: chassis('kafka/apply-batch.ts'), find: 'if (run.parked.has(message.key)) {', replace: 'if (run.parked.has(message.key) && message.offset < 0) {', watch: byTests('integration/chassis') },
  { name: 'parked without its message', file: chassis('kafka/apply-batch.ts'), find: '  await parkKey(run.tx, run.place, { key: message.key, failure });\n  await parkMessage(run.tx, run.place, message);', replace: '  await parkKey(run.tx, run.place, { key: message.key, failure });', watch: bySimulation },
  { name: 'the event that waits behind is dropped', file: chassis('kafka/apply-batch.ts'), find: "    await parkMessage(run.tx, run.place, message);\n    return { type, verdict: 'waiting' };", replace: "    return { type, verdict: 'waiting' };", watch: bySimulation },
  { name: 'sequences never kept', file: chassis('kafka/inbox.ts'), find: 'select $1, $2, * from unnest(${keys}::text[], ${sequences}::int[])\n', replace: 'select $1, $2, * from unnest(${keys}::text[], ${sequences}::int[]) where false\n', watch: bySimulation },
  { name: 'zombie and successor at once', file: chassis('kafka/inbox.ts'), find: 'topic = $2 and partition = $3 for update', replace: 'topic = $2 and partition = $3', watch: byTests('chassis/batched') },
  { name: 'failing handler keeps its half effect', file: chassis('kafka/apply-event.ts'), find: "    await run.tx.query('rollback to savepoint message');\n", replace: "    await run.tx.query('release savepoint message');\n", watch: byTests('integration/chassis') },
  { name: 'gathered events never applied', file: chassis('kafka/apply-batch.ts'), find: '  await gathered.flush();\n', replace: '', watch: bySimulation },
  { name: 'the database is away: everybody is parked', file: chassis('kafka/apply-event.ts'), find: '    if (isTransientDatabaseError(error)) throw error;\n', replace: '', watch: byTests('chassis/batched') },
  { name: 'resumption starts with the newest', file: chassis('kafka/parked-rows.ts'), find: 'order by message_offset limit $4', replace: 'order by message_offset desc limit $4', watch: bySimulation },
  { name: 'resumed twice', file: chassis('kafka/parked-rows.ts'), find: "'delete from parked_message where consumer = $1 and topic = $2 and partition = $3 and message_offset = $4'", replace: "'select 1 where $1::text is not null and $2::text is not null and $3::int >= 0 and $4::bigint >= 0'", watch: byTests('chassis/(bus|mises-de-cote)') },
  { name: 'resumption beside the live consumer', file: chassis('kafka/parked-rows.ts'), find: "'select 1 from parked_key where consumer = $1 and topic = $2 and key = $3 for update'", replace: "'select 1 from parked_key where consumer = $1 and topic = $2 and key = $3'", watch: byTests('chassis/batched') },
  { name: 'resumed person forgets where it is', file: chassis('kafka/apply-parked.ts'), find: '  await saveSequences(tx, place, new Map([[key, event.sequence]]));\n', replace: '', watch: bySimulation },
];

const writing: Mutant[] = [
  { name: 'half a transaction kept', file: chassis('postgres/transaction.ts'), find: "    await tx.query('rollback').catch(", replace: "    await tx.query('commit').catch(", watch: byTests('integration/chassis') },
  { name: 'lost commit taken for done', file: chassis('postgres/transaction.ts'), find: 'await committed;', replace: "await committed.catch(() => ({ command: 'COMMIT' }));", watch: bySimulation },
  { name: 'commit that was a rollback taken for done', file: chassis('postgres/transaction.ts'), find: "if (command !== 'COMMIT')", replace: "if (command === 'NONE')", watch: byTests('chassis/transaction') },
  { name: 'answer not kept under its key', file: chassis('commands/command-runner.ts'), find: '    if (idempotency) await saveAnswer(tx, idempotency, accepted);\n', replace: '', watch: bySimulation },
  { name: 'answer never looked up', file: chassis('commands/command-runner.ts'), find: '    if (before) return before;\n', replace: '', watch: bySimulation },
  { name: 'conflict given up at once', file: chassis('commands/command-runner.ts'), find: 'attempt >= TRIES', replace: 'attempt >= 1', watch: byTests('chassis/command-runner') },
  { name: 'If-Match ignored', file: chassis('commands/command-runner.ts'), find: 'expectedVersion !== undefined && expectedVersion !== version', replace: 'expectedVersion !== undefined && expectedVersion < 0', watch: byTests('integration/orientation') },
  { name: 'key reused for another request', file: chassis('commands/idempotency.ts'), find: "  if (row.fingerprint !== fingerprint) return refuse({ code: 'CLE_IDEMPOTENCE_REUTILISEE' });\n", replace: '', watch: byTests('integration/orientation') },
];

const codec: Mutant[] = [
  { name: 'schema id in the wrong order', file: 'schemas/src/codec.ts', find: 'writeUInt32BE(id', replace: 'writeUInt32LE(id', watch: byTests('schemas/src/codec') },
  { name: 'events written over each other', file: 'schemas/src/codec.ts', find: '    this.free = end;\n', replace: '', watch: byTests('schemas/src/codec') },
  { name: 'lost look-up kept for ever', file: 'schemas/src/codec.ts', find: '    made.catch(() => this.readers.delete(id));\n', replace: '    made.catch(() => undefined);\n', watch: byTests('schemas/src/codec') },
  { name: 'one look-up for each first use', file: 'schemas/src/codec.ts', find: '    this.readers.set(id, made);\n', replace: '    void made.then(() => this.readers.set(id, made));\n', watch: byTests('schemas/src/codec') },
  { name: 'read with the newest schema, whoever wrote', file: 'schemas/src/codec.ts', find: 'reader.fromBuffer(payload, resolver)', replace: 'reader.fromBuffer(payload)', watch: byTests('schemas/src/codec') },
  { name: 'a day of no calendar', file: 'schemas/src/logical-types.ts', find: 'day <= SURE_DAY || new Date(at).getUTCDate() === day', replace: 'day > 0', watch: byTests('schemas/src/codec') },
];

const sending: Mutant[] = [
  { name: 'Retry-After ignored', file: connector('adapters/france-travail/outcome.ts'), find: "  code: 'HTTP_429',\n  waitMs: retryAfterMs(retryAfter, nowMs),", replace: "  code: 'HTTP_429',\n  waitMs: Math.min(0, retryAfterMs(retryAfter, nowMs)),", watch: byTests('connector/src/adapters/france-travail') },
  { name: 'limiter that fails open', file: connector('adapters/france-travail/limiter.ts'), find: "        return { kind: 'retry-later', code: 'LIMITEUR_INDISPONIBLE' };", replace: '        return succeeded(undefined);', watch: byTests('connector/src/adapters/france-travail') },
  { name: 'pause not seen by who waits already', file: connector('adapters/france-travail/limiter.ts'), find: 'return pausedUntil > nowMs() ?', replace: 'return pausedUntil < 0 ?', watch: byTests('connector/src/adapters/france-travail') },
  { name: 'all buckets are one', file: connector('adapters/france-travail/limiter.ts'), find: 'takeTurn(`${credential} ${name}`, intervalMs)', replace: 'takeTurn(credential, intervalMs)', watch: byTests('connector/src/adapters/france-travail') },
  { name: 'lost answer sent again', file: connector('adapters/france-travail/outcome.ts'), find: "  idempotent ? { kind: 'retry-later', code } : { kind: 'uncertain', code };", replace: "  idempotent || code.length > 0 ? { kind: 'retry-later', code } : { kind: 'uncertain', code };", watch: byTests('connector/src/adapters/france-travail') },
  { name: 'error dressed as a success believed', file: connector('adapters/france-travail/outcome.ts'), find: 'said.code !== undefined && isErrorInside(body.json)', replace: "said.code === 'JAMAIS' && isErrorInside(body.json)", watch: byTests('connector/src/adapters/france-travail') },
  { name: 'suspended contract tried again', file: connector('adapters/france-travail/outcome.ts'), find: '/suspendu/i', replace: '/jamais/i', watch: byTests('connector/src/adapters/france-travail') },
  { name: 'uncertain transmission sent without a re-reading', file: connector('domain/transmission/decider.ts'), find: "  A_RELIRE: 'RELECTURE_NECESSAIRE',\n", replace: '', watch: byTests('connector/src/domain/transmission') },
  { name: 'refused transmission sent again', file: connector('domain/transmission/decider.ts'), find: "  ACQUITTEE: 'TRANSMISSION_CLOSE',\n", replace: '', watch: byTests('connector/src/domain/transmission') },
  { name: 'back-off without a ceiling', file: connector('domain/transmission/backoff.ts'), find: 'Math.min(maxMs, baseMs * 2 ** Math.min(30, Math.max(0, attempt - 1)))', replace: 'baseMs * 2 ** Math.min(30, Math.max(0, attempt - 1) + maxMs * 0)', watch: byTests('connector/src/domain/transmission') },
  { name: 'token kept past its end', file: connector('adapters/france-travail/token-cache.ts'), find: 'entry && entry.goodUntilMs > nowMs()', replace: 'entry && entry.goodUntilMs > 0', watch: byTests('connector/src/adapters/france-travail') },
  { name: 'one token request for each caller', file: connector('adapters/france-travail/token-cache.ts'), find: '      if (flying) return flying;\n', replace: '', watch: byTests('connector/src/adapters/france-travail') },
  { name: 'refused token kept', file: connector('adapters/france-travail/token-cache.ts'), find: 'entries.get(key)?.value === refused', replace: 'entries.get(key)?.value === undefined', watch: byTests('connector/src/adapters/france-travail') },
  { name: 'webhook signed without its time', file: 'schemas/src/webhook.ts', find: '`${id}.${timestampS}.${payload}`', replace: '`${id}.${payload}`', watch: byTests('schemas/src/webhook') },
  { name: 'old webhook accepted', file: 'schemas/src/webhook.ts', find: 'Math.abs(nowS - timestampS) > toleranceS', replace: 'Math.abs(nowS - timestampS) > toleranceS * 1e6', watch: byTests('schemas/src/webhook') },
];

/** Bugs that others have paid for, each with what must see it. */
export const catalogue: readonly Mutant[] = [...relay, ...consumer, ...writing, ...codec, ...sending];
