import { Accounts, differenceOf } from './accounts.js';

const place = { topic: 'relais.usagers.v1', partition: 2 };

describe('accounted = received', () => {
  it('holds while a slice is under way, once it is decided about, and when it is given back', () => {
    const accounts = new Accounts();
    accounts.receive(place, 3);
    expect(accounts.balanced()).toBe(true);
    accounts.settle(place, { count: 3, verdicts: ['applied', 'applied', 'parked'], next: 3 });
    accounts.receive(place, 2);
    accounts.giveBack(place, 2);
    expect(accounts.balanced()).toBe(true);
    expect(accounts.report()).toEqual([{ ...place, received: 3, underWay: 0, lost: 0, next: 3, verdicts: { applied: 2, parked: 1 } }]);
  });

  it('is broken by a message without a verdict, by a verdict without a message, and by a loss', () => {
    const missing = new Accounts();
    missing.receive(place, 3);
    missing.settle(place, { count: 3, verdicts: ['applied', 'applied'], next: 3 });
    expect(missing.balanced()).toBe(false);
    expect(missing.report().map(differenceOf)).toEqual([1]);
    const doubled = new Accounts();
    doubled.receive(place, 1);
    doubled.settle(place, { count: 1, verdicts: ['applied', 'applied'], next: 1 });
    expect(doubled.balanced()).toBe(false);
    const lost = new Accounts();
    lost.lose(place, 4);
    expect(lost.balanced()).toBe(false);
  });
});
