import { randomBytes, randomUUID } from 'node:crypto';
import { AccompanimentModule } from '@relais/accompaniment/accompaniment.module';
import { lieux as lieuxAccompaniment } from '@relais/accompaniment/adapters/postgres/lieux';
import { SUBSCRIPTIONS as abonnementsAccompaniment } from '@relais/accompaniment/tokens';
import { type Subscriptions } from '@relais/chassis/kafka';
import { accessesTo, factsOf, held, inventory, type Place } from '@relais/chassis/personal-data';
import { type Platform } from '@relais/chassis/lifecycle';
import { subscriptions as abonnementsConnector } from '@relais/connector/adapters/kafka/subscriptions';
import { lieux as lieuxConnector } from '@relais/connector/adapters/postgres/lieux';
import { createSceau } from '@relais/connector/adapters/postgres/sceau';
import { lieux as lieuxOrientation } from '@relais/orientation/adapters/postgres/lieux';
import { OrientationModule } from '@relais/orientation/orientation.module';
import { SUBSCRIPTIONS as abonnementsOrientation } from '@relais/orientation/tokens';
import { subscriptions as abonnementsPilotage } from '@relais/pilotage/adapters/kafka/subscriptions';
import { lieux as lieuxPilotage } from '@relais/pilotage/adapters/postgres/lieux';
import { lieux as lieuxSanctions } from '@relais/sanctions/adapters/postgres/lieux';
import { REGLES_PAR_DEFAUT } from '@relais/sanctions/domain/sanction/rules';
import { SanctionsModule } from '@relais/sanctions/sanctions.module';
import { SUBSCRIPTIONS as abonnementsSanctions } from '@relais/sanctions/tokens';
import { typesOwnedBy } from '@relais/schemas';
import { type AutresServices } from '@relais/usagers/application/droits/ports';
import { topicPrefix } from '../../kit/environment.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';
import { provided } from '../../kit/service.js';

const emitters = { emitters: [] };
export const sceau = createSceau(randomBytes(32));

type Autre = Readonly<{ service: string; places: readonly Place[]; table: (platform: Platform) => Subscriptions }>;

const AUTRES: readonly Autre[] = [
  { service: 'orientation', places: lieuxOrientation, table: (platform) => provided(OrientationModule.register(platform, emitters), abonnementsOrientation) },
  { service: 'accompaniment', places: lieuxAccompaniment, table: (platform) => provided(AccompanimentModule.register(platform, emitters), abonnementsAccompaniment) },
  {
    service: 'sanctions',
    places: lieuxSanctions,
    table: (platform) => provided(SanctionsModule.register(platform, { ...REGLES_PAR_DEFAUT, ...emitters }), abonnementsSanctions),
  },
  { service: 'pilotage', places: lieuxPilotage, table: () => abonnementsPilotage },
  {
    service: 'connector',
    places: lieuxConnector(sceau),
    table: ({ journal, ids }) => abonnementsConnector({ sceau, ids, journal, topicsPartenaires: [], raccordes: [] }),
  },
];

export type Maison = Readonly<{
  prefix: string;
  autres: AutresServices;
  /** The other services: their databases, and what they declare. */
  services: readonly Readonly<{ service: string; test: TestPlatform; places: readonly Place[] }>[];
  /** Every service listens to the bus from here on. */
  ecouter: () => Promise<void>;
  close: () => Promise<void>;
}>;

/** The five services that hear of persons, each on its own database, on the same topics. */
export const maison = async (): Promise<Maison> => {
  const prefix = topicPrefix();
  const services: { service: string; test: TestPlatform; places: readonly Place[]; table: Autre['table'] }[] = [];
  for (const { service, places, table } of AUTRES) {
    const migrations = new URL(`../../../services/${service}/migrations/`, import.meta.url);
    services.push({ service, places, table, test: await testPlatform({ service, migrations, prefix, publishes: typesOwnedBy(service) }) });
  }
  const chacun = <T>(lire: (pool: Platform['pool'], places: readonly Place[], platform: Platform) => Promise<T>) =>
    Promise.all(services.map(async ({ service, test: { platform }, places }) => ({ service, lu: await lire(platform.pool, places, platform) })));
  return {
    prefix,
    services,
    autres: {
      inventaires: async (usagerId) => (await chacun((pool, places) => inventory(pool, places, usagerId))).map(({ service, lu }) => ({ service, lieux: lu })),
      detenus: async (usagerId) =>
        (
          await chacun(async (pool, places, { codec }) => ({
            lieux: await held(pool, places, usagerId),
            faits: await factsOf(pool, codec, usagerId),
            acces: await accessesTo(pool, usagerId),
          }))
        ).map(({ service, lu }) => ({ service, detenu: JSON.parse(JSON.stringify(lu)) as typeof lu })),
    },
    ecouter: async () => {
      for (const { service, test, table } of services) await test.consume(service, table(test.platform));
    },
    close: async () => {
      for (const { test } of services) await test.close();
    },
  };
};

/** Rows as the other services write them, with free texts that an agent should not have written. */
export const remplir = async ({ services }: Maison, usagerId: string, texte: string): Promise<void> => {
  const pool = (service: string): Platform['pool'] => services.find((autre) => autre.service === service)!.test.platform.pool;
  const [id, abonnement, transmission] = [randomUUID(), randomUUID(), randomUUID()];
  const decision = JSON.stringify({ sens: 'REFUSEE', commentaireRefus: texte });
  await pool('orientation').query(
    `insert into orientation (usager_id, departement, orientation_id, statut, version, decision) values ($1, '33', $2, 'DECIDEE', 1, $3)
     on conflict (usager_id) do update set decision = excluded.decision`,
    [usagerId, id, decision],
  );
  await pool('accompaniment').query(`insert into amenagement_motif (fait_id, usager_id, motif) values ($1, $2, $3)`, [id, usagerId, texte]);
  await pool('accompaniment').query(`insert into rendez_vous (rendez_vous_id, usager_id, date_heure, modalite, motif) values ($1, $2, now(), 'PRESENTIEL', 'SUIVI')`, [id, usagerId]);
  await pool('sanctions').query(
    `insert into sanction (sanction_id, usager_id, departement, statut, version, auteur, date_proposition, echeance, dossier)
     values ($1, $2, '33', 'CLASSEE', 1, 'CD', '2026-10-01', '2026-11-01', $3)`,
    [id, usagerId, JSON.stringify({ observations: texte })],
  );
  await pool('pilotage').query(`insert into fait (id, usager_id, departement, nature, rang, le, connu_le, objet) values ($1, $2, '33', 'DROIT_OUVERT', 99, '2026-10-01', '2026-10-01', $1)`, [id, usagerId]);
  const connector = pool('connector');
  await connector.query(
    `insert into abonnement_partenaire (id, nom, departement, structure_code, structure_type, url, secret) values ($1, $2, '33', 'NAQ0405', 'ML', 'https://ml.test', '\\x00')`,
    [abonnement, `ml-${abonnement}`],
  );
  await connector.query(
    `insert into livraison (id, abonnement_id, fait_id, usager_id, departement, sequence, type, contenu, etat, correlation_id)
     values ($1, $2, $1, $3, '33', 1, 'partenaires.PersonneOrientee', $4, 'LIVREE', $1)`,
    [id, abonnement, usagerId, JSON.stringify({ usagerId, texte })],
  );
  await connector.query(
    `insert into transmission (id, fait_id, usager_id, departement, api, operation, contenu, etat, correlation_id)
     values ($1, $1, $2, '33', 'orientation', 'decisionOrientation', $3, 'ACQUITTEE', $1)`,
    [transmission, usagerId, sceau.sceller(`transmission ${transmission}`, decision)],
  );
  await connector.query(`insert into transmission_tentative (transmission_id, genre, fin, message) values ($1, 'ENVOI', now(), $2)`, [transmission, texte]);
  await connector.query(`insert into jeton (departement, usager_id, sceau, expire_le) values ('33', $1, '\\x00', now())`, [usagerId]);
};

/** Where a text is found, byte by byte: « service.table », all tables of a database, also inside bytea. */
export const chercher = async (pool: Platform['pool'], textes: readonly string[]): Promise<string[]> => {
  const { rows: tables } = await pool.query<{ nom: string }>(
    `select quote_ident(table_name) as nom from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const aiguilles = textes.flatMap((texte) => [texte, Buffer.from(texte).toString('hex')]);
  const trouves: string[] = [];
  for (const { nom } of tables) {
    const { rows } = await pool.query<{ n: number }>(
      `select count(*) as n from ${nom} t where exists (select from unnest($1::text[]) as a where position(a in t::text) > 0)`,
      [aiguilles],
    );
    if ((rows[0]?.n ?? 0) > 0) trouves.push(nom);
  }
  return trouves;
};
