import { type Tx } from '../postgres/index.js';
import { inSpan } from '../telemetry/index.js';
import { type Place } from './inbox.js';
import { type Batched, type Received } from './subscriptions.js';

/** Events of one batched handler that follow each other, until they are applied together. */
export class Gathered {
  private handler: Batched | undefined;
  private events: Received[] = [];
  private traceparents: string[] = [];

  constructor(
    private readonly tx: Tx,
    private readonly place: Place,
  ) {}

  /** Keeps an event for later; what waits for another handler is applied first. */
  async add(handler: Batched, event: Received, traceparent: string | undefined): Promise<void> {
    if (handler !== this.handler) await this.flush();
    this.handler = handler;
    this.events.push(event);
    if (traceparent !== undefined) this.traceparents.push(traceparent);
  }

  /** Applies what waits. */
  async flush(): Promise<void> {
    const { handler, events, traceparents, tx } = this;
    if (!handler || events.length === 0) return;
    [this.handler, this.events, this.traceparents] = [undefined, [], []];
    const [first, ...others] = new Set(traceparents);
    // Of one trace only, it is a step of that trace; else it is linked to each.
    const cause = others.length === 0 ? { parent: first } : { links: traceparents.slice(0, MAX_LINKS) };
    await inSpan(`process ${this.place.topic}`, { kind: 'consumer', ...cause, attributes: this.attributes(events) }, () => handler.together(events, tx));
  }

  private attributes(events: readonly Received[]) {
    return {
      'messaging.system': 'kafka',
      'messaging.operation.type': 'process',
      'messaging.destination.name': this.place.topic,
      'messaging.consumer.group.name': this.place.consumer,
      'messaging.batch.message_count': events.length,
    };
  }
}

const MAX_LINKS = 128;
