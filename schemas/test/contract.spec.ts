import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { event, field, outputsOf, readContract, root, scratch, write, differences } from './tools.js';

const command = (...args: string[]) => spawnSync(process.execPath, [path.join(root, 'schemas/generate.mjs'), ...args], { encoding: 'utf8' });

describe('the contract of this repository', () => {
  it('is as it should be, and all that is written from it follows it', () => {
    const { status, stderr } = command('--check');
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('knows who says and who hears each event', () => {
    const { says, hears } = readContract(root).services;
    expect(hears['orientation.OrientationDecidee']).toEqual(['accompaniment', 'connector', 'pilotage', 'usagers']);
    expect(hears['usagers.UsagerRattache']).toEqual(['sanctions']);
    expect(hears['orientation.PreconisationEnregistree']).toBeUndefined();
    expect(says['partenaires.PersonneOrientee']).toEqual(['connector']);
  });
});

describe('what is written from a contract', () => {
  const made = () => {
    const contract = scratch();
    contract.put('schemas/essai/FaitDit/1.avsc', event('FaitDit', [field('sens', 'string', { valeurs: ['OUI', 'NON'] })]));
    write(contract.folder, outputsOf(contract.read()));
    return contract;
  };

  it('is all that an event needs: one file gives the rest', () => {
    const { folder, put, read, text } = made();
    put('schemas/essai/AutreFait/1.avsc', event('AutreFait', [field('jours', 'int', { unite: 'jours', categorie: 'contrat' })]));
    write(folder, outputsOf(read()));
    for (const [file, what] of [
      ['schemas/src/generated/events.ts', "'relais.essai.v1': 'essai.AutreFait' | 'essai.FaitDit'"],
      ['schemas/generated/asyncapi.json', '"#/components/messages/essai.AutreFait"'],
      ['schemas/generated/json-schema/essai/AutreFait/1.json', '"urn:relais:schema:essai.AutreFait:1"'],
      ['schemas/golden/essai/AutreFait/1.json', '"jours": 10'],
      ['docs/catalogue/essai.md', '## AutreFait'],
      ['docs/catalogue/README.md', '[AutreFait](essai.md#autrefait)'],
      ['docs/registre-des-traitements.md', '[essai.AutreFait](catalogue/essai.md#autrefait) | jours'],
    ] as const) {
      expect(text(file)).toContain(what);
    }
  });

  it('is missed when it is edited, missing or left over', () => {
    const { folder, put, read, remove } = made();
    put('docs/catalogue/essai.md', 'autre chose');
    remove('schemas/golden/essai/FaitDit/1.json');
    put('docs/catalogue/parti.md', '');
    expect(differences(folder, outputsOf(read())).sort()).toEqual(['docs/catalogue/essai.md', 'docs/catalogue/parti.md', 'schemas/golden/essai/FaitDit/1.json']);
    write(folder, outputsOf(read()));
    expect(differences(folder, outputsOf(read()))).toEqual([]);
  });

  it('keeps an example written by hand, with what the schema adds and without what it no longer has', () => {
    const { folder, put, read, text } = made();
    const golden = 'schemas/golden/essai/FaitDit/1.json';
    put(golden, text(golden).replace('"OUI"', '"NON"'));
    put('schemas/essai/FaitDit/1.avsc', event('FaitDit', [field('sens', 'string', { valeurs: ['OUI', 'NON'] }), field('vrai', 'boolean')]));
    write(folder, outputsOf(read()));
    expect(JSON.parse(text(golden))).toMatchObject({ exemple: { sens: 'NON', vrai: false } });
    put(golden, text(golden).replace('false', '"oui"'));
    expect(() => outputsOf(read())).toThrow(/golden\/essai\/FaitDit\/1\.json:1 : l’exemple n’entre pas/);
  });
});
