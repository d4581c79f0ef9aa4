import { verifyRecords } from '@relais/chassis/trail';
import { NOW, play } from './play.js';
import { secondOpinion } from './python.js';
import { randomOf } from './random.js';
import { tamperings } from './tamperings.js';
import { instantAt, KEY, recordsOf, soundTrail, SERVICE } from './trails.js';

const SEEDS = 2_000;
const kinds = Object.keys(tamperings).length;

describe('the access trail', () => {
  it('shows each of 2,000 tamperings, and says nothing of the sound trails', () => {
    const missed = Array.from({ length: SEEDS }, (_, seed) => play(seed)).filter(({ before, after }) => !before.intact || after.intact);
    expect(missed.map(({ seed, name, before }) => ({ seed, name, faults: before.faults }))).toEqual([]);
  });

  it('is judged alike by the verifier written apart, for each kind of tampering', () => {
    for (let seed = 0; seed < kinds; seed += 1) {
      const { name, sound, tampered } = play(seed);
      const [before, after] = [sound, tampered].map((trail) => secondOpinion({ records: recordsOf(trail), anchors: sound.seals }, KEY).intact);
      expect({ name, before, after }).toEqual({ name, before: true, after: false });
    }
  });

  it('begins later once the retention of its first lines is over, and not before', () => {
    const { lines, seals } = soundTrail(randomOf(5));
    const cut = { seals, lines: lines.filter(({ rank }) => rank > (seals[0]?.rank ?? 0)) };
    const years = (count: number) => new Date(NOW + count * 366 * 86_400_000);
    const recordsAt = (date: Date) => recordsOf(cut).map((record) => ('header' in record ? { header: { ...record.header, exportedAt: `${date.toISOString().slice(0, -1)}000Z` } } : record));
    expect(verifyRecords(recordsAt(years(1)), { key: KEY, anchors: seals, now: years(1).getTime() }).faults).toEqual([]);
    expect(verifyRecords(recordsAt(years(1)), { key: KEY, anchors: seals, now: NOW }).faults).toEqual([{ code: 'CHAINE_DIFFERENTE', place: 'sceau 1' }]);
    expect(verifyRecords(recordsAt(years(0)), { key: KEY, now: NOW }).intact).toBe(false);
  });

  it('lets the lines of the last seconds wait, and shows one that was put before a chained one', () => {
    const trail = soundTrail(randomOf(3));
    const line = { id: 900, xid: '9000', at: instantAt(19_990), agent: 'A', structure: null, departement: null, subject: 's', action: 'a', kind: 'consultation', purpose: 'p', granted: true, reason: null, origin: null, rank: null, hash: null };
    const withLine = (over: object) => [...recordsOf(trail), { line: { ...line, ...over } }];
    const judged = (over: object) => [verifyRecords(withLine(over), { key: KEY, now: NOW }).intact, secondOpinion({ records: withLine(over) }, KEY).intact];
    expect(judged({})).toEqual([true, true]);
    expect(judged({ xid: '700' })).toEqual([false, false]);
    expect(judged({ at: instantAt(19_000) })).toEqual([false, false]);
  });

  it('without a header, or with a retention below a year, is refused', () => {
    const [header, ...rest] = recordsOf(soundTrail(randomOf(1)));
    expect(verifyRecords(rest, { key: KEY }).faults[0]).toMatchObject({ code: 'ENTETE_ABSENT' });
    const short = { header: { service: SERVICE, version: 1, retentionDays: 30, exportedAt: instantAt(20_000) } } as const;
    expect(verifyRecords([short, ...rest], { key: KEY, now: NOW }).faults).toEqual([{ code: 'CONSERVATION_TROP_COURTE', place: 'en-tête' }]);
    expect(header).toBeDefined();
  });
});
