import { readWebhook } from './index.js';

const usagerId = '018f3c1e-0000-7000-8000-000000000001';
const event = {
  specversion: '1.0',
  id: '018f3c1e-0000-7000-8000-0000000000a1',
  source: 'urn:relais:connector',
  type: 'fr.relais.partenaires.PersonneOrientee',
  subject: usagerId,
  time: '2026-11-24T09:00:00.000Z',
  partitionkey: usagerId,
  sequence: '4',
  departement: '33',
  correlationid: '018f3c1e-0000-7000-8000-0000000000b1',
  data: { usagerId, departement: '33', parcours: 'PSP', dateDecision: '2026-11-24' },
};
const read = (change: object) => readWebhook(JSON.stringify({ ...event, ...change }));
const data = (change: object) => ({ data: { ...event.data, ...change } });

describe('an event read from a webhook', () => {
  it('is typed, with its envelope; what was not told is absent, what is not known yet is kept', () => {
    expect(read(data({ demain: 1 }))).toEqual({
      type: 'partenaires.PersonneOrientee',
      id: event.id,
      source: event.source,
      subject: usagerId,
      time: event.time,
      departement: '33',
      sequence: 4,
      correlationId: event.correlationid,
      causationId: null,
      traceparent: null,
      data: { ...event.data, demain: 1 },
    });
  });

  it.each([
    ['WEBHOOK_ILLISIBLE', 'another version of CloudEvents', { specversion: '0.3' }],
    ['WEBHOOK_ILLISIBLE', 'no data', { data: null }],
    ['WEBHOOK_ILLISIBLE', 'a field of another form', data({ dateDecision: '2026-02-30' })],
    ['TYPE_INCONNU', 'a type of the future', { type: 'fr.relais.partenaires.DeDemain' }],
    ['TYPE_INCONNU', 'a type that is for no partner', { type: 'fr.relais.orientation.OrientationDecidee' }],
    ['ENTETE_INVALIDE', 'no id', { id: undefined }],
    ['ENTETE_INVALIDE', 'a rank that is none', { sequence: '0' }],
    ['CLE_CONTREDITE', 'another person in the data', data({ usagerId: '018f3c1e-0000-7000-8000-000000000002' })],
  ])('is refused by %s for %s', (code, _what, change) => {
    expect(() => read(change)).toThrow(expect.objectContaining({ name: 'ContratError', code }) as Error);
  });

  it.each(['', '[', '"texte"', 'null'])('is refused for the body %p', (payload) => {
    expect(() => readWebhook(payload)).toThrow(expect.objectContaining({ code: 'WEBHOOK_ILLISIBLE' }) as Error);
  });
});
