import { once } from 'node:events';
import { createServer } from 'node:net';
import { assertFree, choosePorts, freePort } from './ports.js';

describe('the ports of the stack', () => {
  it('are refused with the port, the part and the variable when somebody listens there', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const ports = { ...(await choosePorts({ free: true })), kafka: port };
    await expect(assertFree(ports, ['zipkin', 'kafka'])).rejects.toThrow(
      `Le port ${port}, prévu pour Kafka, est déjà pris par un autre programme. Libérez-le, ou choisissez-en un autre : RELAIS_PORT_KAFKA=<port>`,
    );
    taken.close();
    await once(taken, 'close');
    await expect(assertFree(ports, ['zipkin', 'kafka'])).resolves.toBeUndefined();
  });

  it('are all different when free ones are taken', async () => {
    const ports = Object.values(await choosePorts({ free: true }));
    expect(new Set(ports).size).toBe(ports.length);
  });

  it('are never one of those set aside', async () => {
    const port = await freePort();
    expect(await freePort([port])).not.toBe(port);
  });
});
