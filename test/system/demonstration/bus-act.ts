import { randomUUID } from 'node:crypto';
import { type StackAddresses } from '@relais/local/addresses';
import { Outsider } from './outsider.js';
import { check, until } from './world.js';

const CAP_EMPLOI = { code: 'NAQ0610', type: 'CE' };
const TOPIC_CAP_EMPLOI = 'relais.partenaires.naq0610.v1';
const TOPIC_MISSION_LOCALE = 'relais.partenaires.naq0405.v1';

type Known = Readonly<{ usagerId: string; surnom: string }>;

const command = (usagerId: string, departement = '33') => ({
  usagerId,
  departement,
  agentId: 'OUTIL33-0012',
  sens: 'REFUSEE' as const,
  parcours: 'PSP',
  organisme: 'CE',
  structure: CAP_EMPLOI,
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

/** The département's own tool emits, partners subscribe: a command on the bus, its answer, each partner's own topic. */
export async function* busAct(addresses: StackAddresses, { bastien, chloe }: { bastien: Known; chloe: Known }): AsyncGenerator<string> {
  const tool = new Outsider(addresses, 'outil-departement');
  const put = async (data: ReturnType<typeof command>): Promise<string> => {
    const ids = { id: randomUUID(), correlationId: randomUUID() };
    await until(() => tool.put('relais.commandes.v1', { type: 'commandes.DeciderOrientation', data, ...ids }));
    return ids.correlationId;
  };

  const accepted = await answerTo(tool, await put(command(chloe.usagerId)));
  check(accepted.resultat === 'ACCEPTEE', `la commande de l’outil du département est ${String(accepted.resultat)} ${String(accepted.code)}`);
  yield 'l’outil du département oriente Chloé vers le Cap emploi par une commande Avro sur relais.commandes.v1 ; la réponse revient sous son identifiant de corrélation';

  const refused = await answerTo(tool, await put(command(randomUUID(), '64')));
  check(refused.code === 'DEPARTEMENT_ETRANGER', `une commande pour un autre département répond ${String(refused.code)}`);
  yield 'une commande pour un autre département est refusée avec son code (DEPARTEMENT_ETRANGER)';

  const missionLocale = new Outsider(addresses, 'mission-locale');
  const capEmploi = new Outsider(addresses, 'cap-emploi');
  await toldOnce(capEmploi, TOPIC_CAP_EMPLOI, chloe);
  await toldOnce(missionLocale, TOPIC_MISSION_LOCALE, bastien);
  await until(async () => {
    const refusals = [await missionLocale.isRefused(TOPIC_CAP_EMPLOI), await capEmploi.isRefused(TOPIC_MISSION_LOCALE)];
    check(refusals.every(Boolean), 'un partenaire a pu lire le topic d’un autre');
  });
  yield 'la mission locale et le Cap emploi lisent chacun leur topic, avec leur compte ; celui de l’autre leur est refusé';
}
