import { randomUUID } from 'node:crypto';
import { type Events } from '@relais/schemas';
import { eventually } from '../../kit/environment.js';
import { fluxCaf, type FoyerGenere, foyersDuFlux, type OptionsFlux, soumisAvecDroit } from '../../kit/flux-caf.js';
import { gestionnaire, serviceUsagers, type ServiceUsagers } from './service-usagers.js';

type Dit = Readonly<{ type: string; sequence: number; data: Events['usagers.DroitRsaOuvert'] & Events['usagers.DroitRsaFerme'] }>;

const alice = { nir: '2690549588157', dateNaissance: '1969-05-12', nom: 'LEBŒUF-ZZ', prenom: 'ANAÏS', dateDemande: '2026-09-01' };
const bruno = { nir: '172067835501147', dateNaissance: '1972-06-30', nom: 'GONÇALVES-ZZ', prenom: 'JOSÉ' };
const chloe = { nir: '2850733063123', dateNaissance: '1985-07-02', nom: 'MÜLLER', prenom: 'CHLOÉ' };
const david = { nir: '1790640192045', dateNaissance: '1979-06-11', nom: 'DIALLO', prenom: 'DAVID' };
const cleFausse = { ...alice, nir: '172067835501148', nom: 'CLÉ-FAUSSE-ZZ' };

const soumis = (options: OptionsFlux): number =>
  [...foyersDuFlux(options)].flatMap((foyer) => foyer.personnes.filter((p) => soumisAvecDroit(foyer, p))).length;
const personnes = (options: OptionsFlux): number => [...foyersDuFlux(options)].flatMap((foyer) => foyer.personnes).length;

const coupe = async (options: OptionsFlux, de: RegExp, par: string): Promise<AsyncIterable<Uint8Array>> => {
  const morceaux: Uint8Array[] = [];
  for await (const morceau of fluxCaf(options)) morceaux.push(morceau);
  const texte = Buffer.concat(morceaux).toString('latin1');
  return (async function* () {
    yield await Promise.resolve(Buffer.from(texte.replace(de, par), 'latin1'));
  })();
};

describe('import d’un flux CAF, sur de vraies pièces', () => {
  let service: ServiceUsagers;
  beforeAll(async () => {
    service = await serviceUsagers();
  });
  afterAll(() => service.close());

  const dits = async (departement: string): Promise<Dit[]> => {
    const { pool, codec } = service.test.platform;
    const { rows } = await pool.query<{ sequence: number; payload: Buffer }>(
      'select sequence, payload from journal where departement = $1 order by position',
      [departement],
    );
    return Promise.all(
      rows.map(async ({ sequence, payload }) => {
        const lu = await codec.decode(payload);
        return { type: lu.type, sequence, data: (lu as unknown as { data: Dit['data'] }).data };
      }),
    );
  };
  const as = (departement: string) => ({ ...gestionnaire, departement });
  const importer = (flux: Parameters<ServiceUsagers['importer']>[0], departement: string, rejouer = false) =>
    service.importer(flux, { departement, as: as(departement), rejouer });

  it('ouvre les droits des personnes soumises, rend un refus par personne écartée, et se redit sans effet', async () => {
    const options = { foyers: 700, departement: '33', forces: [alice, bruno, cleFausse, { ...alice, nir: null }] };
    const premier = await importer(options, '33');
    expect(premier.status).toBe(201);
    expect(premier.body).toMatchObject({
      etat: 'TERMINE',
      departement: '33',
      dateReception: '2026-11-24',
      dateReference: '2026-10-31',
      foyers: 700,
      foyersAnnonces: 700,
      personnes: personnes(options),
      droitsOuverts: soumis(options) - 2,
      droitsFermes: 0,
      inchanges: 0,
      refus: 2,
      arret: null,
    });
    const faits = await dits('33');
    expect(faits).toHaveLength(soumis(options) - 2);
    expect(faits.every(({ type, sequence }) => type === 'usagers.DroitRsaOuvert' && sequence === 1)).toBe(true);
    expect(faits[0]?.data).toMatchObject({ role: 'DEM', organismePayeur: 'CAF', dateDemande: '2026-09-01', dateReception: '2026-11-24' });
    expect(faits.every(({ data }) => /^33\d{3}$/.test(data.codeInsee ?? ''))).toBe(true);

    const adresse = premier.headers.get('location') ?? '';
    expect((await service.http.call('GET', adresse, { as: gestionnaire })).body).toEqual(premier.body);
    const refus = (await service.http.call('GET', `${adresse}/refus`, { as: gestionnaire })).body;
    expect(refus).toMatchObject({ suite: null, refus: [{ code: 'NIR_CLE', portee: 'PERSONNE' }, { code: 'NIR_ABSENT' }] });
    const [ligne] = refus.refus as { ligne: number; motif: string; numero: number }[];
    expect(ligne?.ligne).toBeGreaterThan(10);
    expect(ligne?.motif).toMatch(/clé du NIR/);
    const page = await service.http.call('GET', `${adresse}/refus?limite=1&apres=${ligne?.numero}`, { as: gestionnaire });
    expect(page.body).toMatchObject({ refus: [{ code: 'NIR_ABSENT' }] });

    expect(await importer(options, '33')).toMatchObject({ status: 409, body: { code: 'FICHIER_DEJA_IMPORTE', importId: premier.body.importId, rapport: { etat: 'REFUSE', foyers: 0 } } });
    const second = await importer(options, '33', true);
    expect(second.body).toMatchObject({ foyers: 700, droitsOuverts: 0, droitsFermes: 0, inchanges: 700, refus: 2 });
    expect(await dits('33')).toEqual(faits);
  });

  it('ne laisse lire nulle part ni NIR, ni nom, ni matricule', async () => {
    const { pool } = service.test.platform;
    const { rows: tables } = await pool.query<{ nom: string }>(`select tablename as nom from pg_tables where schemaname = 'public'`);
    const clairs = [alice, bruno].flatMap(({ nir, nom }) => [nir.slice(0, 13), nom]).concat('GONÇALVES', '1000001', 'CLÉ-FAUSSE');
    for (const { nom } of tables) {
      const { rows } = await pool.query<{ ligne: string }>(`select t::text as ligne from ${nom} t`);
      const texte = rows.map(({ ligne }) => ligne).join('\n');
      for (const clair of clairs) {
        expect(texte.includes(clair)).toBe(false);
        expect(texte.includes(Buffer.from(clair).toString('hex'))).toBe(false);
      }
    }
    expect(service.test.logs.join('\n')).not.toMatch(/LEB|2690549588157/);
  });

  it('le mois suivant ferme, rouvre et déplace, avec le motif ; l’identité suit', async () => {
    const mois = (modifier?: OptionsFlux['modifier']): OptionsFlux => ({ foyers: 4, departement: '40', forces: [chloe, david], etatDossier: '1', ...(modifier ? { modifier } : {}) });
    const avec = (foyer: FoyerGenere, autre: Partial<FoyerGenere>): FoyerGenere => ({ ...foyer, ...autre });
    const une = (foyer: FoyerGenere, autre: Partial<FoyerGenere['personnes'][number]>) =>
      avec(foyer, { personnes: foyer.personnes.map((p) => ({ ...p, ...autre })) });
    const suite = async (modifier?: OptionsFlux['modifier']) => {
      const avant = (await dits('40')).length;
      const { body } = await importer(mois(modifier), '40');
      return { body, faits: (await dits('40')).slice(avant) };
    };
    expect((await suite()).body).toMatchObject({ droitsOuverts: 2 });

    const clos = await suite((foyer, rang) => (rang === 0 ? avec(foyer, { etatDossier: '5' }) : foyer));
    expect(clos.body).toMatchObject({ droitsFermes: 1, droitsOuverts: 0, inchanges: 3 });
    expect(clos.faits).toMatchObject([{ type: 'usagers.DroitRsaFerme', sequence: 2, data: { motif: 'DOSSIER_CLOS', dateConstat: '2026-11-24' } }]);

    const rouvert = await suite((foyer, rang) => (rang === 1 ? une(foyer, { soumis: false, nom: 'MARIÉ-ZZ' }) : foyer));
    expect(rouvert.faits).toMatchObject([
      { type: 'usagers.DroitRsaOuvert', sequence: 3 },
      { type: 'usagers.DroitRsaFerme', sequence: 2, data: { motif: 'NON_SOUMIS_DROITS_DEVOIRS' } },
    ]);

    const deplace = await suite((foyer, rang) => (rang === 2 ? avec(foyer, { etatDossier: '2', personnes: [...foyersDuFlux(mois())][0]!.personnes }) : foyer));
    expect(deplace.faits.map(({ type, data }) => [type, data.motif])).toEqual([
      ['usagers.DroitRsaOuvert', undefined],
      ['usagers.DroitRsaFerme', 'CHANGEMENT_DE_FOYER'],
      ['usagers.DroitRsaOuvert', undefined],
    ]);
    const parti = await suite((foyer, rang) => (rang === 1 ? avec(foyer, { personnes: [...foyersDuFlux({ foyers: 50 })][20]!.personnes.map((p) => ({ ...p, soumis: false })) }) : foyer));
    expect(parti.faits).toMatchObject(expect.arrayContaining([expect.objectContaining({ data: expect.objectContaining({ motif: 'SORTIE_DU_FOYER' }) as unknown })]) as unknown[]);
  });

  it('refuse en entier un fichier à la faute, sans en rien écrire', async () => {
    const options = { foyers: 1200, departement: '64', graine: 5 };
    const casse = await coupe(options, /(?<=<NUMDEMRSA>00000900064<\/NUMDEMRSA>\n\t\t\t<\/DemandeRSA>\n)\t\t<\/IdentificationRSA>/, '\t\t</Identification>');
    const arrete = await importer(casse, '64');
    expect(arrete).toMatchObject({
      status: 422,
      body: {
        code: 'FLUX_ILLISIBLE',
        attendu: '</IdentificationRSA>',
        rapport: { etat: 'REFUSE', etape: 'LECTURE', foyers: 0, arret: { code: 'FLUX_ILLISIBLE', attendu: '</IdentificationRSA>' } },
      },
    });
    expect(arrete.body.ligne).toBeGreaterThan(900);
    expect(await dits('64')).toEqual([]);
    const repris = await importer(options, '64');
    expect(repris.body).toMatchObject({ etat: 'TERMINE', foyers: 1200, inchanges: 0 });
    expect(await dits('64')).toHaveLength(soumis(options));
  });

  it('prend un fichier de plusieurs mégaoctets envoyé d’une pièce, avec sa longueur', async () => {
    const morceaux: Uint8Array[] = [];
    for await (const morceau of fluxCaf({ foyers: 400, departement: '82' })) morceaux.push(morceau);
    const fichier = Buffer.concat(morceaux);
    expect(fichier.length).toBeGreaterThan(2_000_000);
    const { status, body } = await service.http.call('POST', '/v1/departements/82/imports', {
      as: as('82'),
      headers: { 'content-type': 'text/xml; charset=windows-1252' },
      body: fichier as never,
    });
    expect([status, body.foyers]).toEqual([201, 400]);
  });

  it('refuse un mauvais encodage à sa ligne', async () => {
    const { status, body } = await importer(await coupe({ foyers: 3, departement: '65' }, /BÈGLES|BORDEAUX|SAINT-ÉTIENNE|L.ÎLE-BLEUE/s, 'B\xc3\x88GLES'), '65');
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'FLUX_ILLISIBLE', attendu: 'des caractères windows-1252, l’encodage annoncé' });
  });

  it('met de côté les foyers d’un autre département', async () => {
    const { body } = await service.importer({ foyers: 3, departement: '52' }, { departement: '33' });
    expect(body).toMatchObject({ etat: 'TERMINE', foyers: 3, droitsOuverts: 0, refus: 3 });
  });

  it('n’admet qu’un import à la fois pour un département', async () => {
    let finir = (): void => undefined;
    const attente = new Promise<void>((resolve) => {
      finir = resolve;
    });
    const lent = (async function* () {
      for await (const morceau of fluxCaf({ foyers: 5, departement: '47', morceau: 1 })) {
        yield morceau;
        await attente;
      }
    })();
    const premier = importer(lent, '47');
    await eventually(async () => {
      expect((await service.test.platform.pool.query(`select 1 from import where departement = '47'`)).rowCount).toBe(1);
    });
    expect(await importer({ foyers: 5 }, '47')).toMatchObject({ status: 409, body: { code: 'IMPORT_EN_COURS' } });
    expect((await importer({ foyers: 1 }, '24')).status).toBe(201);
    finir();
    expect(await premier).toMatchObject({ status: 201, body: { foyers: 5 } });
    expect((await importer({ foyers: 5 }, '47', true)).body).toMatchObject({ inchanges: 5 });
  });

  it('n’écrit rien quand l’envoi est coupé, et libère le département', async () => {
    const coupure = new AbortController();
    const sansFin = (async function* () {
      for await (const morceau of fluxCaf({ foyers: 1100, departement: '17' })) yield morceau;
      coupure.abort();
    })();
    const envoi = fetch(`${service.http.url}/v1/departements/17/imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await service.http.issuer.token(as('17'))}`, 'content-type': 'application/xml' },
      body: (async function* () {
        for await (const morceau of sansFin) yield morceau;
        await new Promise(() => undefined);
      })() as never,
      signal: coupure.signal,
      duplex: 'half',
    } as never);
    await expect(envoi).rejects.toThrow();
    const lire = async () => (await service.test.platform.pool.query<{ etat: string; arret: { code: string }; foyers: number }>(`select etat, arret, foyers from import where departement = '17'`)).rows[0];
    await eventually(async () => expect(await lire()).toMatchObject({ etat: 'INTERROMPU', foyers: 0, arret: { code: 'CONNEXION_PERDUE' } }));
    expect((await importer({ foyers: 1100 }, '17')).body).toMatchObject({ etat: 'TERMINE', foyers: 1100, inchanges: 0 });
  });

  it('dit interrompu un import dont le processus a disparu', async () => {
    const id = randomUUID();
    await service.test.platform.pool.query(
      `insert into import (id, departement, etat, agent, date_reception, foyers) values ($1, '16', 'EN_COURS', 'x', '2026-11-24', 500)`,
      [id],
    );
    const { body } = await service.http.call('GET', `/v1/departements/16/imports/${id}`, { as: as('16') });
    expect(body).toMatchObject({ etat: 'INTERROMPU', foyers: 500, arret: { code: 'PROCESSUS_ARRETE' } });
  });

  it.each([
    ['sans rôle', { as: { ...gestionnaire, roles: ['REFERENT'] } }, 403, 'ROLE_INSUFFISANT'],
    ['pour un autre département', { departement: '40' }, 403, 'DEPARTEMENT_ETRANGER'],
    ['sur un corps qui n’est pas un fichier', { type: 'application/json' }, 400, 'REQUETE_INVALIDE'],
  ])('refuse un import %s', async (...[, options, status, code]) => {
    expect(await service.importer({ foyers: 1, departement: '33' }, options)).toMatchObject({ status, body: { code } });
  });

  it.each([
    ['GET', '/v1/departements/33/imports/00000000-0000-7000-8000-000000000009', 404, 'IMPORT_INCONNU'],
    ['GET', '/v1/departements/33/imports/00000000-0000-7000-8000-000000000009/refus', 404, 'IMPORT_INCONNU'],
    ['GET', '/v1/departements/33/imports/1', 400, 'REQUETE_INVALIDE'],
    ['POST', '/v1/departements/33/imports?recuLe=2026-11-25', 400, 'REQUETE_INVALIDE'],
    ['POST', '/v1/departements/33/imports', 415, 'CORPS_ATTENDU'],
  ])('%s %s : %s', async (...[method, path, status, code]) => {
    const body = path.includes('recuLe') ? { body: '<Racine/>', headers: { 'content-type': 'application/xml' } } : {};
    expect(await service.http.call(method, path, { as: gestionnaire, ...body })).toMatchObject({ status, body: { code } });
  });
});
