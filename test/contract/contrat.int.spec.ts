import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import path from 'node:path';
import { type EventType, eventTypes, schemas, signWebhook } from '@relais/schemas';
import { root } from '../architecture/repository.js';
import { freePort } from '../kit/environment.js';
import { eventually } from '../kit/eventually.js';
import { compileErrors, decodeInPython, installOutside, type Outside, putKafkajs, runProgram } from './outside.js';
import { contractJson } from './validators.js';

type Json = Readonly<Record<string, unknown>>;
type Golden = Readonly<{ exemple: Json & { usagerId: string }; hex: string }>;
type Example = Readonly<{ examples: readonly [Readonly<{ headers: Readonly<Record<string, string>>; payload: Json }>] }>;
type Message = Readonly<{ key: string; value: string | null; headers: Readonly<Record<string, string>> }>;
type Read = Json & Readonly<{ refus?: string; type?: string; data?: Json; sequence?: number | null }>;

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const { components } = contractJson<{ components: { messages: Readonly<Record<string, Example>> } }>('schemas/generated/asyncapi.json');

const numbers = eventTypes.flatMap((type) =>
  schemas[type].map((schema, index) => ({
    type,
    number: index + 1,
    latest: index + 1 === schemas[type].length,
    schema,
    golden: contractJson<Golden>(`schemas/golden/${type.replace('.', '/')}/${index + 1}.json`),
  })),
);

const headersOf = (type: EventType): Readonly<Record<string, string>> => components.messages[type]?.examples[0].headers ?? components.messages[`webhook.${type}`]?.examples[0].headers ?? {};

/** Each number of each event as Kafka brings it, under the wire number of its place in `numbers`. */
const messages: readonly Message[] = numbers.map(({ type, golden }, index) => {
  const { usagerId } = golden.exemple;
  const wire = Buffer.alloc(5);
  wire.writeUInt32BE(index + 1, 1);
  const headers = headersOf(type);
  return { key: usagerId, value: wire.toString('hex') + golden.hex, headers: { ...headers, ...('ce_subject' in headers ? { ce_subject: usagerId } : {}) } };
});

/** The program of the README that uses this. */
const programOf = (what: string): string => {
  const readme = readFileSync(path.join(root, 'schemas/contrat/README.md'), 'utf8');
  return [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, program = '']) => program).find((program) => program.includes(what)) ?? '';
};

const change = (message: Message | undefined, changed: Partial<Message> | Readonly<Record<string, string>>): Message => ({ ...(message as Message), ...changed });

describe('the contract outside the repository', () => {
  let outside: Outside;
  let registry: Server;
  let REGISTRE: string;
  beforeAll(async () => {
    outside = await installOutside();
    registry = createServer((request, response) => {
      const found = numbers[Number(request.url?.split('/').at(-1)) - 1];
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(found ? { schema: found.schema } : {}));
    }).listen(0, '127.0.0.1');
    await once(registry, 'listening');
    REGISTRE = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    registry.close();
    outside.close();
  });

  it('reads every number of every event by the registry, typed by its name', async () => {
    const events = await outside.read<Read[]>(messages, { REGISTRE });
    expect(events.map(({ type, refus }) => refus ?? type)).toEqual(numbers.map(({ type }) => type));
    for (const [index, { latest, golden }] of numbers.entries()) if (latest) expect(events[index]?.data).toEqual(golden.exemple);
    expect(events[eventTypes.indexOf('orientation.OrientationDecidee')]).toMatchObject({ sequence: 4, departement: '33' });
  });

  it('reads without registry what has one number', async () => {
    const alone = numbers.map(({ type }, index) => ({ type, message: messages[index] })).filter(({ type }) => schemas[type].length === 1);
    const events = await outside.read<Read[]>(alone.map(({ message }) => message));
    expect(events.map(({ type, refus }) => refus ?? type)).toEqual(alone.map(({ type }) => type));
  });

  it('refuses by stable codes what it cannot read', async () => {
    const place = numbers.findIndex(({ type }) => type === 'usagers.DroitRsaOuvert');
    const message = messages[place];
    const { headers = {}, value = '' } = message ?? {};
    const { ce_id: _, ...withoutId } = headers;
    const wrong = [
      change(message, { value: null }),
      change(message, { headers: {} }),
      change(message, { headers: withoutId }),
      change(message, { headers: { ...headers, ce_type: 'fr.relais.usagers.UsagerRattache' } }),
      change(message, { key: randomUUID() }),
      change(message, { value: '00' }),
      change(message, { value: value?.slice(0, 30) ?? null }),
      change(message, { value: `0000ffffff${value?.slice(10)}` }),
    ];
    const refusals = (await outside.read<Read[]>(wrong, { REGISTRE })).map(({ refus }) => refus?.replace('ContratError ', ''));
    expect(refusals).toEqual([
      'MESSAGE_VIDE',
      'ENTETE_INVALIDE',
      'ENTETE_INVALIDE',
      'TYPE_CONTREDIT',
      'CLE_CONTREDITE',
      'EVENEMENT_ILLISIBLE',
      'EVENEMENT_ILLISIBLE',
      'SCHEMA_INCONNU',
    ]);
    const [away] = await outside.read<Read[]>([message], { REGISTRE: 'http://127.0.0.1:1' });
    expect(away?.refus).toBe('ContratError REGISTRE_INDISPONIBLE');
    const [unknown] = await outside.read<Read[]>([change(message, { headers: { ...headers, ce_type: 'fr.relais.usagers.FaitDeDemain' } })]);
    expect(unknown?.refus).toBe('ContratError TYPE_INCONNU');
  });

  it('types what it reads', async () => {
    expect(await compileErrors(outside)).toBe('');
  });

  it('reads a topic by the program of its README', async () => {
    const type = 'partenaires.PersonneOrientee';
    const place = numbers.findIndex((one) => one.type === type);
    putKafkajs(outside, messages[place] as Message);
    const printed = await runProgram(outside, programOf('kafkajs'), { REGISTRE, BOOTSTRAP: 'kafka.test:9092', COMPTE: 'ml', MOT_DE_PASSE: 'secret', TOPIC: 'relais.partenaires.ML.v1' });
    const exemple = numbers[place]?.golden.exemple;
    expect(printed.trim()).toBe(`${headersOf(type)['ce_sequence']} ${exemple?.usagerId} ${String(exemple?.['parcours'])}`);
  });

  describe('the receiver of webhooks of its README', () => {
    let receiver: ChildProcess;
    let url: string;
    let printed = '';
    beforeAll(async () => {
      writeFileSync(path.join(outside.folder, 'recevoir.mjs'), programOf('verifyWebhook'));
      const port = await freePort();
      url = `http://127.0.0.1:${port}/`;
      receiver = spawn(process.execPath, ['recevoir.mjs'], { cwd: outside.folder, env: { SECRET, PORT: String(port) }, stdio: ['ignore', 'pipe', 'inherit'] });
      receiver.stdout?.on('data', (part: Buffer) => (printed += part.toString()));
      await eventually(async () => expect((await fetch(url, { method: 'POST' })).status).toBe(401));
    });
    afterAll(async () => {
      receiver.kill();
      await once(receiver, 'close');
    });

    it('takes the event of the contract when it is signed, and no other', async () => {
      const event = components.messages['webhook.partenaires.PersonneOrientee']?.examples[0].payload as Json & { data: Json };
      const payload = JSON.stringify({ ...event, subject: event.data['usagerId'] });
      const headers = signWebhook(SECRET, { id: 'msg_1', timestampS: Math.floor(Date.now() / 1000), payload });
      expect((await fetch(url, { method: 'POST', headers, body: `${payload} ` })).status).toBe(401);
      expect((await fetch(url, { method: 'POST', headers, body: payload })).status).toBe(204);
      await eventually(() => expect(printed).toContain(`partenaires.PersonneOrientee ${String(event['sequence'])} ${String(event.data['usagerId'])}`));
    });
  });

  it('is read the same by fastavro', async () => {
    const decoded = await decodeInPython<Json>(numbers.map(({ schema, golden }) => ({ schema: JSON.parse(schema) as unknown, hex: golden.hex })));
    expect(decoded).toEqual(numbers.map(({ golden }) => golden.exemple));
  });
});
