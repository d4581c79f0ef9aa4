import { type z } from 'zod';
import { refuse, type Rejection, type Result, type SituationSuivi } from '@relais/kernel';
import { type Categorie, type Events, type Finalite } from '@relais/schemas';
import { type Agent, habilitationDe, traceAccess } from '../auth/index.js';
import { etagOf } from '../http/etag.js';
import { refusal } from '../http/problem.js';
import { type Reply } from '../http/request.js';
import { type Origin } from '../journal/index.js';
import { type Pool, type Queryable, type Tx } from '../postgres/index.js';
import { type AggregateHandler, type CommandAnswer, type CommandRequest, type Project } from './aggregate-handler.js';
import { type Commanded, type CommandHandler, type CommandType } from './command-bus.js';
import { type DomainEvent } from './command-runner.js';
import { fingerprintOf } from './idempotency.js';
import { type Accepted } from './outcome.js';

/** What an act decides, and what goes with it. */
export type Deed<C, E extends DomainEvent, S> = Readonly<{
  command: C;
  /** Written in the same transaction as what was decided. */
  alongside?: Project<E, S>;
}>;

/** What an agent asks to do about one person. */
export type Act<C, E extends DomainEvent, S> = Deed<C, E, S> &
  Readonly<{
    agent: Agent;
    origin: Origin;
    /** The département acted for; refused when it is not the agent's. */
    departement?: string;
    /** Name of the act, as the access trace shows it. */
    action: string;
    /** What was asked, whole: a key used again for something else is refused. */
    asked: unknown;
    key?: string | undefined;
    expectedVersion?: number | undefined;
  }>;

/** How a command of the bus becomes the act that its HTTP call would be. */
export type BusAct<T extends CommandType, In, C, E extends DomainEvent, S> = Readonly<{
  action: string;
  /** The role under which the agent it names acts. */
  role: string;
  /** What HTTP checks the body with. */
  input: z.ZodType<In>;
  /** The body that HTTP would have had. */
  body: (data: Events[T]) => unknown;
  /** What was asked beside the body: what HTTP has in its address. */
  beside?: (data: Events[T]) => string;
  deed: (asked: In, commanded: Commanded<T>) => Deed<C, E, S> | Promise<Deed<C, E, S>>;
}>;

/** Who may act: what the matrix must open, and where the person stands. Without it, the decider says who may. */
export type DeskHabilitation<C> = Readonly<{
  categorie: Categorie;
  situation: (db: Queryable, command: C) => SituationSuivi | Promise<SituationSuivi>;
}>;

type NotEntitled = Result<never, Rejection<'DEPARTEMENT_ETRANGER' | 'AGENT_NON_HABILITE'>>;

type Refused = Readonly<{ agent: Agent; action: string; code: string }>;

/** Where agents' acts come in, by HTTP or by the bus: decided once for each key, traced whatever comes of them. */
export class Desk<C extends Readonly<{ usagerId: string }>, E extends DomainEvent, S, R extends Rejection> {
  constructor(private readonly ports: Readonly<{ handler: AggregateHandler<C, E, S, R>; pool: Pool; finalite: Finalite; habilitation?: DeskHabilitation<C> }>) {}

  /** For a request: the new state, its version told as ETag; throws the refusal. */
  async submit({ reply, ...act }: Act<C, E, S> & Readonly<{ reply: Reply }>): Promise<Accepted<S>> {
    const { handler, pool } = this.ports;
    const outcome = (await this.notEntitled(pool, act)) ?? (await handler.handle(this.request(act)));
    if (!outcome.ok) {
      await this.traceRefusal(pool, act.command.usagerId, { ...act, code: outcome.error.code });
      throw refusal(outcome.error);
    }
    reply.header('etag', etagOf(outcome.value.version));
    return outcome.value;
  }

  /** For a command of the bus: decided as its HTTP call, in the consumer's transaction. */
  onBus<T extends CommandType, In>({ action, role, input, body, beside, deed }: BusAct<T, In, C, E, S>): CommandHandler<T> {
    return async ({ event, agent: named, tx }) => {
      const { usagerId, departement, origin, id: key, data } = event;
      const agent = { ...named, roles: [role] };
      // Nested records come with methods of their own, which a strict schema would take for fields.
      const read = input.safeParse(structuredClone(body(data)));
      if (!read.success) {
        await this.traceRefusal(tx, usagerId, { agent, action, code: 'REQUETE_INVALIDE' });
        return refuse({ code: 'REQUETE_INVALIDE' });
      }
      const asked = beside ? [beside(data), read.data] : read.data;
      const expectedVersion = data.versionAttendue ?? undefined;
      const decided = await deed(read.data, { event, agent, tx });
      return this.submitIn(tx, { ...decided, agent, origin, departement, action, asked, key, expectedVersion });
    };
  }

  private async submitIn(tx: Tx, act: Act<C, E, S>): Promise<CommandAnswer<S, R> | NotEntitled> {
    const outcome = (await this.notEntitled(tx, act)) ?? (await this.ports.handler.handleIn(tx, this.request(act)));
    if (!outcome.ok) await this.traceRefusal(tx, act.command.usagerId, { ...act, code: outcome.error.code });
    return outcome;
  }

  private async notEntitled(db: Queryable, { agent, departement, command }: Act<C, E, S>): Promise<NotEntitled | undefined> {
    if (departement !== undefined && departement !== agent.departement) return refuse({ code: 'DEPARTEMENT_ETRANGER' });
    const { habilitation, finalite } = this.ports;
    if (!habilitation) return undefined;
    const { categories } = habilitationDe(agent, await habilitation.situation(db, command), { finalite });
    return categories.has(habilitation.categorie) ? undefined : refuse({ code: 'AGENT_NON_HABILITE' });
  }

  private request({ agent, action, asked, key, alongside, ...rest }: Act<C, E, S>): CommandRequest<C, E, S> {
    const { usagerId } = rest.command;
    return {
      ...rest,
      idempotency: key === undefined ? undefined : { agent: agent.id, key, fingerprint: fingerprintOf(action, usagerId, asked) },
      alongside: async (tx, change) => {
        await traceAccess(tx, { agent, subject: usagerId, action, kind: 'modification', purpose: this.ports.finalite, granted: true });
        await alongside?.(tx, change);
      },
    };
  }

  private traceRefusal(db: Queryable, subject: string, { agent, action, code }: Refused): Promise<void> {
    return traceAccess(db, { agent, subject, action, kind: 'modification', purpose: this.ports.finalite, granted: false, reason: code });
  }
}
