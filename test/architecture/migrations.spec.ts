import { createHash } from 'node:crypto';
import { filesIn, jsonOf, textOf, workspaces } from './repository.js';

type Hashes = Readonly<Record<string, string>>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What is not as it was recorded: changed, gone, or not recorded yet. */
function differences(recorded: Hashes, present: Hashes): string[] {
  const files = [...new Set([...Object.keys(recorded), ...Object.keys(present)])].sort();
  return files.flatMap((file) => {
    const [was, is] = [recorded[file], present[file]];
    if (was === is) return [];
    if (was === undefined) return [`new, to be added by hand: "${file}": "${is}"`];
    return is === undefined ? [`gone: ${file}`] : [`changed: ${file}; write another migration`];
  });
}

describe('migrations', () => {
  it('are frozen: migrations.json holds the hash of each, and a landed one does not change', () => {
    const files = workspaces.flatMap((folder) => filesIn(`${folder}/migrations`, '.sql'));
    const present = Object.fromEntries(files.map((file) => [file, sha256(textOf(file))]));
    expect(differences(jsonOf<Hashes>('test/architecture/migrations.json'), present)).toEqual([]);
  });

  it('are numbered without a gap', () => {
    for (const folder of workspaces) {
      const numbers = filesIn(`${folder}/migrations`, '.sql').map((file) => Number(/\/(\d{4})_[a-z0-9_-]+\.sql$/.exec(file)?.[1]));
      expect({ folder, numbers: numbers.sort((a, b) => a - b) }).toEqual({ folder, numbers: numbers.map((_, index) => index + 1) });
    }
  });

  it('would be refused when changed, removed or not recorded', () => {
    expect(differences({ a: '1', b: '2' }, { a: '1', b: '2' })).toEqual([]);
    expect(differences({ a: '1' }, { a: '9' })).toEqual(['changed: a; write another migration']);
    expect(differences({ a: '1' }, {})).toEqual(['gone: a']);
    expect(differences({}, { a: '1' })).toEqual(['new, to be added by hand: "a": "1"']);
  });
});
