import { Dispatcher } from './dispatcher.js';

type Row = { group: string; n: number };

const setUp = (due: Row[], handle: (row: Row) => Promise<number | undefined>, groups = ['a', 'b']) => {
  const errors: unknown[] = [];
  const dispatcher = new Dispatcher<Row>({
    groups: () => groups,
    take: (free) => {
      const taken = free.flatMap((group) => due.filter((row) => row.group === group).slice(0, 2));
      for (const row of taken) due.splice(due.indexOf(row), 1);
      return Promise.resolve(taken);
    },
    groupOf: ({ group }) => group,
    handle,
    idleMs: 1,
    onError: (error) => errors.push(error),
    nowMs: () => Date.now(),
  });
  return { dispatcher, errors };
};

/** Resolves when it was called that many times. */
const times = (count: number) => {
  let call: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    let left = count;
    call = () => {
      left -= 1;
      if (left === 0) resolve();
    };
  });
  return { call, done };
};

describe('the dispatcher', () => {
  it('serves every group, a stuck one apart', async () => {
    const handled: string[] = [];
    const three = times(3);
    let release: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => (release = resolve));
    const due = [{ group: 'a', n: 1 }, { group: 'b', n: 1 }, { group: 'b', n: 2 }, { group: 'b', n: 3 }];
    const { dispatcher } = setUp(due, async ({ group, n }) => {
      if (group === 'a') return stuck.then(() => undefined);
      handled.push(`${group}${n}`);
      three.call();
      return undefined;
    });
    dispatcher.start();
    await three.done;
    expect(handled).toEqual(['b1', 'b2', 'b3']);
    release();
    await dispatcher.stop();
  });

  it('waits for what is under way before it stops', async () => {
    let ended = false;
    const begun = times(1);
    const { dispatcher } = setUp([{ group: 'a', n: 1 }], async () => {
      begun.call();
      await new Promise((done) => setImmediate(done));
      ended = true;
      return undefined;
    });
    dispatcher.start();
    await begun.done;
    await dispatcher.stop();
    expect(ended).toBe(true);
  });

  it('leaves a failing group alone for a while, and goes on with the others', async () => {
    const two = times(2);
    const due = [{ group: 'a', n: 1 }, { group: 'b', n: 1 }, { group: 'b', n: 2 }];
    const { dispatcher, errors } = setUp(due, ({ group }) => {
      if (group === 'a') return Promise.reject(new Error('base'));
      two.call();
      return Promise.resolve(undefined);
    });
    dispatcher.start();
    await two.done;
    await dispatcher.stop();
    expect(errors).toHaveLength(1);
  });
});
