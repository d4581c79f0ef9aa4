import { randomUUID } from 'node:crypto';
import { AccompanimentModule } from '@relais/accompaniment/accompaniment.module';
import { problems as accompanimentProblems } from '@relais/accompaniment/adapters/http/problems';
import * as accompanimentTokens from '@relais/accompaniment/tokens';
import { OrientationModule } from '@relais/orientation/orientation.module';
import { problems as orientationProblems } from '@relais/orientation/adapters/http/problems';
import * as orientationTokens from '@relais/orientation/tokens';
import { type Events, type EventType } from '@relais/schemas';
import { problems as sanctionsProblems } from '@relais/sanctions/adapters/http/problems';
import { REGLES_PAR_DEFAUT } from '@relais/sanctions/domain/sanction/index';
import { SanctionsModule } from '@relais/sanctions/sanctions.module';
import * as sanctionsTokens from '@relais/sanctions/tokens';
import { subscriptions as usagersSubscriptions } from '@relais/usagers/adapters/kafka/subscriptions';
import { serviceUsagers } from '../integration/usagers/service-usagers.js';
import { eventually } from '../kit/eventually.js';
import { type TestHttp } from '../kit/http-service.js';
import { migrationsOf } from '../kit/migrations.js';
import { type TestPlatform } from '../kit/platform.js';
import { testService, type TestServiceOptions } from '../kit/service.js';

/** The structure that follows the person; every other one is a stranger to that person. */
export const suiveuse = { code: 'NAQ0405', type: 'ML' } as const;
const emitters = [{ departement: '33', structure: { code: 'CDP0033', type: 'CD' }, topic: 'relais.commandes.v1' }] as const;
const clock = { now: () => new Date('2026-12-02T09:00:00.000Z') };
const WAIT = { timeoutMs: 60_000 };

/** A service that holds something of one person. */
export interface Detenteur {
  readonly nom: string;
  readonly http: TestHttp;
  readonly test: TestPlatform;
  /** What addresses ask for, by the name of the parameter; an agent may know these. */
  readonly parametres: Readonly<Record<string, string>>;
  /** What only those who follow the person, or decide for it, may receive. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

const decidee = (usagerId: string, orientationId: string): Events['orientation.OrientationDecidee'] => ({
  usagerId,
  departement: '33',
  orientationId,
  sens: 'REFUSEE',
  parcours: 'PSP',
  organisme: 'ML',
  structure: suiveuse,
  motifRefus: 'APPRECIATION_DIFFERENTE',
  commentaireRefus: 'commentaire-que-nul-ne-lit',
  dateDecision: '2026-11-24',
  decideurId: 'CD33-9007',
  decideurStructure: 'CDP0033',
});

const droit = (usagerId: string): Events['usagers.DroitRsaOuvert'] => ({
  usagerId, departement: '33', foyerId: randomUUID(), role: 'DEM', organismePayeur: 'CAF', dateDemande: null, dateReception: '2026-11-02', origine: 'FLUX_CAF_MSA', codeInsee: null,
});

const proposition = (usagerId: string): Events['connector.PropositionSanctionRecue'] => ({
  usagerId, departement: '33', identifiantActivite: `1$${usagerId}`, codeActivite: 'ACT366', idConsequenceSanction: `C${usagerId}`, identifiantManquement: '60509', typeSanction: 'SUSP_RSA',
  familleManquement: 'F03', naturesDefaut: ['N23'], dateManquement: '2026-10-20', dateAvertissement: null, modalite: 'P', montant: 40, dureeMois: 1, delegation: false,
  dateCreation: '2026-11-20T08:00:00.000Z', dateEcheance: null,
});

const started = (options: Pick<TestServiceOptions, 'service' | 'module' | 'problems' | 'tokens'> & { publishes: readonly EventType[] }) =>
  testService({ ...options, migrations: migrationsOf(options.service), clock });

const rowOf = <T extends object>(test: TestPlatform, sql: string, values: unknown[]): Promise<T> =>
  eventually(async () => {
    const { rows } = await test.platform.pool.query<T>(sql, values);
    const [row] = rows;
    if (!row) throw new Error(`rien encore : ${sql}`);
    return row;
  }, WAIT);

const usagers = async (): Promise<Detenteur> => {
  const { test, http, importer, close } = await serviceUsagers();
  const personne = { nir: '2690549588157', dateNaissance: '1969-05-12', nom: 'LEBŒUFSECRET', prenom: 'ANAÏSSECRETE', codeInsee: '33063', codePostal: '33000', commune: 'BÈGLESSECRETE' };
  await importer({ foyers: 1, forces: [personne] });
  const { key } = await rowOf<{ key: string }>(test, `select key from journal where type = 'usagers.DroitRsaOuvert'`, []);
  test.platform.relay.start();
  await test.consume('usagers', usagersSubscriptions(test.platform.journal));
  await test.platform.journal.appendNext(test.platform.pool, { type: 'orientation.OrientationDecidee', data: decidee(key, randomUUID()), origin: { correlationId: randomUUID() } });
  test.platform.relay.wake();
  await rowOf(test, 'select 1 from rattachement where usager_id = $1', [key]);
  return { nom: 'usagers', http, test, parametres: { usagerId: key }, secrets: [personne.nir, personne.nom, personne.prenom, personne.commune, personne.dateNaissance], close };
};

const accompaniment = async (): Promise<Detenteur> => {
  const test = await started({ service: 'accompaniment', module: (platform) => AccompanimentModule.register(platform, { emitters }), problems: accompanimentProblems, tokens: accompanimentTokens, publishes: ['orientation.OrientationDecidee', 'accompaniment.ContratOuvert'] });
  const [usagerId, orientationId] = [randomUUID(), randomUUID()];
  await test.say('orientation.OrientationDecidee', decidee(usagerId, orientationId));
  const { contrat } = await rowOf<{ contrat: string }>(test, 'select contrat_id as contrat from contrat where usager_id = $1', [usagerId]);
  return { nom: 'accompaniment', http: test.http, test, parametres: { usagerId, rendezVousId: randomUUID() }, secrets: [orientationId, contrat], close: () => test.close() };
};

const orientation = async (): Promise<Detenteur> => {
  const test = await started({ service: 'orientation', module: (platform) => OrientationModule.register(platform, { emitters }), problems: orientationProblems, tokens: orientationTokens, publishes: ['usagers.DroitRsaOuvert', 'orientation.OrientationOuverte'] });
  const usagerId = randomUUID();
  await test.say('usagers.DroitRsaOuvert', droit(usagerId));
  const { id } = await rowOf<{ id: string }>(test, 'select orientation_id as id from orientation where usager_id = $1', [usagerId]);
  return { nom: 'orientation', http: test.http, test, parametres: { usagerId }, secrets: [id, '2026-11-02'], close: () => test.close() };
};

const sanctions = async (): Promise<Detenteur> => {
  const test = await started({
    service: 'sanctions',
    module: (platform) => SanctionsModule.register(platform, { ...REGLES_PAR_DEFAUT, emitters }),
    problems: sanctionsProblems,
    tokens: sanctionsTokens,
    publishes: ['usagers.DroitRsaOuvert', 'usagers.UsagerRattache', 'connector.PropositionSanctionRecue', 'sanctions.SanctionProposee'],
  });
  const usagerId = randomUUID();
  await test.say('usagers.DroitRsaOuvert', droit(usagerId));
  await test.say('usagers.UsagerRattache', { usagerId, departement: '33', structureCode: suiveuse.code, structureType: suiveuse.type, depuis: '2026-11-20', motif: 'ORIENTATION' });
  await test.say('connector.PropositionSanctionRecue', proposition(usagerId));
  const { id } = await rowOf<{ id: string }>(test, 'select sanction_id as id from sanction where usager_id = $1', [usagerId]);
  await rowOf(test, 'select 1 from rattachement where usager_id = $1', [usagerId]);
  return { nom: 'sanctions', http: test.http, test, parametres: { usagerId, sanctionId: id }, secrets: ['60509', `C${usagerId}`, '2026-10-20'], close: () => test.close() };
};

/** The services that hold something of a person, each with one person followed by `suiveuse`. */
export const detenteurs = (): Promise<Detenteur[]> => Promise.all([usagers(), accompaniment(), orientation(), sanctions()]);
