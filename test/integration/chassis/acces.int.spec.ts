import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { type Agent, traceAccess } from '@relais/chassis/auth';
import { BusModule } from '@relais/chassis/http';
import { BusAdministration } from '@relais/chassis/kafka';
import { httpService, type TestHttp } from '../../kit/http-service.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';

@Module({})
class Rien {}

const controleuse = { sub: 'CD33-0030', roles: ['CONTROLEUR'], departement: '33', structure: { code: 'CDP0033', type: 'CD' } };
const voisine = { ...controleuse, sub: 'CD64-0030', departement: '64', structure: { code: 'CDP0064', type: 'CD' } };
const conseiller: Agent = { id: 'ML33-0003', roles: ['REFERENT'], departement: '33', structure: { code: 'NAQ0405', type: 'ML' }, origin: '10.1.2.3' };

describe('la trace des accès se cherche (R. 262-107 CASF ; CNIL SAN-2026-003 : des journaux qui ne voyaient rien)', () => {
  let test: TestPlatform;
  let http: TestHttp;
  const [bruno, alice] = [randomUUID(), randomUUID()];
  const chercher = (query: string, as = controleuse) => http.call('GET', `/v1/exploitation/acces?${query}`, { as });

  beforeAll(async () => {
    test = await testPlatform({ service: 'essai' });
    http = await httpService({ platform: test.platform, module: { module: Rien }, problems: {}, also: [BusModule.register(new BusAdministration(), test.platform.pool)] });
    const acces = { agent: conseiller, action: 'contrat.consultation', purpose: 'accompagnement' };
    await traceAccess(test.platform.pool, { ...acces, subject: bruno, granted: true, reason: 'SUIT' });
    await traceAccess(test.platform.pool, { ...acces, subject: alice, granted: false, reason: 'AGENT_NON_HABILITE' });
  });
  afterAll(async () => {
    await http.close();
    await test.close();
  });

  it('qui a consulté cette personne', async () => {
    const { status, body } = await chercher(`usagerId=${alice}`);
    expect(status).toBe(200);
    // The search comes first: it is traced like any other.
    expect(body['acces']).toMatchObject([
      { agent: 'CD33-0030', action: 'trace.recherche', finalite: 'controle-des-acces' },
      { agent: 'ML33-0003', structure: 'NAQ0405', sujet: alice, nature: 'consultation', accorde: false, raison: 'AGENT_NON_HABILITE', origine: '10.1.2.3' },
    ]);
  });

  it('qui cet agent a-t-il consulté, page par page', async () => {
    const first = (await chercher('agent=ML33-0003&limite=1')).body as { acces: unknown[]; suite: number };
    expect(first.acces).toMatchObject([{ sujet: alice }]);
    expect((await chercher(`agent=ML33-0003&limite=1&avant=${first.suite}`)).body['acces']).toMatchObject([{ sujet: bruno, accorde: true }]);
  });

  it('rien d’un autre département, rien sans le rôle, rien sans question', async () => {
    expect((await chercher(`agent=ML33-0003`, voisine)).body['acces']).toEqual([]);
    expect(await chercher(`usagerId=${bruno}`, { ...controleuse, roles: ['DECIDEUR'] })).toMatchObject({ status: 403, body: { code: 'ROLE_INSUFFISANT' } });
    expect(await chercher('')).toMatchObject({ status: 400, body: { code: 'REQUETE_INVALIDE' } });
  });
});
