import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Controller, Inject, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, EventPattern, type KafkaContext, Payload, Transport } from '@nestjs/microservices';
import { batched, ignored, type Subscriptions } from '@relais/chassis/kafka';
import { inTransaction, type Tx } from '@relais/chassis/postgres';
import { eventually } from '../kit/eventually.js';
import { testPlatform, type TestPlatform } from '../kit/platform.js';
import { droitsIgnores, rattache } from '../kit/rattache.js';
import { askedNumber } from './asked.js';
import { type Bench, lineOf } from './bench.js';
import { fill } from './fill.js';
import { TOPIC, TYPE } from './ours.js';

const ROUNDS = askedNumber('rounds', 5);
const EVENTS = askedNumber('events', 20_000);
const PERSONS = Math.ceil(EVENTS / 4);
const WAIT = { timeoutMs: 600_000, everyMs: 5 };

type Effect = Readonly<{ usagerId: string; sequence: number }>;

const write = async (tx: Tx, effects: readonly Effect[]): Promise<void> => {
  await tx.query('insert into effet (usager_id, sequence) select * from unnest($1::uuid[], $2::int[])', [effects.map(({ usagerId }) => usagerId), effects.map(({ sequence }) => sequence)]);
};

/** Told of each effect before it is written: the first one starts the clock. */
type Clock = Readonly<{ touch: () => void; since: () => number }>;
const clock = (): Clock => {
  let first: number | undefined;
  return { touch: () => (first ??= performance.now()), since: () => (performance.now() - (first ?? NaN)) / 1_000 };
};

/** Everything is there, once. */
async function complete({ platform: { pool } }: TestPlatform): Promise<void> {
  const { rows } = await pool.query<{ total: number; kinds: number }>('select count(*)::int as total, count(distinct (usager_id, sequence))::int as kinds from effet');
  if (rows[0]?.total !== EVENTS || rows[0].kinds !== EVENTS) throw new Error(`${rows[0]?.total} effects, ${rows[0]?.kinds} of them different, of ${EVENTS}`);
}

/** Events a second, from the first effect to the last commit. */
async function timed(test: TestPlatform, consume: (clock: Clock) => Promise<() => Promise<unknown>>): Promise<number> {
  const { pool } = test.platform;
  await pool.query('truncate effet');
  const watch = clock();
  const stop = await consume(watch);
  try {
    await eventually(async () => {
      const { rows } = await pool.query<{ total: number }>('select count(*)::int as total from effet');
      if ((rows[0]?.total ?? 0) < EVENTS) throw new Error(`${rows[0]?.total} effects of ${EVENTS}`);
    }, WAIT);
    const seconds = watch.since();
    await complete(test);
    return EVENTS / seconds;
  } finally {
    await stop();
  }
}

/** The chassis, each event on its own or by runs. */
const ours = (test: TestPlatform, together: boolean) =>
  timed(test, async ({ touch }) => {
    const apply = async (events: readonly Effect[], tx: Tx): Promise<void> => {
      touch();
      await write(tx, events);
    };
    const row = together ? batched<typeof TYPE>(apply) : (event: Effect, tx: Tx): Promise<void> => apply([event], tx);
    const table: Subscriptions = { [TOPIC]: { 'usagers.DroitRsaOuvert': ignored, ...droitsIgnores, 'usagers.DroitRsaFerme': ignored, 'usagers.UsagersFusionnes': ignored, 'usagers.FusionAnnulee': ignored, [TYPE]: row } };
    const runner = await test.consume(`mesure-${randomUUID()}`, table);
    return () => runner.stop();
  });

/** Nest's own Kafka transport as its documentation has it: one handler call a message, Kafka's own offsets. */
const nests = (test: TestPlatform) =>
  timed(test, async ({ touch }) => {
    const { platform, config } = test;
    const effect = async (value: Buffer, context: KafkaContext): Promise<void> => {
      touch();
      const decoded = await platform.codec.decode(value);
      if (!decoded.known) throw new Error('an event of an unknown type');
      const sequence = Number(context.getMessage().headers?.['ce_sequence']);
      await inTransaction(platform.pool, (tx) => write(tx, [{ usagerId: decoded.data.usagerId, sequence }]));
    };
    const app = await NestFactory.createMicroservice(moduleOf(`${config.kafkaPrefix}${TOPIC}`, effect), {
      logger: false,
      transport: Transport.KAFKA,
      options: {
        client: { brokers: config.kafkaBrokers, sasl: { mechanism: 'scram-sha-512', username: config.kafkaUsername, password: config.kafkaPassword.reveal() } },
        consumer: { groupId: `${config.kafkaPrefix}nest-${randomUUID()}`, allowAutoTopicCreation: false },
        subscribe: { fromBeginning: true },
      },
    });
    await app.listen();
    return () => app.close();
  });

type Effecting = (value: Buffer, context: KafkaContext) => Promise<void>;
const EFFECT = Symbol('effect');

function moduleOf(topic: string, effect: Effecting): new () => object {
  @Controller()
  class Consumer {
    constructor(@Inject(EFFECT) private readonly effect: Effecting) {}

    @EventPattern(topic)
    handle(@Payload() value: object, @Ctx() context: unknown): Promise<void> {
      return this.effect(value as Buffer, context as KafkaContext);
    }
  }

  @Module({ controllers: [Consumer], providers: [{ provide: EFFECT, useValue: effect }] })
  class Consuming {}
  return Consuming;
}

type Round = Readonly<{ nest: number; single: number; together: number }>;

/** The same topic, with the same effect of each message, by Nest's own Kafka transport and by the chassis. */
export const nestBench: Bench = async (progress) => {
  const test = await testPlatform({ service: 'mesure', publishes: [TYPE] });
  try {
    await test.platform.pool.query('create table effet (usager_id uuid, sequence int)');
    const persons = Array.from({ length: PERSONS }, () => randomUUID());
    await fill(test.platform, Array.from({ length: EVENTS }, (_, n) => rattache(persons[n % PERSONS] ?? '', Math.floor(n / PERSONS) + 1)));
    await ours(test, true);
    const rounds: Round[] = [];
    for (let n = 1; n <= ROUNDS; n += 1) {
      const round = { nest: await nests(test), single: await ours(test, false), together: await ours(test, true) };
      rounds.push(round);
      progress(`round ${n}/${ROUNDS}: ${Object.entries(round).map(([way, rate]) => `${way} ${Math.round(rate)}`).join(', ')} events/s`);
    }
    return {
      conditions: { events: EVENTS, persons: PERSONS, rounds: ROUNDS, durable: 'yes' },
      table: [
        lineOf('Nest’s Kafka transport', 'events/s', rounds.map(({ nest }) => nest)),
        lineOf('ours, event by event', 'events/s', rounds.map(({ single }) => single)),
        lineOf('ours, by runs', 'events/s', rounds.map(({ together }) => together)),
        lineOf('ours, event by event / Nest', 'ratio', rounds.map(({ nest, single }) => single / nest)),
        lineOf('ours, by runs / Nest', 'ratio', rounds.map(({ nest, together }) => together / nest)),
      ],
      rounds,
    };
  } finally {
    await test.close();
  }
};
