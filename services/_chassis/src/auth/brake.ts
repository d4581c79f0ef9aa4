import { Failure } from '@relais/kernel';
import { type Logger } from '../lifecycle/logger.js';
import { type Pool } from '../postgres/index.js';
import { count } from '../telemetry/index.js';
import { type Agent } from './agent.js';

export type BrakeOptions = Readonly<{ pool: Pool; service: string; logger: Logger }>;

type Seen = Readonly<{ act: 'ALERTE' | 'FREIN'; minutes: number; persons: number; allowed: number; stopped: boolean }>;
type Room = { left: number; until: number };

/** A stop decided by another copy is seen within that time. */
const FRESH_MS = 2_000;
const USUAL_MS = 3_600_000;
/** Copies that may spend what remains at once without going beyond it together. */
const COPIES = 8;
const REMEMBERED = 10_000;

/**
 * Stops an account that saw many more persons than it usually does in a day, and tells of it. The count is that of
 * the access trace, shared by all copies; it is read again the sooner the less room is left. A stop lasts until it is lifted.
 */
export class Brake {
  private readonly rooms = new Map<string, Room>();
  private readonly usual = new Map<string, Readonly<{ persons: number; until: number }>>();
  private readonly looking = new Map<string, Promise<void>>();

  constructor(private readonly options: BrakeOptions) {}

  /** Throws COMPTE_FREINE. Our own connector speaks of everybody and is not held. */
  admit = async (agent: Agent): Promise<void> => {
    if (agent.roles.includes('CONNECTEUR')) return;
    while (!this.take(agent.id)) {
      const look = this.looking.get(agent.id) ?? this.look(agent.id).finally(() => this.looking.delete(agent.id));
      this.looking.set(agent.id, look);
      await look;
    }
  };

  private take(agent: string): boolean {
    const room = this.rooms.get(agent);
    if (!room || room.left <= 0 || room.until < Date.now()) return false;
    room.left -= 1;
    return true;
  }

  private async look(agent: string): Promise<void> {
    const seen = await this.seen(agent, await this.usualOf(agent));
    if (seen.some(({ stopped }) => stopped)) throw stopped();
    for (const one of seen) {
      if (one.persons < one.allowed) continue;
      await this.tell(agent, one);
      if (one.act === 'FREIN') throw stopped();
    }
    const least = Math.min(...seen.filter(({ act }) => act === 'FREIN').map(({ allowed, persons }) => allowed - persons));
    if (this.rooms.size > REMEMBERED) this.rooms.clear();
    this.rooms.set(agent, { left: Math.max(1, Math.floor(least / COPIES)), until: Date.now() + FRESH_MS });
  }

  private async seen(agent: string, usual: number): Promise<Seen[]> {
    const { rows } = await this.options.pool.query<Seen>(
      `select l.act, l.minutes, least(l.ceiling, l.margin + round($2::int * l.usual_share))::int as allowed, coalesce(last.act = 'ARRET', false) as stopped,
         (select count(distinct t.subject)::int from access_trace t
           where t.agent = $1 and t.granted and t.at > greatest(now() - make_interval(mins => l.minutes), case when last.act = 'LEVEE' then last.at end)) as persons
       from access_limit l left join lateral (select b.act, b.at from access_brake b where b.agent = $1 and b.act <> 'ALERTE' order by b.id desc limit 1) last on true
       order by l.minutes`,
      [agent, usual],
    );
    return rows;
  }

  /** Persons that it sees on a middling day of the last four weeks, the last day left out. */
  private async usualOf(agent: string): Promise<number> {
    const known = this.usual.get(agent);
    if (known && known.until > Date.now()) return known.persons;
    const { rows } = await this.options.pool.query<{ persons: number }>(
      `select coalesce(percentile_cont(0.5) within group (order by persons), 0)::int as persons from (
         select count(distinct subject) as persons from access_trace
          where agent = $1 and granted and at > now() - interval '28 days' and at < now() - interval '1 day' group by date_trunc('day', at)) days`,
      [agent],
    );
    const persons = rows[0]?.persons ?? 0;
    if (this.usual.size > REMEMBERED) this.usual.clear();
    this.usual.set(agent, { persons, until: Date.now() + USUAL_MS });
    return persons;
  }

  private async tell(agent: string, { act: limit, minutes, persons, allowed }: Seen): Promise<void> {
    const { pool, service, logger } = this.options;
    const act = limit === 'FREIN' ? 'ARRET' : 'ALERTE';
    const { rowCount } = await pool.query(
      `insert into access_brake (agent, act, minutes, persons, allowed) select $1, $2, $3, $4, $5
        where not exists (select from access_brake where agent = $1 and act = $2 and at > now() - make_interval(mins => $3) and act = 'ALERTE')`,
      [agent, act, minutes, persons, allowed],
    );
    if (!rowCount) return;
    logger.warn(act === 'ARRET' ? 'compte arrêté : bien plus de personnes vues que d’habitude' : 'volume d’accès inhabituel', { agent, minutes, personnes: persons, permises: allowed });
    count('relais_access_alarms_total', { service, act });
  }
}

const stopped = (): Failure => new Failure('rejected', 'COMPTE_FREINE', { message: 'the account went far beyond its usual perimeter' });
