// Topics of the manifest, rights of each user, rule of the registry. Repeatable. Runs in the folder of a service, whose
// packages it uses: RELAIS_KAFKA_BROKERS, _USERNAME, _PASSWORD (super user), RELAIS_REGISTRY_URL, RELAIS_SERVICES (a,b,c).
import { baseSettings, loadSettings } from '@relais/chassis/config';
import { applyRights, applyTopics, createKafka } from '@relais/chassis/kafka';
import { topics } from '@relais/schemas';

const { kafkaBrokers: brokers, kafkaUsername: username, kafkaPassword: password, registryUrl: registry } = baseSettings;
const settings = loadSettings({ brokers, username, password, registry }, process.env);
const services = (process.env.RELAIS_SERVICES ?? '').split(',').filter(Boolean);
const owned = (service) => Object.entries(topics).flatMap(([topic, { owner }]) => (owner === service || topic === 'relais.reponses.v1' ? [topic] : []));

const admin = createKafka({ ...settings, clientId: 'relais-installation' }).admin();
await admin.connect();
try {
  await applyTopics(admin);
  await applyRights(
    admin,
    services.map((service) => ({ user: `relais-${service}`, reads: Object.keys(topics), writes: owned(service), groupPrefix: 'relais-' })),
  );
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
