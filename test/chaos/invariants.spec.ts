import { type Amounts, amountsOf, firstBroken } from './invariants.js';
import { type Observed } from './observe.js';

const ORIENTATION = 'relais.orientation.v1';
const OPENED = { topic: ORIENTATION, key: 'p1', id: 'e1', sequence: 1 };
const DECIDED = { topic: ORIENTATION, key: 'p1', id: 'e2', sequence: 2 };
const COMMAND = { topic: 'relais.commandes.v1', key: 'p1', id: 'c1', sequence: 0 };

const TOLD = { operation: 'decisionOrientation', numeroFranceTravail: '330', empreinteCorps: 'ab' };

const expected: Amounts = { decisions: 1, transmissions: 1, livraisons: 1 };
const sound: Observed = {
  journals: [
    { ...OPENED, type: 'orientation.OrientationOuverte' },
    { ...DECIDED, type: 'orientation.OrientationDecidee' },
  ],
  bus: { messages: [OPENED, DECIDED], ends: new Map() },
  behind: [],
  parked: [],
  transmissions: [{ id: 't1', usagerId: 'p1', operation: 'decisionOrientation', etat: 'ACQUITTEE', code: null }],
  livraisons: [{ id: 'l1', usagerId: 'p1', etat: 'LIVREE', code: null }],
  accepted: [TOLD],
  received: [{ id: 'l1', usagerId: 'p1' }],
};
const onBus = (...messages: Observed['bus']['messages']): Observed => ({ ...sound, bus: { messages, ends: new Map() } });

describe('the invariants', () => {
  it('hold when each thing is there once', () => {
    expect(firstBroken(sound, expected)).toBeUndefined();
  });

  it('tell one told twice, another never', () => {
    const twice = { ...sound, transmissions: [...sound.transmissions, ...sound.transmissions], accepted: [TOLD, TOLD] };
    expect(firstBroken(twice, { ...expected, transmissions: 2 })).toMatch(/plus d’une fois \(decisionOrientation 330 ab\)/);
    const again = { ...twice, accepted: [TOLD, { ...TOLD, empreinteCorps: 'cd' }] };
    expect(firstBroken(again, { ...expected, transmissions: 2 })).toMatch(/décision acceptée .* plus d’une fois \(330\)/);
  });

  it('let a person conclude about what cannot be read again, whether it arrived or not', () => {
    const lost = { id: 't2', usagerId: 'p1', operation: 'decisionSanctionRSAPartenaire', etat: 'A_TRAITER', code: 'RELECTURE_IMPOSSIBLE' };
    const two = { ...sound, transmissions: [...sound.transmissions, lost] };
    expect(firstBroken(two, { ...expected, transmissions: 2 })).toBeUndefined();
    const arrived = { ...TOLD, operation: 'decisionSanctionRSAPartenaire' };
    expect(firstBroken({ ...two, accepted: [TOLD, arrived] }, { ...expected, transmissions: 2 })).toBeUndefined();
    expect(firstBroken({ ...two, accepted: [] }, { ...expected, transmissions: 2 })).toMatch(/0 pour 2 transmissions, dont 1 sans réponse/);
    const refused = { ...two, transmissions: [...sound.transmissions, { ...lost, code: 'S002' }] };
    expect(firstBroken(refused, { ...expected, transmissions: 2 })).toMatch(/t2 est A_TRAITER au lieu de ACQUITTEE/);
  });

  it('leave to each who writes there what carries no number', () => {
    expect(firstBroken(onBus(OPENED, DECIDED, COMMAND, COMMAND), expected)).toBeUndefined();
  });

  it('count what is there', () => {
    expect(amountsOf(sound)).toEqual(expected);
  });

  it('set repetitions of one message aside', () => {
    expect(firstBroken(onBus(OPENED, OPENED, DECIDED, OPENED, DECIDED), expected)).toBeUndefined();
  });

  it.each([
    ['a fact lost on the bus', onBus(OPENED), /1 faits des journaux ne sont pas sur le bus .*OrientationDecidee/],
    ['a hole in a history', onBus(DECIDED), /les faits de p1 portent les numéros 2$/],
    ['an order turned round', onBus(DECIDED, OPENED), /numéros 2, 1/],
    ['a number given twice', onBus(OPENED, DECIDED, { ...DECIDED, id: 'e3' }), /numéros 1, 2, 2/],
    ['a message that nobody wrote', onBus(OPENED, DECIDED, { ...DECIDED, key: 'p2', sequence: 1, id: 'e9' }), /1 messages du bus ne sont dans aucun journal/],
    ['a decision lost', { ...sound, journals: [], bus: { messages: [], ends: new Map() } }, /décisions : 0 au lieu de 1/],
    ['somebody set aside', { ...sound, parked: ['orientation a mis une personne de côté'] }, /de côté/],
    ['a relay behind', { ...sound, behind: ['le relais de usagers a encore 2 faits à envoyer'] }, /encore 2 faits/],
    ['a transmission left', { ...sound, transmissions: [{ id: 't1', usagerId: 'p1', operation: 'decisionOrientation', etat: 'A_RELIRE', code: null }] }, /transmission t1 est A_RELIRE/],
    ['a transmission lost', { ...sound, transmissions: [] }, /transmissions : 0 au lieu de 1/],
    ['a decision sent twice', { ...sound, accepted: [TOLD, { ...TOLD, empreinteCorps: 'cd' }] }, /envois acceptés par France Travail : 2 pour 1 transmissions/],
    ['a decision never sent', { ...sound, accepted: [] }, /envois acceptés par France Travail : 0 pour 1 transmissions/],
    ['a delivery lost', { ...sound, livraisons: [] }, /livraisons : 0 au lieu de 1/],
    ['a delivery not received', { ...sound, received: [] }, /message reçu par le partenaire : 0 fois au lieu d’une/],
    ['a message received twice', { ...sound, received: [...sound.received, ...sound.received] }, /message reçu par le partenaire : 2 fois/],
    ['a message that nobody sent', { ...sound, received: [...sound.received, { id: 'l2', usagerId: 'p1' }] }, /que personne n’attendait \(l2 sur p1\)/],
  ])('tell %s', (_what, seen, complaint) => {
    expect(firstBroken(seen, expected)).toMatch(complaint);
  });
});
