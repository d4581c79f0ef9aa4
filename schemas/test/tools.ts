import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export type Field = Readonly<Record<string, unknown>> & Readonly<{ name: string; type: unknown }>;
export type Schema = Readonly<Record<string, unknown>> & Readonly<{ type: string; name: string; namespace: string; doc: string; fields: readonly Field[] }>;
export type Version = Readonly<{ number: number; file: string; schema: Schema }>;
export type Event = Readonly<{ key: string; context: string; name: string; versions: readonly Version[] }>;
export type Contract = Readonly<{ events: readonly Event[]; services: Readonly<Record<'says' | 'hears', Readonly<Record<string, readonly string[]>>>> }>;
export type Finding = Readonly<{ file: string; line: number; rule: string; mend: string }>;
type Outputs = Readonly<Record<string, string>>;

const tool = async <T>(name: string): Promise<T> => (await import(new URL(`../tools/${name}.mjs`, import.meta.url).href)) as T;

export const { readContract } = await tool<{ readContract: (root: string) => Contract }>('contract');
export const { checkContract } = await tool<{ checkContract: (contract: Contract) => Finding[] }>('check');
export const { differences, freeze, outputsOf, write } = await tool<{
  differences: (root: string, outputs: Outputs) => string[];
  freeze: (contract: Contract) => void;
  outputsOf: (contract: Contract) => Outputs;
  write: (root: string, outputs: Outputs) => void;
}>('outputs');

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const folders: string[] = [];
afterAll(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A contract of its own in a temporary folder, with the référentiel of the real one. */
export const scratch = () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'relais-contrat-'));
  folders.push(folder);
  const put = (file: string, content: string | object): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
  };
  const referentiel = JSON.parse(readFileSync(path.join(root, 'schemas/referentiel.json'), 'utf8')) as object;
  put('schemas/habilitations.json', readFileSync(path.join(root, 'schemas/habilitations.json'), 'utf8'));
  put('schemas/referentiel.json', { ...referentiel, canaux: {} });
  put('schemas/topics.json', { 'relais.essai.v1': { owner: 'essai', key: 'usagerId', partitions: 1, retentionMs: -1, context: 'essai' } });
  return {
    folder,
    put,
    text: (file: string): string => readFileSync(path.join(folder, file), 'utf8'),
    remove: (file: string): void => rmSync(path.join(folder, file), { recursive: true }),
    read: (): Contract => readContract(folder),
    findings: (): Finding[] => checkContract(readContract(folder)),
  };
};

const annotated = { doc: 'Un champ.', source: ['relais'], categorie: 'technique', sensibilite: 'ordinaire', destinataires: ['CD'] };

/** A field with its annotations; a given one that is undefined is left out. */
export const field = (name: string, type: unknown, more: Readonly<Record<string, unknown>> = {}): Field => ({ name, type, ...annotated, ...more });

/** An event that is as it should be. */
export const event = (name: string, fields: readonly Field[] = [], more: Readonly<Record<string, unknown>> = {}): Schema => ({
  type: 'record',
  name,
  namespace: 'fr.relais.essai',
  doc: 'Il s’est passé quelque chose.',
  auteur: ['relais'],
  article: 'à confirmer',
  fields: [
    field('usagerId', { type: 'string', logicalType: 'uuid' }),
    field('departement', 'string', { format: 'code_departement' }),
    ...fields,
  ],
  ...more,
});
