import { Vitality } from './vitality.js';

describe('vitality of a consumer', () => {
  let now: number;
  let vitality: Vitality;
  beforeEach(() => {
    now = 0;
    vitality = new Vitality(() => now);
  });

  it('is not ready before it is in its group, nor after it was lost', () => {
    expect(vitality.troubles()).toEqual(['NON_RATTACHE']);
    vitality.join();
    expect(vitality.troubles()).toEqual([]);
    vitality.leave({ topicAbsent: false });
    expect(vitality.troubles()).toEqual(['NON_RATTACHE']);
    vitality.leave({ topicAbsent: true });
    expect(vitality.troubles()).toEqual(['SUJET_ABSENT']);
    vitality.join();
    expect(vitality.troubles()).toEqual([]);
  });

  it('is not ready when the broker says nothing any more', () => {
    vitality.join();
    now = 14_000;
    expect(vitality.troubles()).toEqual([]);
    now = 15_000;
    expect(vitality.troubles()).toEqual(['BUS_MUET']);
    vitality.sign();
    expect(vitality.troubles()).toEqual([]);
  });

  it('is not ready while a batch fails again and again, or does not end', () => {
    vitality.join();
    vitality.begin('t/0');
    vitality.fail('t/0');
    now = 30_000;
    vitality.sign();
    vitality.fail('t/0');
    expect(vitality.troubles()).toEqual(['LOT_EN_ECHEC']);
    vitality.succeed('t/0');
    expect(vitality.troubles()).toEqual([]);
    now = 150_000;
    vitality.sign();
    expect(vitality.troubles()).toEqual(['LOT_BLOQUE']);
    vitality.end('t/0');
    expect(vitality.troubles()).toEqual([]);
  });
});
