import { connect } from 'node:net';

/** Resolves when the URL answers with a 2xx within 2 s. */
export async function answersHttp(url: string): Promise<void> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url} répond ${answer.status}`);
}

/** Resolves when something accepts connections on that port of 127.0.0.1. */
export function answersTcp(port: number): Promise<void> {
  return exchange(port, undefined);
}

/** Resolves when a Kafka broker treats requests there: it answers ApiVersions v0, the one request open to all. */
export function answersKafka(port: number): Promise<void> {
  // length 10: api key 18, version 0, correlation id 1, null client id
  return exchange(port, Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff]));
}

function exchange(port: number, request: Buffer | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 2_000 });
    const close = (settle: () => void) => {
      socket.destroy();
      settle();
    };
    socket.once('connect', () => (request === undefined ? close(resolve) : socket.write(request)));
    socket.once('data', () => close(resolve));
    socket.once('timeout', () => close(() => reject(new Error(`rien sur le port ${port} après 2 s`))));
    socket.once('error', (error) => close(() => reject(error)));
    socket.once('close', () => reject(new Error(`connexion fermée sur le port ${port}`)));
  });
}
