import { type Tx } from '../postgres/index.js';
import { gauge } from '../telemetry/index.js';
import { type RelaySettings } from './relay.js';

const EVERY_MS = 2_000;
const ALERT_MS = 30_000;

// Every transaction that has an id holds a lock on it, which all may see; its start, only its owner and supervisors.
const HOLDER = `
  select g.gate::text as gate, l.pid, extract(epoch from clock_timestamp() - a.xact_start)::float8 * 1000 as age
  from (select pg_snapshot_xmin(pg_current_snapshot()) as gate) g
    left join pg_locks l on l.locktype = 'transactionid' and l.granted and l.mode = 'ExclusiveLock' and l.transactionid = g.gate::xid
    left join pg_stat_activity a on a.pid = l.pid`;

type Holder = Readonly<{ gate: string; pid: number | null; age: number | null }>;
type Held = Readonly<{ gate: string; since: number }>;

/** Watches the oldest transaction under way, which holds back what was committed after it began. */
export class GateWatch {
  private lookedAt = 0;
  private held: Held | undefined;
  private told: string | undefined;

  constructor(private readonly options: RelaySettings) {}

  /** Measures its age now and then, and names its process once when it is too old. */
  async look(client: Tx): Promise<void> {
    const now = this.options.timer.nowMs();
    if (now - this.lookedAt < EVERY_MS) return;
    this.lookedAt = now;
    const { rows } = await client.query<Holder>(HOLDER);
    const [holder] = rows;
    const age = holder ? this.ageOf(holder, now) : 0;
    gauge('relais_relay_gate_age_seconds', age / 1_000, { service: this.options.service });
    if (holder && holder.pid !== null && age >= (this.options.heldAlertMs ?? ALERT_MS)) this.tell(holder, age);
  }

  /** Since it began, or since it was first seen when its start may not be known; 0 when nobody holds the gate. */
  private ageOf({ gate, pid, age }: Holder, now: number): number {
    if (pid === null) return 0;
    if (this.held?.gate !== gate) this.held = { gate, since: now };
    return Math.max(age ?? 0, now - this.held.since);
  }

  private tell({ gate, pid }: Holder, age: number): void {
    if (this.told === gate) return;
    this.told = gate;
    this.options.logger.warn('une transaction retient le relais', { pid, secondes: Math.round(age / 1_000) });
  }
}
