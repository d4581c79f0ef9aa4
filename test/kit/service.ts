import { randomUUID } from 'node:crypto';
import { type DynamicModule } from '@nestjs/common';
import { type ProblemTable } from '@relais/chassis/http';
import { type Subscriptions, type UnreadableHook } from '@relais/chassis/kafka';
import { type Platform } from '@relais/chassis/lifecycle';
import { type Events } from '@relais/schemas';
import { eventually } from './environment.js';
import { httpService, type TestHttp } from './http-service.js';
import { testPlatform, type TestPlatform, type TestPlatformOptions } from './platform.js';

type Answered = Readonly<{ correlation: string; data: Partial<Events['reponses.CommandeTraitee']> }>;
type Put = Readonly<{ id?: string; topic?: string; value?: Buffer; ceType?: string }>;

/** A whole service on real parts: HTTP, relay and consumer, with what speaks to it from outside. */
export type TestService = TestPlatform &
  Readonly<{
    http: TestHttp;
    /** Another service says something on its topic. */
    say: <T extends keyof Events>(type: T, data: Events[T]) => Promise<void>;
    /** The tool of a département puts a command; `value` in place of its bytes. */
    put: <T extends keyof Events>(type: T, data: Events[T], options?: Put) => Promise<{ id: string; correlationId: string }>;
    /** The answers about one person, once there are as many as wanted. */
    answersTo: (usagerId: string, wanted: number, topic?: string) => Promise<Answered[]>;
  }>;

export type TestServiceOptions = TestPlatformOptions &
  Readonly<{
    module: (platform: Platform) => DynamicModule;
    problems: ProblemTable;
    tokens: Readonly<{ SUBSCRIPTIONS: symbol; UNREADABLE: symbol }>;
  }>;

/** The value that a module gives for a token. */
export const provided = <T>(module: DynamicModule, token: symbol): T =>
  (module.providers?.find((provider) => 'provide' in provider && provider.provide === token) as { useValue: T }).useValue;

export const testService = async ({ module: register, problems, tokens, ...options }: TestServiceOptions): Promise<TestService> => {
  const test = await testPlatform(options);
  const { platform } = test;
  const module = register(platform);
  const http = await httpService({ platform, module, problems });
  platform.relay.start();
  await test.consume(options.service, provided<Subscriptions>(module, tokens.SUBSCRIPTIONS), provided<UnreadableHook>(module, tokens.UNREADABLE));
  const decoded = async ({ correlation, payload }: { correlation: string; payload: Buffer }): Promise<Answered> => {
    const { known, ...rest } = await platform.codec.decode(payload);
    return { correlation, data: known && 'data' in rest ? rest.data : {} };
  };
  return {
    ...test,
    http,
    say: async (type, data) => {
      await platform.journal.appendNext(platform.pool, { type, data, origin: { correlationId: randomUUID() } });
      platform.relay.wake();
    },
    put: async (type, data, { id = randomUUID(), topic = 'relais.commandes.v1', value = platform.codec.encode(type, data), ceType = type } = {}) => {
      const correlationId = randomUUID();
      const headers = { ce_id: id, ce_type: `fr.relais.${ceType}`, ce_time: new Date().toISOString(), ce_correlationid: correlationId };
      await platform.publisher.publish([{ topic, key: data.usagerId, value, headers }]);
      return { id, correlationId };
    },
    answersTo: (usagerId, wanted, topic = 'relais.reponses.v1') =>
      eventually(
        async () => {
          const { rows } = await platform.pool.query<{ correlation: string; payload: Buffer }>(
            'select correlation_id as correlation, payload from journal where topic = $1 and key = $2 order by sequence',
            [topic, usagerId],
          );
          if (rows.length !== wanted) throw new Error(`${rows.length} réponses sur ${topic}, attendues : ${wanted}`);
          return Promise.all(rows.map(decoded));
        },
        { timeoutMs: 30_000 },
      ),
    close: async () => {
      await http.close();
      await test.close();
    },
  };
};
