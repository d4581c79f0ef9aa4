import { randomUUID } from 'node:crypto';
import { Outsider } from './outsider.js';
import { newTrace, step, traced } from './traces.js';
import { check, until, type World } from './world.js';

const MISSION_LOCALE = { code: 'NAQ0405', type: 'ML' };
const TOPIC_CAP_EMPLOI = 'relais.partenaires.naq0610.v1';
const TOPIC_MISSION_LOCALE = 'relais.partenaires.naq0405.v1';

type Known = Readonly<{ usagerId: string; surnom: string }>;

const command = (usagerId: string, departement = '33') => ({
  usagerId,
  departement,
  agentId: 'OUTIL33-0012',
  sens: 'REFUSEE' as const,
  parcours: 'PSP',
  organisme: 'ML',
  structure: MISSION_LOCALE,
  motifRefus: 'SITUATION_NON_COUVERTE',
  commentaireRefus: null,
  versionAttendue: null,
});

/** The answer to one command, read by the tool on its own topic. */
const answerTo = async (tool: Outsider, correlationId: string): Promise<Record<string, unknown>> => {
  const messages = await until(() => tool.read('relais.reponses.v1', (read) => read.some((message) => message.correlationId === correlationId)));
  return messages.find((message) => message.correlationId === correlationId)?.data ?? {};
};

const toldOnce = async (partner: Outsider, topic: string, { usagerId, surnom }: Known): Promise<void> => {
  const about = ({ usagerId: key }: { usagerId: string }): boolean => key === usagerId;
  const messages = await until(() => partner.read(topic, (read) => read.some(about)));
  check(messages.filter(about).every(({ type }) => type === 'partenaires.PersonneOrientee'), `${topic} dit autre chose que l’orientation de ${surnom}`);
};

/** The way of a command, as its one trace shows it: from the topic to France Travail, and to the partner by its topic and its webhook. */
const WAY = {
  'la commande lue': step('orientation', 'process commandes.DeciderOrientation'),
  'la décision': step('orientation', 'commande'),
  'la décision publiée': step('orientation', 'send relais.orientation.v1'),
  'la réponse publiée': step('orientation', 'send relais.reponses.v1'),
  'la décision reçue par le connecteur': step('connector', 'process orientation.OrientationDecidee'),
  'l’appel à France Travail': step('connector', 'france-travail decisionOrientation'),
  'le topic de la mission locale': step('connector', `send ${TOPIC_MISSION_LOCALE}`),
  'le webhook de la mission locale': step('connector', 'webhook POST'),
  'l’accusé de France Travail': step('orientation', 'process connector.TransmissionAcquittee'),
};

type Cast = Readonly<{ bastien: Known; chloe: Known; restarted: () => boolean }>;

/** The département's own tool emits, partners subscribe: a command on the bus, its answer, each partner's own topic. */
export async function* busAct(world: World, { bastien, chloe, restarted }: Cast): AsyncGenerator<string> {
  const { addresses } = world;
  const { traceId, traceparent } = newTrace();
  const tool = new Outsider(addresses, 'outil-departement');
  const put = async (data: ReturnType<typeof command>, traceparent: string): Promise<string> => {
    const ids = { id: randomUUID(), correlationId: randomUUID(), traceparent };
    await until(() => tool.put('relais.commandes.v1', { type: 'commandes.DeciderOrientation', data, ...ids }));
    return ids.correlationId;
  };

  const accepted = await answerTo(tool, await put(command(chloe.usagerId), traceparent));
  check(accepted.resultat === 'ACCEPTEE', `la commande de l’outil du département est ${String(accepted.resultat)} ${String(accepted.code)}`);
  yield 'l’outil du département oriente Chloé vers la mission locale par une commande Avro sur relais.commandes.v1 ; la réponse revient sous son identifiant de corrélation';

  const refused = await answerTo(tool, await put(command(randomUUID(), '64'), newTrace().traceparent));
  check(refused.code === 'DEPARTEMENT_ETRANGER', `une commande pour un autre département répond ${String(refused.code)}`);
  yield 'une commande pour un autre département est refusée avec son code (DEPARTEMENT_ETRANGER)';

  const missionLocale = new Outsider(addresses, 'mission-locale');
  const capEmploi = new Outsider(addresses, 'cap-emploi');
  await toldOnce(capEmploi, TOPIC_CAP_EMPLOI, bastien);
  await toldOnce(missionLocale, TOPIC_MISSION_LOCALE, chloe);
  await until(async () => check((await world.webhooksOf(chloe)) === 1, 'la mission locale n’a pas reçu un webhook pour Chloé'));
  await until(async () => {
    const refusals = [await missionLocale.isRefused(TOPIC_CAP_EMPLOI), await capEmploi.isRefused(TOPIC_MISSION_LOCALE)];
    check(refusals.every(Boolean), 'un partenaire a pu lire le topic d’un autre');
  });
  yield 'la mission locale et le Cap emploi lisent chacun leur topic, avec leur compte ; celui de l’autre leur est refusé';
  const services = await traced(world, traceId, { steps: WAY, restarted });
  if (services === undefined) yield 'la trace de la commande est incomplète : un composant a redémarré, et les traces sont en mémoire';
  else yield `une seule trace suit la commande du topic à France Travail, au topic et au webhook de la mission locale (${services.join(', ')}) : ${addresses.traces}traces/${traceId}`;
}
