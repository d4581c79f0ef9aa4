import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { signalGroup } from './groups.js';
import { type GuardianOrder } from './spec.js';

// A process of its own, told by its parent on standard input which process groups exist. When that input ends,
// the parent is gone, however it went (SIGKILL included): what is still there is ended and temporary folders go.
const groups = new Map<number, NodeJS.Signals>();
const folders: string[] = [];

function obey(order: GuardianOrder): void {
  if ('started' in order) groups.set(order.started, order.stopSignal);
  else if ('ended' in order) groups.delete(order.ended);
  else folders.push(order.folder);
}

async function endAll(): Promise<void> {
  for (const [pid, stopSignal] of groups) signalGroup(pid, stopSignal);
  const end = Date.now() + 5_000;
  const left = () => [...groups.keys()].filter((pid) => signalGroup(pid, 0));
  while (left().length > 0 && Date.now() < end) await delay(50);
  for (const pid of left()) signalGroup(pid, 'SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
for await (const line of createInterface({ input: process.stdin })) obey(JSON.parse(line) as GuardianOrder);
await endAll();
