import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { check, today, until, type World } from './world.js';

const SANCTIONS = '/v1/departements/33/sanctions';
const GESTIONNAIRE = 'agent-gestionnaire';
const DECIDEUR = 'agent-decideur';
const AUTRE_DECIDEUR = 'agent-decideur-2';
const ELEVEN_DAYS_MS = 11 * 86_400_000;

type Known = Readonly<{ usagerId: string; surnom: string; numeroFranceTravail: string }>;
type Dossier = Readonly<{ sanctionId: string; etat: string; foyer?: unknown }>;
type Call = Readonly<{ as: string; json?: unknown; status: number; code?: string; key?: string }>;

const post = (world: World, url: string, { as, json = {}, status, code, key }: Call): Promise<Record<string, unknown>> =>
  until(async () => {
    const answer = await world.api('POST', url, { as, json, headers: key === undefined ? {} : { 'idempotency-key': key } });
    check(answer.status === status && (code === undefined || answer.body.code === code), `${url.split('/').at(-1)} répond ${answer.status} ${String(answer.body.code)}`);
    return answer.body;
  });

const casesOf = (world: World, usagerId: string, wanted: number): Promise<Dossier[]> =>
  until(async () => {
    const { status, body } = await world.api<{ sanctions: Dossier[] }>('GET', `${SANCTIONS}?usagerId=${usagerId}`, { as: GESTIONNAIRE });
    check(status === 200 && body.sanctions.length >= wanted, `les dossiers de sanction répondent ${status}, ${body.sanctions?.length}`);
    return body.sanctions;
  });

type Sent = Readonly<{ id: string; operation: string; etat: string; version: number }>;

const TRANSMISSIONS = '/v1/departements/33/transmissions';

/** The transmissions of one operation for one person, once each is in one of these states. */
const sentOf = (world: World, usagerId: string, { operation, etats }: { operation: string; etats: readonly string[] }): Promise<Sent[]> =>
  until(async () => {
    const { body } = await world.api<{ transmissions: Sent[] }>('GET', `${TRANSMISSIONS}?usagerId=${usagerId}`, { as: GESTIONNAIRE });
    const sent = body.transmissions.filter((one) => one.operation === operation);
    check(sent.length > 0 && sent.every(({ etat }) => etats.includes(etat)), `transmission ${operation} : ${sent.map(({ etat }) => etat).join(', ')}`);
    return sent;
  });

/** Calls of an operation that France Travail took in for this person. */
const taken = async (world: World, { numeroFranceTravail }: Known, operation: string): Promise<number> => {
  const { appels } = await world.sandbox<{ appels: { numeroFranceTravail: string | null; status: number }[] }>(
    'GET',
    `/journal?api=gestion-sanctions-rsa&operation=${operation}`,
  );
  return appels.filter((appel) => appel.numeroFranceTravail === numeroFranceTravail && appel.status === 200).length;
};

/** A person looks at France Travail and says what is there, as often as an answer is lost. */
const conclude = (world: World, person: Known, operation: string): Promise<void> =>
  until(async () => {
    const [sent] = await sentOf(world, person.usagerId, { operation, etats: ['A_TRAITER', 'ACQUITTEE'] });
    if (sent?.etat === 'A_TRAITER') {
      const constat = (await taken(world, person, operation)) > 0 ? 'PRISE_EN_COMPTE' : 'ABSENTE';
      const headers = { 'idempotency-key': `conclusion-${sent.id}-${sent.version}`, 'if-match': `"v${sent.version}"` };
      await world.api('POST', `${TRANSMISSIONS}/${sent.id}/conclusion`, { as: DECIDEUR, json: { constat, justification: 'Vu chez France Travail' }, headers });
    }
    check(sent?.etat === 'ACQUITTEE', `${operation} est encore ${sent?.etat}`);
  });

const lose = (world: World, operation: string): Promise<unknown> =>
  until(() => world.sandbox('POST', '/fautes', { type: 'perdue', api: 'gestion-sanctions-rsa', operation, nombre: 1 }));

/** France Travail proposes a suspension, unless it did already and its answer was lost. */
const propose = (world: World, { numeroFranceTravail }: Known): Promise<void> =>
  until(async () => {
    const { activites } = await world.sandbox<{ activites: { codeActivite: string }[] }>('GET', `/usagers/${numeroFranceTravail}`);
    if (activites.some(({ codeActivite }) => codeActivite === 'ACT366')) return;
    await world.sandbox('POST', '/propositions-sanction', { numeroFranceTravail, famille: 'F03', montant: 50, duree: 1 });
  });

/** A suspension that France Travail proposes, and one that the département decides by itself. */
export async function* sanctionsAct(world: World, { amina, chloe, data }: { amina: Known; chloe: Known; data: string }): AsyncGenerator<string> {
  const clock = path.join(data, 'horloge');
  writeFileSync(clock, '0');
  await propose(world, amina);
  const [opened] = await casesOf(world, amina.usagerId, 1);
  const proposed = `${SANCTIONS}/${amina.usagerId}/${opened?.sanctionId}`;
  yield 'France Travail propose une suspension pour Amina (ACT366) : un dossier s’ouvre, avec le foyer et son échéance';

  await post(world, `${proposed}/contradictoire`, { as: GESTIONNAIRE, status: 201, key: `contradictoire-${opened?.sanctionId}` });
  await post(world, `${proposed}/decision`, { as: DECIDEUR, json: { sens: 'SUSPENDRE', taux: 50, dureeMois: 1 }, status: 409, code: 'CONTRADICTOIRE_EN_COURS' });
  const own = await post(world, `${SANCTIONS}/${chloe.usagerId}`, {
    as: DECIDEUR,
    json: { manquement: 'OBLIGATIONS_CONTRAT', dateManquement: today(), taux: 40, dureeMois: 1 },
    status: 201,
    key: `proposition-${chloe.usagerId}`,
  });
  const [ownCase] = await casesOf(world, chloe.usagerId, 1);
  const ownUrl = `${SANCTIONS}/${chloe.usagerId}/${ownCase?.sanctionId ?? String(own.sanctionId)}`;
  await post(world, `${ownUrl}/contradictoire`, { as: GESTIONNAIRE, status: 201, key: `contradictoire-${ownCase?.sanctionId}` });
  yield 'le contradictoire est ouvert ; une décision avant sa fin est refusée, avec l’article qui l’interdit';

  writeFileSync(clock, String(ELEVEN_DAYS_MS));
  try {
    await post(world, `${proposed}/decision`, {
      as: DECIDEUR,
      json: { sens: 'SUSPENDRE', taux: 60, dureeMois: 1, composition: { nombrePersonnes: 3 } },
      status: 422,
      code: 'TAUX_SUPERIEUR_AU_PLAFOND',
    });
    await post(world, `${ownUrl}/decision`, { as: DECIDEUR, json: { sens: 'SUSPENDRE', taux: 40, dureeMois: 1 }, status: 403, code: 'DECIDEUR_PROPOSANT' });
    yield 'onze jours passent à l’horloge du service : un taux au-dessus du plafond du foyer (R. 262-68-6 CASF), ou une décision par celui qui a proposé, sont refusés';

    await lose(world, 'evenementSanctionRSA');
    await post(world, `${proposed}/decision`, { as: DECIDEUR, json: { sens: 'SUSPENDRE', taux: 50, dureeMois: 1 }, status: 201, key: `decision-${opened?.sanctionId}` });
    await sentOf(world, amina.usagerId, { operation: 'evenementSanctionRSA', etats: ['ACQUITTEE'] });
    yield 'la suspension d’Amina est décidée par un décideur nommé ; la réponse de France Travail se perd, sa relecture montre la décision prise une fois';

    await lose(world, 'decisionSanctionRSAPartenaire');
    await post(world, `${ownUrl}/decision`, { as: AUTRE_DECIDEUR, json: { sens: 'SUSPENDRE', taux: 40, dureeMois: 1 }, status: 201, key: `decision-${ownCase?.sanctionId}` });
    await conclude(world, chloe, 'decisionSanctionRSAPartenaire');
    const times = await until(() => taken(world, chloe, 'decisionSanctionRSAPartenaire'));
    check(times === 1, `decisionSanctionRSAPartenaire est arrivée ${times} fois`);
    yield 'celle de Chloé, proposée par le département, atteint France Travail mais la réponse se perd et rien ne permet de la relire : une personne regarde chez France Travail et conclut (prise en compte) ; la sanction y est une seule fois';
  } finally {
    writeFileSync(clock, '0');
  }
}
