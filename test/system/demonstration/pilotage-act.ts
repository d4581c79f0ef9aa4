import { check, until, type World } from './world.js';

const INDICATEURS = '/v1/pilotage/indicateurs';
const PILOTE = 'agent-pilote';

type Catalogue = Readonly<{ indicateurs: { code: string; libelle: string }[] }>;

/** The steering figures, projected from the bus, kept secret under the threshold. */
export async function* pilotageAct(world: World): AsyncGenerator<string> {
  const { indicateurs } = await until(async () => {
    const { status, body } = await world.api<Catalogue>('GET', INDICATEURS, { as: PILOTE });
    check(status === 200, `les indicateurs répondent ${status}`);
    return body;
  });
  check(indicateurs.length === 5, `${indicateurs.length} indicateurs au lieu de 5`);
  const figures = await until(async () => {
    const { status, body } = await world.api('GET', `${INDICATEURS}/stock-attente-orientation?par=departement`, { as: PILOTE });
    check(status === 200 && /"valeur":\s*\d{2,}|"enAttente":\s*\d{2,}/.test(JSON.stringify(body)), `le stock en attente répond ${status} ${JSON.stringify(body).slice(0, 200)}`);
    return body;
  });
  check(figures !== undefined, 'aucun chiffre');
  await until(async () => {
    const { status } = await world.api('GET', `${INDICATEURS}/heures-activite?par=organisme`, { as: 'agent-mission-locale' });
    check(status === 403, `un conseiller obtient ${status} sur les chiffres`);
  });
  yield `cinq indicateurs suivent le bus (${indicateurs.map(({ code }) => code).join(', ')}), en JSON et en CSV, masqués sous le seuil`;
}
