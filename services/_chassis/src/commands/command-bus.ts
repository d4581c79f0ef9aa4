import { isUuid, type Rejection, type Result } from '@relais/kernel';
import { eventTypeOf, type Events, type EventType, type TopicEvents } from '@relais/schemas';
import { type Agent } from '../auth/index.js';
import { chassisProblems, type ProblemTable } from '../http/problem.js';
import { type Journal, type Origin } from '../journal/index.js';
import { type CommandTopic, ignored, type Received, type TopicTable, type UnreadableHook } from '../kafka/subscriptions.js';
import { answersOf } from '../kafka/topics.js';
import { type Tx } from '../postgres/index.js';
import { inSpan } from '../telemetry/index.js';
import { type Emitter } from './emitters.js';

export type CommandType = TopicEvents['relais.commandes.v1'];

/** A command that arrived: the agent it names, for whom the tool that sent it answers. */
export type Commanded<T extends CommandType> = Readonly<{ event: Received<T>; agent: Agent; tx: Tx }>;

type Outcome = Result<Readonly<{ version: number }>, Rejection>;

/** Decides one command inside the consumer's transaction. A refusal is an answer; it sets nobody aside. */
export type CommandHandler<T extends CommandType> = (commanded: Commanded<T>) => Promise<Outcome>;

/** Every command must be decided about: a handler, or `ignored` when another service decides. The compiler checks it. */
export type CommandRows = { readonly [T in CommandType]: CommandHandler<T> | typeof ignored };

export type CommandBusOptions = Readonly<{
  journal: Journal;
  emitters: readonly Emitter[];
  problems: ProblemTable;
  rows: CommandRows;
  /** This service also sets aside what names no known command: one service does. */
  unnamed?: boolean;
}>;

type Said = Pick<Events['reponses.CommandeTraitee'], 'resultat' | 'code' | 'message' | 'version'>;
/** A command to be answered. */
type Asked = Readonly<{ emitter: Emitter; usagerId: string; departement: string; id: string; type: string; origin: Origin }>;

/** The commands that the tools of départements put on the bus: who speaks, what is decided, and its answer in the same transaction. */
export class CommandBus {
  private readonly problems: ProblemTable;

  constructor(private readonly options: CommandBusOptions) {
    this.problems = { ...chassisProblems, ...options.problems };
  }

  /** The same table for the topic of each tool. */
  get tables(): Readonly<Partial<Record<CommandTopic, TopicTable<'relais.commandes.v1'>>>> {
    return Object.fromEntries(this.options.emitters.map((emitter) => [emitter.topic, this.table(emitter)]));
  }

  /** A command that cannot be read is set aside by the service that would decide it, and its sender told where that is possible. */
  readonly unreadable: UnreadableHook = async ({ topic, key, headers }, failure, tx) => {
    const emitter = this.options.emitters.find((one) => one.topic === topic);
    if (!emitter) return true;
    const { ce_id: id = '', ce_type: type = 'inconnu', ce_correlationid: correlationId = id } = headers;
    if (!this.isOurs(eventTypeOf(type))) return false;
    if (isUuid(key) && isUuid(id) && isUuid(correlationId)) {
      const asked = { emitter, usagerId: key, departement: emitter.departement, id, type, origin: { correlationId, causationId: id } };
      await this.say(tx, asked, { resultat: 'REFUSEE', code: failure.code, message: chassisProblems.COMMANDE_ILLISIBLE.detail, version: null });
    }
    return true;
  };

  private isOurs(type: EventType | undefined): boolean {
    const { rows, unnamed = false } = this.options;
    return type !== undefined && type in rows ? rows[type as CommandType] !== ignored : unnamed;
  }

  private table(emitter: Emitter): TopicTable<'relais.commandes.v1'> {
    const rows = Object.entries(this.options.rows).map(([type, row]) => [type, row === ignored ? ignored : this.handler(emitter, row as CommandHandler<CommandType>)]);
    return Object.fromEntries(rows) as TopicTable<'relais.commandes.v1'>;
  }

  private handler(emitter: Emitter, decide: CommandHandler<CommandType>) {
    return async (event: Received<CommandType>, tx: Tx): Promise<void> => {
      const { departement, structure } = emitter;
      const agent = { id: event.data.agentId, roles: [], departement, structure };
      const outcome = await inSpan('commande', {}, () => decide({ event, agent, tx }));
      await this.say(tx, { ...event, emitter }, this.saidOf(outcome));
    };
  }

  private saidOf(outcome: Outcome): Said {
    if (outcome.ok) return { resultat: 'ACCEPTEE', code: null, message: null, version: outcome.value.version };
    const { code } = outcome.error;
    return { resultat: 'REFUSEE', code, message: this.problems[code]?.detail ?? null, version: null };
  }

  /** Says on the topic of answers of that tool, under the command's correlation id, what became of it. */
  private async say(tx: Tx, { emitter: { topic }, usagerId, departement, id, type, origin }: Asked, said: Said): Promise<void> {
    const data = { usagerId, departement, commandeId: id, commande: type, ...said };
    await this.options.journal.appendNext(tx, { type: 'reponses.CommandeTraitee', data, origin, topic: answersOf(topic) });
  }
}
