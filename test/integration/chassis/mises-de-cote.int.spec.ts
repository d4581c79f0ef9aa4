import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Module } from '@nestjs/common';
import { run } from '@relais/chassis/cli';
import { Secret } from '@relais/chassis/config';
import { BusModule } from '@relais/chassis/http';
import { type Fact } from '@relais/chassis/journal';
import { BusAdministration, ignored, type Received, type Subscriptions } from '@relais/chassis/kafka';
import { parkingOf } from '@relais/chassis/lifecycle';
import { inTransaction } from '@relais/chassis/postgres';
import { invalid } from '@relais/kernel';
import { eventually } from '../../kit/environment.js';
import { httpService, type TestHttp } from '../../kit/http-service.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';
import { droitsIgnores, rattache } from '../../kit/rattache.js';

@Module({})
class Rien {}

const WAIT = { timeoutMs: 30_000 };
const TOPIC = 'relais.usagers.v1';
const exploitant = { sub: 'EXPL-0001', roles: ['EXPLOITANT'], departement: '33' };
const responsable = { sub: 'CD33-0007', roles: ['EXPLOITANT', 'DECIDEUR'], departement: '33' };
const voisin = { sub: 'EXPL-0064', roles: ['EXPLOITANT'], departement: '64' };
const decideur = { sub: 'CD33-0008', roles: ['DECIDEUR'], departement: '33' };

type Vue = { id: string; usagerId: string | null; code: string; classe: string; enAttente: number };
type Message = { position: string; sequence: number; champs?: Record<string, unknown>; illisible?: { code: string } };

describe('what people do with parked messages', () => {
  let test: TestPlatform;
  let http: TestHttp;
  let refused: (event: Received<'usagers.UsagerRattache'>) => boolean;

  const table = {
    [TOPIC]: {
      'usagers.DroitRsaOuvert': ignored,
      ...droitsIgnores,
      'usagers.DroitRsaFerme': ignored,
      'usagers.UsagersFusionnes': ignored,
      'usagers.FusionAnnulee': ignored,
      'usagers.UsagerRattache': async (event, tx) => {
        if (refused(event)) throw invalid('DONNEE_REFUSEE', 'not understood');
        await tx.query('insert into effet (usager_id, sequence, motif) values ($1, $2, $3)', [event.usagerId, event.sequence, event.data.motif]);
      },
    },
  } satisfies Subscriptions;
  const write = async (...facts: Fact[]) => {
    await inTransaction(test.platform.pool, (tx) => test.platform.journal.append(tx, facts));
    test.platform.relay.wake();
  };
  const effects = async (usagerId: string) => {
    const { rows } = await test.platform.pool.query<{ sequence: number; motif: string }>('select sequence, motif from effet where usager_id = $1 order by id', [usagerId]);
    return rows.map(({ sequence, motif }) => `${sequence} ${motif}`);
  };
  const raw = async (key: string, headers: Record<string, string>, value: Buffer): Promise<void> => {
    const all = {
      ce_id: randomUUID(),
      ce_type: 'fr.relais.usagers.UsagerRattache',
      ce_sequence: '1',
      ce_time: new Date().toISOString(),
      ce_departement: '33',
      ...headers,
    };
    await test.platform.publisher.publish([{ topic: TOPIC, key, value, headers: all }]);
  };
  const encoded = (usagerId: string) => test.platform.codec.encode('usagers.UsagerRattache', rattache(usagerId, 1).data);
  const base = '/v1/exploitation/mises-de-cote';
  const get = async <T>(chemin = '', as = exploitant): Promise<T> => (await http.call('GET', `${base}${chemin}`, { as })).body as T;
  const post = (chemin: string, json: object, as: typeof exploitant = exploitant) => http.call('POST', `${base}${chemin}`, { as, json });
  /** The parked key of a person, once that many messages wait. */
  const parkedOf = async (usagerId: string, enAttente: number): Promise<Vue & { messages: Message[] }> => {
    const [vue] = await eventually(async () => {
      const { misesDeCote } = await get<{ misesDeCote: Vue[] }>(`?usagerId=${usagerId}`);
      expect(misesDeCote).toMatchObject([{ usagerId, enAttente }]);
      return misesDeCote;
    }, WAIT);
    return get(`/${vue!.id}`);
  };

  beforeEach(async () => {
    refused = ({ data }) => data.motif === 'REFUSE';
    test = await testPlatform({ service: 'essai', publishes: ['usagers.UsagerRattache'] });
    await test.platform.pool.query('create table effet (id bigint generated always as identity, usager_id text, sequence int, motif text)');
    const bus = new BusAdministration();
    bus.attach({ parking: parkingOf(test.platform, 'lecteur', table), consumer: await test.consume('lecteur', table) });
    http = await httpService({ platform: test.platform, module: { module: Rien }, problems: {}, also: [BusModule.register(bus, test.platform.pool)] });
    test.platform.relay.start();
  });
  afterEach(async () => {
    await http.close();
    await test.close();
  });

  it('lists them, shows them masked, and tells them to the exploitant of the département alone', async () => {
    const [sick, well] = [randomUUID(), randomUUID()];
    await write(rattache(sick, 1, 'REFUSE'), rattache(well, 1), rattache(sick, 2));
    const vue = await parkedOf(sick, 2);
    expect(vue).toMatchObject({ classe: 'invalid', code: 'DONNEE_REFUSEE', sujet: TOPIC, departement: '33', consommateur: 'lecteur' });
    expect(vue.messages).toMatchObject([{ sequence: 1, champs: { usagerId: sick } }, { sequence: 2 }]);
    expect(await get<{ total: number }>('', voisin)).toMatchObject({ total: 0, misesDeCote: [] });
    expect(await http.call('GET', `${base}/${vue.id}`, { as: voisin })).toMatchObject({ status: 404, body: { code: 'MISE_DE_COTE_INCONNUE' } });
    expect(await http.call('GET', base, { as: decideur })).toMatchObject({ status: 403 });
    expect(await http.call('GET', base)).toMatchObject({ status: 401 });
    const { rows } = await test.platform.pool.query('select agent, action, granted from access_trace where subject = $1 or not granted order by id', [sick]);
    expect(rows).toContainEqual({ agent: 'EXPL-0001', action: 'mise-de-cote.consultation', granted: true });
    expect(rows).toContainEqual({ agent: 'EXPL-0064', action: 'mise-de-cote.consultation', granted: false });
    await eventually(async () => expect(await effects(well)).toEqual(['1 ORIENTATION']), WAIT);
  });

  it('resumes in order when the cause is gone', async () => {
    const sick = randomUUID();
    await write(rattache(sick, 1, 'REFUSE'), rattache(sick, 2), rattache(sick, 3));
    const { id } = await parkedOf(sick, 3);
    expect(await post(`/${id}/reprise`, { raison: 'essai de reprise' })).toMatchObject({ status: 200, body: { appliques: 0, enAttente: 3, code: 'DONNEE_REFUSEE' } });
    refused = () => false;
    expect(await post(`/${id}/reprise`, { raison: 'règle corrigée' })).toMatchObject({ body: { appliques: 3, enAttente: 0 } });
    await write(rattache(sick, 4));
    await eventually(async () => expect(await effects(sick)).toEqual(['1 REFUSE', '2 ORIENTATION', '3 ORIENTATION', '4 ORIENTATION']), WAIT);
  });

  it('corrects the first message, keeps the one replaced, and resumes', async () => {
    const sick = randomUUID();
    await write(rattache(sick, 1, 'REFUSE'), rattache(sick, 2));
    const { id, messages } = await parkedOf(sick, 2);
    const { position } = messages[0]!;
    const asked = { position, raison: 'motif saisi à tort', champs: { motif: 'CORRIGE' } };
    expect(await post(`/${id}/correction`, { ...asked, champs: { usagerId: randomUUID() } })).toMatchObject({ status: 422, body: { code: 'CORRECTION_NON_CONFORME', champs: [{ champ: 'usagerId' }] } });
    expect(await post(`/${id}/correction`, { ...asked, champs: { depuis: 'hier' } })).toMatchObject({ status: 422, body: { champs: [{ champ: 'depuis' }] } });
    expect(await post(`/${id}/correction`, { ...asked, champs: { departement: '64' } })).toMatchObject({ status: 422 });
    expect(await post(`/${id}/correction`, { ...asked, sequence: 7 })).toMatchObject({ status: 422, body: { code: 'CORRECTION_SEQUENCE' } });
    expect(await post(`/${id}/correction`, { ...asked, position: messages[1]!.position })).toMatchObject({ status: 409, body: { code: 'MISE_DE_COTE_CHANGEE' } });
    expect(await post(`/${id}/correction`, asked)).toMatchObject({ status: 200, body: { appliques: 2, enAttente: 0 } });
    expect(await effects(sick)).toEqual(['1 CORRIGE', '2 ORIENTATION']);
    const { rows } = await test.platform.pool.query<{ author: string; reason: string; value: Buffer }>(`select author, reason, value from parking_act where key = $1 and act = 'CORRECTION'`, [sick]);
    expect(rows).toMatchObject([{ author: 'EXPL-0001', reason: 'motif saisi à tort' }]);
    expect(await test.platform.codec.decode(rows[0]!.value)).toMatchObject({ data: { motif: 'REFUSE' } });
    await expect(test.platform.pool.query('delete from parking_act')).rejects.toThrow('append-only');
  });

  it('passes one message over for good, the following ones apply', async () => {
    const sick = randomUUID();
    await write(rattache(sick, 1), rattache(sick, 2, 'REFUSE'), rattache(sick, 3), rattache(sick, 4, 'REFUSE'), rattache(sick, 5));
    const { id, messages } = await parkedOf(sick, 4);
    const first = await post(`/${id}/passage`, { position: messages[0]!.position, raison: 'doublon du dossier' });
    expect(first.body).toEqual({ appliques: 1, enAttente: 2, code: 'DONNEE_REFUSEE' });
    const again = await get<{ messages: Message[]; actes: object[] }>(`/${id}`);
    expect(again.actes).toMatchObject([{ acte: 'PASSAGE', auteur: 'EXPL-0001', raison: 'doublon du dossier', position: messages[0]!.position }]);
    // A second person who still sees the first queue passes nothing else over.
    expect(await post(`/${id}/passage`, { position: messages[0]!.position, raison: 'doublon du dossier' })).toMatchObject({ status: 409 });
    expect(await post(`/${id}/passage`, { position: again.messages[0]!.position, raison: 'autre doublon' })).toMatchObject({ body: { appliques: 1, enAttente: 0 } });
    await write(rattache(sick, 6));
    await eventually(async () => expect(await effects(sick)).toEqual(['1 ORIENTATION', '3 ORIENTATION', '5 ORIENTATION', '6 ORIENTATION']), WAIT);
  });

  it('accepts a gap explicitly, and never by passing over a message from far ahead', async () => {
    const person = randomUUID();
    await raw(person, { ce_sequence: '40' }, encoded(person));
    await raw(person, { ce_sequence: '3' }, encoded(person));
    const { id, messages, code } = await parkedOf(person, 2);
    expect(code).toBe('SEQUENCE_MANQUANTE');
    expect(await post(`/${id}/passage`, { position: messages[0]!.position, raison: 'rang aberrant' })).toMatchObject({ body: { enAttente: 1, code: 'SEQUENCE_MANQUANTE' } });
    expect(await post(`/${id}/passage`, { position: messages[1]!.position, raison: 'les deux premiers sont perdus', portee: 'TROU' })).toMatchObject({ body: { appliques: 1, enAttente: 0 } });
    expect(await effects(person)).toEqual(['3 ORIENTATION']);
  });

  it('makes right what could not be read: type, sequence, headers, all fields', async () => {
    const person = randomUUID();
    await raw(person, { ce_id: 'x', ce_sequence: 'un', ce_type: '', ce_time: 'hier' }, Buffer.from('illisible'));
    const { id, messages } = await parkedOf(person, 1);
    expect(messages).toMatchObject([{ sequence: null, illisible: { code: 'EVENEMENT_ILLISIBLE' } }]);
    const asked = { position: messages[0]!.position, raison: 'message abîmé', champs: rattache(person, 1).data };
    expect(await post(`/${id}/correction`, asked)).toMatchObject({ status: 422, body: { code: 'CORRECTION_TYPE_INCONNU' } });
    expect(await post(`/${id}/correction`, { ...asked, type: 'usagers.UsagerRattache' })).toMatchObject({ status: 422, body: { code: 'CORRECTION_SEQUENCE' } });
    expect(await post(`/${id}/correction`, { ...asked, type: 'usagers.UsagerRattache', sequence: 1 })).toMatchObject({ body: { appliques: 1, enAttente: 0 } });
    expect(await effects(person)).toEqual(['1 ORIENTATION']);
  });

  it('never shows a key that is not one of ours', async () => {
    await raw('1 84 12 76 451 089', {}, encoded(randomUUID()));
    const { misesDeCote } = await eventually(async () => {
      const list = await get<{ misesDeCote: Vue[] }>();
      expect(list.misesDeCote).toMatchObject([{ usagerId: null, code: 'CLE_CONTREDITE' }]);
      return list;
    }, WAIT);
    const shown = JSON.stringify([misesDeCote, await get(`/${misesDeCote[0]!.id}`, responsable), test.logs]);
    expect(shown).not.toContain('451 089');
  });

  it('is done by the command line too', async () => {
    const [sick, other] = [randomUUID(), randomUUID()];
    await write(rattache(sick, 1, 'REFUSE'), rattache(sick, 2), rattache(other, 1, 'REFUSE'));
    const { id, messages } = await parkedOf(sick, 2);
    const second = await parkedOf(other, 1);
    const token = await http.issuer.token(exploitant);
    const bus = async (...args: string[]) => {
      const said: string[] = [];
      const out = { print: (text: string) => void said.push(text), complain: (text: string) => void said.push(text) };
      const code = await run(args, { ...out, config: () => ({ apiUrl: http.url, token: new Secret(token) }) });
      return { code, said: said.join('\n') };
    };
    expect(await bus('mises-de-cote', 'liste')).toMatchObject({ code: 0, said: expect.stringContaining(sick) as string });
    expect(JSON.parse((await bus('mises-de-cote', 'voir', id)).said)).toMatchObject({ id, enAttente: 2 });
    expect(await bus('mises-de-cote', 'reprendre', id, '--raison', 'essai')).toMatchObject({ code: 0, said: expect.stringContaining('DONNEE_REFUSEE') as string });
    expect(JSON.parse((await bus('consommateur')).said)).toMatchObject({ troubles: [], partitions: expect.arrayContaining([expect.objectContaining({ sujet: TOPIC, ecart: 0, perdus: 0 })]) as unknown });
    expect(await bus('projection', 'rejouer', '--usager', sick, '--raison', 'essai')).toMatchObject({ code: 1, said: expect.stringContaining('Pas de projection ici') as string });
    expect(await bus('mises-de-cote', 'passer', id)).toMatchObject({ code: 2, said: expect.stringContaining('--position') as string });
    expect(await bus('mises-de-cote', 'voir', randomUUID())).toMatchObject({ code: 1, said: expect.stringContaining('Mise de côté inconnue') as string });
    const folder = mkdtempSync(path.join(tmpdir(), 'champs-'));
    writeFileSync(path.join(folder, 'champs.json'), JSON.stringify({ motif: 'CORRIGE' }));
    const corrected = await bus('mises-de-cote', 'corriger', id, '--position', messages[0]!.position, '--raison', 'motif', '--fichier', path.join(folder, 'champs.json'));
    rmSync(folder, { recursive: true });
    expect(corrected).toMatchObject({ code: 0 });
    expect(await effects(sick)).toEqual(['1 CORRIGE', '2 ORIENTATION']);
    expect(await bus('mises-de-cote', 'passer', second.id, '--position', second.messages[0]!.position, '--raison', 'doublon')).toMatchObject({ code: 0 });
    expect(await get('')).toMatchObject({ total: 0 });
  });
});
