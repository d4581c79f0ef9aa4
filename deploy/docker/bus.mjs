// Topics of the manifest, rights of each user, rule of the registry. Repeatable. Runs in the folder of a service, whose
// packages it uses: RELAIS_KAFKA_BROKERS, _USERNAME, _PASSWORD (super user), RELAIS_REGISTRY_URL, RELAIS_SERVICES (a,b,c),
// RELAIS_COMMANDES_EMETTEURS (as the services have it: each tool with its topic and its account).
import { emittersSetting } from '@relais/chassis/commands';
import { baseSettings, loadSettings } from '@relais/chassis/config';
import { applyRights, applyTopics, createKafka, serviceRights, toolRights } from '@relais/chassis/kafka';

const { kafkaBrokers: brokers, kafkaUsername: username, kafkaPassword: password, registryUrl: registry } = baseSettings;
const emitters = ['RELAIS_COMMANDES_EMETTEURS', emittersSetting];
const settings = loadSettings({ brokers, username, password, registry, emitters }, process.env);
const tools = settings.emitters.map(({ topic }) => topic);
const services = (process.env.RELAIS_SERVICES ?? '').split(',').filter(Boolean);

const admin = createKafka({ ...settings, clientId: 'relais-installation' }).admin();
await admin.connect();
try {
  await applyTopics(admin, { commands: tools });
  await applyRights(admin, [
    ...services.map((service) => serviceRights(service, tools)),
    ...settings.emitters.flatMap(({ compte, topic }) => (compte === undefined ? [] : [toolRights(compte, topic)])),
  ]);
} finally {
  await admin.disconnect();
}

// A schema must read, and be read by, every former version of its subject.
const answer = await fetch(`${settings.registry}/config`, {
  method: 'PUT',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ compatibility: 'FULL_TRANSITIVE' }),
});
if (!answer.ok) throw new Error(`registry: ${answer.status}`);
