import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type DemonstrationContext } from '@relais/local/demonstration';
import { fluxCaf } from '../../kit/flux-caf.js';
import { BusReader } from './bus-reader.js';
import { accompanimentAct } from './accompaniment-act.js';
import { busAct } from './bus-act.js';
import { pilotageAct } from './pilotage-act.js';
import { nextRun, peopleOf, type Person } from './people.js';
import { sanctionsAct } from './sanctions-act.js';
import { eventually } from '../../kit/eventually.js';
import { newTrace, step, traced } from './traces.js';
import { check, until, World } from './world.js';

const DEPARTEMENT = '33';
const FOYERS = 300;
const MISSION_LOCALE = { code: 'NAQ0405', type: 'ML' };
const GESTIONNAIRE = 'agent-gestionnaire';
const DECIDEUR = 'agent-decideur';
const ORIENTATIONS = `/v1/departements/${DEPARTEMENT}/orientations`;

type Row = Readonly<{ usagerId: string; statut: string; echeance: string; preconisation: { identifiantActivite: string } | null; transmission: { etat: string } | null }>;
type AtSandbox = Readonly<{
  orientations: { statut: string; etat: string; organisme: string; parcours: string }[];
  activites: { codeActivite: string; identifiantActivite: string }[];
}>;
type Followed = Person & Readonly<{ usagerId: string }>;

/** The flux of the month, with this run's people at its head, in foyers of their own. */
const writeFlux = async (file: string, run: number, people: readonly Person[]): Promise<void> => {
  const flux = fluxCaf({
    foyers: FOYERS,
    departement: DEPARTEMENT,
    nirFaux: 0.02,
    forces: people.map(({ nir, dateNaissance, nom, prenom }) => ({ nir, dateNaissance, nom, prenom })),
    modifier: (foyer, rank) =>
      rank < people.length ? { ...foyer, matricule: String(9_000_000 + run * 10 + rank), numeroDemande: String(90_000_000_000 + run * 10 + rank) } : foyer,
  });
  await pipeline(Readable.from(flux), createWriteStream(file));
};

const importFlux = async (world: World, file: string): Promise<Record<string, number>> =>
  until(async () => {
    const { status, body } = await world.api<Record<string, number>>('POST', `/v1/departements/${DEPARTEMENT}/imports`, {
      as: GESTIONNAIRE,
      body: createReadStream(file),
      type: 'application/xml',
    });
    check(status === 201, `l’import répond ${status} ${String(body.code)}`);
    return body;
  });

const atSandbox = (world: World, { numeroFranceTravail }: Person): Promise<AtSandbox> => world.sandbox('GET', `/usagers/${numeroFranceTravail}`);

/** France Travail knows the people and preconises the same way for each. */
const announce = async (world: World, people: readonly Person[]): Promise<void> => {
  const known = people.map(({ surnom: _, ...person }) => ({ ...person, adresse: { codeInseeCommune: '33063', codePostal: '33000', libelleCommune: 'BORDEAUX' } }));
  await until(() => world.sandbox('POST', '/usagers', known));
  for (const person of people) await until(() => preconise(world, person));
};

/** France Travail preconises for one person, unless it did already and its answer was lost. */
const preconise = async (world: World, person: Person): Promise<void> => {
  const { activites } = await atSandbox(world, person);
  if (activites.some(({ codeActivite }) => codeActivite === 'ACT382')) return;
  const { numeroFranceTravail } = person;
  await world.sandbox('POST', '/preconisations', [{ numeroFranceTravail, parcours: 'PED', organisme: 'FT', structure: 'NAQ0057' }]);
};

const queue = async (world: World): Promise<Row[]> => {
  const rows: Row[] = [];
  for (let suite: string | null = ''; suite !== null; ) {
    const page: { status: number; body: { orientations: Row[]; suite: string | null } } = await world.api(
      'GET',
      `${ORIENTATIONS}?limite=500${suite === '' ? '' : `&apres=${suite}`}`,
      { as: GESTIONNAIRE },
    );
    check(page.status === 200, `la file répond ${page.status}`);
    rows.push(...page.body.orientations);
    ({ suite } = page.body);
  }
  return rows;
};

/** Finds this run's people in the queue of the département, by the activity France Travail opened for them. */
const findInQueue = (world: World, people: readonly Person[]): Promise<Followed[]> =>
  until(async () => {
    const rows = await queue(world);
    return Promise.all(
      people.map(async (person) => {
        const { activites } = await atSandbox(world, person);
        const activite = activites.find(({ codeActivite }) => codeActivite === 'ACT382')?.identifiantActivite;
        const row = rows.find(({ preconisation }) => preconisation?.identifiantActivite === activite);
        if (!row) throw new Error(`la préconisation de ${person.surnom} n’est pas encore dans la file`);
        return { ...person, usagerId: row.usagerId };
      }),
    );
  });

/** Decides as the agent of the département; the same key makes trying again harmless. Returns the trace id. */
const decide = async (world: World, { usagerId }: Followed, json: unknown): Promise<string> => {
  const { traceId, traceparent } = newTrace();
  const headers = { 'idempotency-key': randomUUID(), traceparent };
  await until(async () => {
    const { status, body } = await world.api('POST', `${ORIENTATIONS}/${usagerId}/decisions`, { as: DECIDEUR, json, headers });
    check(status === 201, `la décision répond ${status} ${String(body.code)}`);
  });
  return traceId;
};

/** France Travail shows the decision: ACT382 gone, ACT380 there, once; and we know that it does. */
const seenAtFranceTravail = (world: World, person: Followed, organisme: string): Promise<void> =>
  until(async () => {
    const { orientations, activites } = await atSandbox(world, person);
    check(orientations.some((orientation) => orientation.statut === 'DECIDE' && orientation.etat === 'OUVERT' && orientation.organisme === organisme), `France Travail ne montre pas encore ${person.surnom} décidée vers ${organisme}`);
    check(!activites.some(({ codeActivite }) => codeActivite === 'ACT382'), `ACT382 de ${person.surnom} est encore là`);
    check(activites.filter(({ codeActivite }) => codeActivite === 'ACT380').length === 1, `ACT380 de ${person.surnom} n’est pas là une fois`);
    const { body } = await world.api<Row>('GET', `${ORIENTATIONS}/${person.usagerId}`, { as: GESTIONNAIRE });
    check(body.transmission?.etat === 'ACQUITTEE', `la transmission de ${person.surnom} est ${body.transmission?.etat}`);
  });

/** Decisions that France Travail took in for these people, by its own journal of calls. */
const decisionsTaken = async (world: World, people: readonly Person[]): Promise<number> => {
  const { appels } = await world.sandbox<{ appels: { numeroFranceTravail: string | null; status: number }[] }>('GET', '/journal?api=orientationusager&operation=decisionOrientation');
  const numbers = new Set(people.map(({ numeroFranceTravail }) => numeroFranceTravail));
  return appels.filter(({ numeroFranceTravail, status }) => status === 201 && numbers.has(numeroFranceTravail ?? '')).length;
};

const identityStatus = async (world: World, { usagerId }: Followed): Promise<number> =>
  (await world.api('GET', `/v1/usagers/${usagerId}`, { as: 'agent-mission-locale' })).status;

/** What the identity of somebody answers once it answers at all: a part being restarted is waited for. */
const identityGiven = async (world: World, person: Followed): Promise<number> => {
  const status = await identityStatus(world, person);
  check(status < 500, `l’identité de ${person.surnom} répond ${status}`);
  return status;
};

const TOLD = [
  'usagers.DroitRsaOuvert',
  'orientation.OrientationOuverte',
  'orientation.PreconisationEnregistree',
  'orientation.OrientationDecidee',
  'connector.PropositionOrientationRecue',
  'connector.TransmissionAcquittee',
];

/** The way of a decision, as its trace shows it. */
const TRACED = {
  'la décision': step('orientation', 'commande'),
  'l’appel à France Travail': step('connector', 'france-travail decisionOrientation'),
  'le webhook': step('connector', 'webhook'),
};

/** The people of the demonstration once the first act is played, and the flux that made them known. */
/** A reading of the whole bus takes less, unless its reader is lost. */
const READING_MS = 15_000;

type Played = Readonly<{ amina: Followed; bastien: Followed; chloe: Followed; flux: string }>;

/** The first travel of a fact: from the CAF flux to France Travail and a partner. */
async function* firstAct(world: World, { addresses, layout }: DemonstrationContext, restarted: () => boolean): AsyncGenerator<string, Played> {
  const bus = new BusReader(addresses);
  try {
    const run = nextRun(layout.data);
    const people = peopleOf(run);
    const flux = path.join(layout.data, `flux-caf-${String(run).padStart(3, '0')}.xml`);
    await writeFlux(flux, run, people);
    await announce(world, people);
    yield `France Travail préconise une orientation pour ${people.map(({ surnom }) => surnom).join(', ')} : ACT382 dans la corbeille du département`;

    const rapport = await importFlux(world, flux);
    yield `flux CAF importé : ${rapport.foyers} foyers, ${rapport.droitsOuverts} droits ouverts, ${rapport.inchanges} foyers inchangés, ${rapport.refus} refus`;

    const followed = await findInQueue(world, people);
    const [amina, bastien, chloe] = followed as [Followed, Followed, Followed];
    yield `les trois préconisations sont dans la file de décisions du département, la plus urgente d’abord (${(await until(() => queue(world))).length} décisions à prendre)`;

    await decide(world, amina, { sens: 'ACCEPTEE' });
    yield 'un agent du département accepte la préconisation d’Amina (parcours professionnel, France Travail)';
    const traceId = await decide(world, bastien, {
      sens: 'REFUSEE',
      motifRefus: 'APPRECIATION_DIFFERENTE',
      commentaireRefus: 'Accompagnement de proximité préférable',
      parcours: 'PSP',
      organisme: 'ML',
      structure: MISSION_LOCALE,
    });
    yield 'il refuse celle de Bastien, avec son motif, et l’oriente vers la mission locale (parcours socio-professionnel)';

    await seenAtFranceTravail(world, amina, 'FT');
    await seenAtFranceTravail(world, bastien, 'ML');
    const decisions = await until(() => decisionsTaken(world, people));
    check(decisions === 2, `France Travail a reçu ${decisions} décisions au lieu de 2`);
    yield 'France Travail montre les deux décisions, reçues une fois chacune : ACT382 partie, ACT380 chez l’organisme désigné';

    await until(async () => check((await world.webhooksOf(bastien)) > 0, 'la mission locale n’a pas encore reçu le webhook de Bastien'));
    const counts = await until(() => Promise.all(followed.map((person) => world.webhooksOf(person))));
    check(counts.join() === '0,1,0', `webhooks reçus pour Amina, Bastien, Chloé : ${counts.join(', ')} au lieu de 0, 1, 0`);
    yield 'la mission locale a reçu un webhook signé pour Bastien, et rien pour les autres';

    await until(async () => check((await identityStatus(world, bastien)) === 200, 'la mission locale ne peut pas encore lire l’identité de Bastien'));
    const others = await until(() => Promise.all([identityGiven(world, amina), identityGiven(world, chloe)]));
    check(others.join() === '403,403', `la mission locale obtient ${others.join(', ')} pour les autres`);
    yield 'la mission locale lit l’identité de Bastien, qu’elle suit désormais ; celle des autres lui est refusée, et tracée';

    const allOnce = (): void => {
      for (const person of [amina, bastien]) {
        const told = bus.of(person.usagerId);
        const missing = TOLD.filter((type) => told.filter((other) => other === type).length !== 1);
        check(missing.length === 0, `sur le bus, ${person.surnom} : ${missing.join(', ')} manque ou double`);
      }
      check(!bus.of(chloe.usagerId).includes('orientation.OrientationDecidee'), 'une décision de Chloé est sur le bus');
    };
    await until(async () => {
      await bus.start();
      await eventually(allOnce, { timeoutMs: READING_MS });
    });
    yield `le compte Kafka du département lit chaque fait une fois sur les trois topics (${bus.heard.length} messages lus)`;

    const services = await traced(world, traceId, { steps: TRACED, restarted });
    if (services === undefined) yield 'la trace de la décision de Bastien est incomplète : un composant a redémarré, et les traces sont en mémoire';
    else yield `une seule trace suit la décision de Bastien jusqu’à France Travail et à la mission locale (${services.join(', ')}) : ${addresses.traces}traces/${traceId}`;
    return { amina, bastien, chloe, flux };
  } finally {
    await bus.stop();
  }
}

/** Plays the whole demonstration, checking each step where it can be seen. Returns the flux that was imported. */
export async function* play(context: DemonstrationContext): AsyncGenerator<string, string> {
  const world = new World(context.addresses, context.partenaire);
  // A component that was down a little before may have lost what it held in memory.
  const deathsBefore = context.deaths();
  const restarted = (): boolean => context.deaths() > deathsBefore;
  try {
    const played = yield* firstAct(world, context, restarted);
    yield* accompanimentAct(world, played.bastien);
    yield* busAct(world, { ...played, restarted });
    yield* sanctionsAct(world, { ...played, data: context.layout.data });
    yield* pilotageAct(world);
    return played.flux;
  } finally {
    await world.close();
  }
}
