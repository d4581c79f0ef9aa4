import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { type ConsumerRunner } from './consumer.js';

/**
 * Our Kafka transport for Nest: the stock one drops unrouted events, retries a poison message for
 * ever and cannot batch (docs/adr/0004). Routing is the typed subscriptions table, not decorators.
 */
export class KafkaStrategy extends Server implements CustomTransportStrategy {
  constructor(private readonly runner: ConsumerRunner) {
    super();
  }

  listen(callback: (error?: unknown) => void): void {
    // Resolves once connected and subscribed; the service does not wait for the broker to be listening.
    void this.runner.start().catch(() => undefined);
    callback();
  }

  close(): Promise<void> {
    return this.runner.stop();
  }

  on(): void {
    throw new Error('no transport events');
  }

  unwrap<T>(): T {
    throw new Error('no native server to unwrap');
  }
}
