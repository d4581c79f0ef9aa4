import { messagePartenaire } from './personne-orientee.js';

const message = {
  id: '00000000-0000-7000-8000-000000000001',
  sequence: 2,
  cause: { id: '00000000-0000-7000-8000-000000000003', correlationId: '00000000-0000-7000-8000-000000000004', traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
  time: '2026-11-24T09:00:00.000Z',
  data: {
    usagerId: '00000000-0000-7000-8000-000000000002',
    departement: '33',
    parcours: 'PSP',
    organisme: 'ML',
    structureCode: 'NAQ0057',
    dateDecision: '2026-11-24',
  },
} as const;

const read = (structureType: string) => JSON.parse(messagePartenaire({ ...message, structureType })) as Record<string, unknown>;

describe('what a partner receives', () => {
  it('is a CloudEvent with all that a mission locale may know', () => {
    expect(read('ML')).toEqual({
      specversion: '1.0',
      id: message.id,
      source: 'urn:relais:connector',
      type: 'fr.relais.partenaires.PersonneOrientee',
      subject: message.data.usagerId,
      time: message.time,
      datacontenttype: 'application/json',
      dataschema: 'urn:relais:schema:partenaires.PersonneOrientee:1',
      partitionkey: message.data.usagerId,
      sequence: '2',
      departement: '33',
      correlationid: message.cause.correlationId,
      causationid: message.cause.id,
      traceparent: message.cause.traceparent,
      data: message.data,
    });
  });

  it('holds nothing that the schema does not let that kind of structure see', () => {
    expect(read('CAF')).toMatchObject({ data: {} });
    expect(Object.keys(read('FT')['data'] as object)).toEqual(['usagerId', 'departement']);
  });
});
