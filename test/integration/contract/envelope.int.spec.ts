import { randomUUID } from 'node:crypto';
import { messagePartenaire } from '@relais/connector/adapters/kafka/personne-orientee';
import { contractJson, jsonSchema } from '../../contract/validators.js';
import { eventually } from '../../kit/environment.js';
import { rattachement } from '../../kit/rattache.js';
import { JournalBench, Recorder } from '../chassis/kit/journal-bench.js';

type Attribute = Readonly<{ nom: string; kafka: string; obligatoire: boolean; schema: object }>;
type Document = Readonly<{ components: { schemas: { entetes: object }; messages: Readonly<Record<string, { payload: object }>> } }>;

const { enveloppe } = contractJson<{ enveloppe: readonly Attribute[] }>('schemas/referentiel.json');
const { components } = contractJson<Document>('schemas/generated/asyncapi.json');

describe('the envelope that the contract describes', () => {
  it('is the one that the relay sends, header for header', async () => {
    const bench = await JournalBench.open();
    try {
      const sent = new Recorder();
      const [whole, bare] = [randomUUID(), randomUUID()];
      await bench.pool.query(
        `insert into journal (id, topic, key, sequence, type, departement, payload, correlation_id, causation_id, traceparent, at)
         select gen_random_uuid(), 'relais.usagers.v1', key, 1, 'usagers.UsagerRattache', '33', '\\x0000000001', gen_random_uuid(), causation, trace, now()
         from (values ($1, gen_random_uuid(), '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'), ($2, null, null)) as row (key, causation, trace)`,
        [whole, bare],
      );
      bench.relay('sondage', sent);
      await eventually(() => expect(sent.messages).toHaveLength(2));
      const headersOf = (person: string): Readonly<Record<string, string>> => sent.messages.find(({ key }) => key === person)?.headers ?? {};
      expect(Object.keys(headersOf(whole)).sort()).toEqual(enveloppe.map(({ kafka }) => kafka).sort());
      expect(Object.keys(headersOf(bare)).sort()).toEqual(enveloppe.filter(({ obligatoire }) => obligatoire).map(({ kafka }) => kafka).sort());
      const validate = jsonSchema(components.schemas.entetes);
      for (const headers of [headersOf(whole), headersOf(bare)]) expect(validate(headers) ? [] : validate.errors).toEqual([]);
    } finally {
      await bench.close();
    }
  });

  it('is the one that a partner receives by webhook', () => {
    const { usagerId, departement } = rattachement(randomUUID());
    const data = { usagerId, departement, parcours: 'PSP', organisme: 'ML', structureCode: 'NAQ0405', dateDecision: '2026-11-24' } as const;
    const cause = { id: randomUUID(), correlationId: randomUUID(), traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };
    const body = JSON.parse(messagePartenaire({ id: randomUUID(), sequence: 1, time: '2026-11-24T09:00:00.000Z', structureType: 'ML', cause, data })) as object;
    expect(Object.keys(body).sort()).toEqual([...enveloppe.map(({ nom }) => nom), 'data'].sort());
    const validate = jsonSchema(components.messages['webhook.partenaires.PersonneOrientee']?.payload ?? {});
    expect(validate(body) ? [] : validate.errors).toEqual([]);
  });
});
