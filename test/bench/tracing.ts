import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { environment } from '@relais/chassis/config';
import { type Bench, lineOf } from './bench.js';
import { serviceNodeOptions } from '@relais/local/stack/services';
import type { Drain } from './drain.js';

const ROUNDS = 5;
const EVENTS = 60_000;
const BACKLOG = 1_000_000;
/** What tracing may cost of the throughput, and what a service may hold of memory. */
const TARGETS = { cost: 0.05, memoryMiB: 256 };

const run = promisify(execFile);
const script = fileURLToPath(new URL('./drain.js', import.meta.url));

async function drained(events: number, env: NodeJS.ProcessEnv): Promise<Drain> {
  const { stdout } = await run(process.execPath, [script, String(events)], { env: { ...environment(), NODE_OPTIONS: serviceNodeOptions, ...env } });
  const measured = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Drain;
  if (measured.events !== events) throw new Error(`${measured.events} events for ${events}`);
  return measured;
}

/** Takes spans as a collector does, and forgets them. */
async function collector(): Promise<{ url: string; spans: () => number; close: () => void }> {
  let bytes = 0;
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => (bytes += chunk.length));
    request.on('end', () => response.writeHead(202).end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/api/v2/spans`, spans: () => bytes, close: () => server.close() };
}

/** A backlog sent and projected by one process, with traces and without; then a backlog of a million for its memory. */
export const tracingBench: Bench = async (progress) => {
  const { url, spans, close } = await collector();
  const on = { OTEL_TRACES_EXPORTER: 'zipkin', OTEL_EXPORTER_ZIPKIN_ENDPOINT: url };
  const off = { OTEL_TRACES_EXPORTER: 'none' };
  try {
    const rounds: { on: Drain; off: Drain }[] = [];
    for (let n = 1; n <= ROUNDS; n += 1) {
      const without = await drained(EVENTS, off);
      const round = { off: without, on: await drained(EVENTS, on) };
      rounds.push(round);
      progress(`round ${n}/${ROUNDS}: ${(round.off.seconds / round.on.seconds).toFixed(2)}`);
    }
    if (spans() === 0) throw new Error('no span was ever sent');
    const backlog = await drained(BACKLOG, on);
    progress(`backlog of ${BACKLOG}: ${Math.round(backlog.seconds)} s, ${backlog.memoryMiB} MiB`);
    return {
      conditions: { events: EVENTS, backlog: BACKLOG, rounds: ROUNDS, targetRatio: 1 - TARGETS.cost, targetMemoryMiB: TARGETS.memoryMiB },
      table: [
        lineOf('traces on', 'events/s', rounds.map((round) => EVENTS / round.on.seconds)),
        lineOf('traces off', 'events/s', rounds.map((round) => EVENTS / round.off.seconds)),
        lineOf('traces on / off', 'ratio', rounds.map((round) => round.off.seconds / round.on.seconds)),
        lineOf('memory, backlog of a million', 'MiB', [backlog.memoryMiB]),
        lineOf('memory, backlog of sixty thousand', 'MiB', rounds.map((round) => round.on.memoryMiB)),
        lineOf('backlog of a million', 'events/s', [BACKLOG / backlog.seconds]),
      ],
      rounds,
    };
  } finally {
    close();
  }
};
