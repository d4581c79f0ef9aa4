import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { schemas } from './generated/events.js';

type Field = { name: string; doc?: string; categorie?: string; sensibilite?: string; destinataires?: string[]; type: unknown };
type RecordSchema = { name: string; namespace?: string; doc?: string; fields: Field[] };

const nestedRecords = (type: unknown): RecordSchema[] => {
  if (Array.isArray(type)) return type.flatMap(nestedRecords);
  const record = type as Partial<RecordSchema> & { type?: string };
  return record.type === 'record' ? [record as RecordSchema] : [];
};

const fieldsOf = (record: RecordSchema): [string, Field][] =>
  record.fields.flatMap((field) => [
    [`${record.name}.${field.name}`, field] as [string, Field],
    ...nestedRecords(field.type).flatMap((nested) => fieldsOf(nested)),
  ]);

const records = Object.values(schemas).flatMap((versions) => versions.map((text) => JSON.parse(text) as RecordSchema));

describe('the contract', () => {
  it.each(records.flatMap(fieldsOf))('%s says what it is, how sensitive it is and who may receive it', (_path, field) => {
    expect(field.doc).toMatch(/\S/);
    expect(field.categorie).toMatch(/^[a-z_]+$/);
    expect(['ordinaire', 'pseudonyme', 'personnelle', 'sante']).toContain(field.sensibilite);
    expect(field.destinataires?.length).toBeGreaterThan(0);
  });

  it('every event carries the person and the département, and is told in French', () => {
    for (const record of records) {
      expect(record.fields.slice(0, 2).map(({ name }) => name)).toEqual(['usagerId', 'departement']);
      expect(record.doc).toMatch(/\S/);
      expect(record.name).toMatch(/^[A-Za-z]+$/);
    }
  });

  it('what is generated follows the Avro files', () => {
    const generator = fileURLToPath(new URL('../generate.mjs', import.meta.url));
    expect(() => execFileSync(process.execPath, [generator, '--check'])).not.toThrow();
  });
});
