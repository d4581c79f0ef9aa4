import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What does not pass while it is held: nothing at all, or only what the server answers. */
export type Held = 'everything' | 'answers';

/** A wire to a server that can go dead: connections are accepted and kept, nothing passes. */
export type TcpProxy = Readonly<{
  port: number;
  hold: (what: Held) => void;
  /** What waited passes, and all that follows. */
  release: () => void;
  close: () => Promise<void>;
}>;

export const tcpProxy = async ({ host, port }: { host: string; port: number }): Promise<TcpProxy> => {
  let held: Held | undefined;
  const pairs = new Set<readonly [Socket, Socket]>();
  const open = ([client, real]: readonly [Socket, Socket]): void => {
    if (held !== 'everything') client.pipe(real);
    if (held === undefined) real.pipe(client);
  };
  const server = createServer((client) => {
    const real = connect(port, host);
    const pair = [client, real] as const;
    pairs.add(pair);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        for (const one of pair) one.destroy();
        pairs.delete(pair);
      });
    }
    open(pair);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    hold: (what) => {
      held = what;
      for (const [client, real] of pairs) {
        real.unpipe(client).pause();
        if (what === 'everything') client.unpipe(real).pause();
      }
    },
    release: () => {
      held = undefined;
      for (const pair of pairs) open(pair);
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      await closed;
    },
  };
};
