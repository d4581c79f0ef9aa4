import { enWindows1252, fluxCaf, type OptionsFlux } from '../../kit/flux-caf.js';
import { gestionnaire, serviceUsagers, type ServiceUsagers } from './service-usagers.js';

const alice = { nir: '2690549588157', dateNaissance: '1969-05-12', nom: 'LEBŒUF-ZZ', prenom: 'ANAÏS' };
const bruno = { nir: '1720678355011', dateNaissance: '1972-06-30', nom: 'GONÇALVES-ZZ', prenom: 'JOSÉ' };
const chloe = { nir: '2850733063123', dateNaissance: '1985-07-02', nom: 'MÜLLER-ZZ', prenom: 'CHLOÉ' };

type Retouche = readonly [RegExp, string];
const QUOTIDIEN: Retouche = [/<TYPEFLUX>M/, '<TYPEFLUX>J'];
const creeLe = (date: string): Retouche => [/<DTCREAFLUX>[^<]+/, `<DTCREAFLUX>${date}`];

const retouche = async (options: OptionsFlux, ...retouches: readonly Retouche[]): Promise<AsyncIterable<Uint8Array>> => {
  const morceaux: Uint8Array[] = [];
  for await (const morceau of fluxCaf(options)) morceaux.push(morceau);
  const texte = retouches.reduce((lu, [de, par]) => lu.replace(de, par), Buffer.concat(morceaux).toString('latin1'));
  return (async function* () {
    yield await Promise.resolve(Buffer.from(texte, 'latin1'));
  })();
};

describe('flux quotidiens et mensuels, sur de vraies pièces', () => {
  let service: ServiceUsagers;
  beforeAll(async () => {
    service = await serviceUsagers();
  });
  afterAll(() => service.close());

  const as = (departement: string) => ({ ...gestionnaire, departement });
  const importer = async (departement: string, options: Omit<OptionsFlux, 'departement'>, ...retouches: readonly Retouche[]) =>
    service.importer(await retouche({ ...options, departement }, ...retouches), { departement, as: as(departement) });
  const absents = async (departement: string, importId: unknown, query = '') =>
    (await service.http.call('GET', `/v1/departements/${departement}/imports/${String(importId)}/absents${query}`, { as: as(departement) })).body as { foyers: { foyerId: string; organisme: string; usagers: string[] }[]; suite: string | null };
  const ouverts = async (departement: string): Promise<number> =>
    (await service.test.platform.pool.query(`select 1 from usager where departement = $1 and droit = 'ouvert'`, [departement])).rowCount ?? 0;
  const motifs = async (departement: string): Promise<unknown[]> => {
    const { pool, codec } = service.test.platform;
    const { rows } = await pool.query<{ payload: Buffer }>('select payload from journal where departement = $1 order by position', [departement]);
    const lus = await Promise.all(rows.map(({ payload }) => codec.decode(payload)));
    return lus.map((lu) => (lu as unknown as { data: { motif?: string } }).data.motif ?? 'ouvert');
  };

  it('signale un foyer absent d’un flux mensuel sans le fermer ; un quotidien n’y change rien', async () => {
    const trois = { foyers: 3, forces: [alice, bruno, chloe] };
    expect((await importer('33', trois)).body).toMatchObject({ frequence: 'MENSUEL', droitsOuverts: 3, absents: 0 });
    const quotidien = await importer('33', { foyers: 1, forces: [{ ...alice, nom: 'MARIÉE-ZZ' }] }, QUOTIDIEN, creeLe('2026-11-02'));
    expect(quotidien.body).toMatchObject({ etat: 'TERMINE', frequence: 'QUOTIDIEN', absents: 0, droitsFermes: 0 });
    const mensuel = await importer('33', { foyers: 1, forces: [alice] }, creeLe('2026-11-05'));
    expect(mensuel.body).toMatchObject({ etat: 'TERMINE', frequence: 'MENSUEL', absents: 2, droitsFermes: 0 });
    expect(await ouverts('33')).toBe(3);
    const liste = await absents('33', mensuel.body.importId);
    expect(liste).toMatchObject({ suite: null, foyers: [{ organisme: 'CAF 331' }, { organisme: 'CAF 331' }] });
    expect(liste.foyers.flatMap(({ usagers }) => usagers)).toHaveLength(2);
    const page = await absents('33', mensuel.body.importId, '?limite=1');
    expect(page.suite).toBe(liste.foyers[0]?.foyerId);
    expect((await absents('33', mensuel.body.importId, `?apres=${String(page.suite)}`)).foyers).toEqual(liste.foyers.slice(1));
    // Another organisme's monthly file says nothing of the foyers of this one.
    expect((await importer('33', { foyers: 1, forces: [{ ...alice, nir: null }], organisme: 'MSA' }, [/<APPLIEME>CRI/, '<APPLIEME>AGO'])).body).toMatchObject({ etat: 'TERMINE', absents: 0 });
  });

  it.each([
    ['aux totaux discordants', [/<NBTOTDOSRSATRANSM>00000003/, '<NBTOTDOSRSATRANSM>00000004'], 422, 'TOTAUX_DISCORDANTS'],
    ['d’une fréquence inconnue', [/<TYPEFLUX>M/, '<TYPEFLUX>Z'], 422, 'FREQUENCE_INCONNUE'],
    ['à l’entité déclarée', [/<Racine>/, '<!DOCTYPE Racine [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><Racine>'], 422, 'FLUX_ILLISIBLE'],
    ['à l’entité externe', [/<Racine>/, '<!DOCTYPE Racine [<!ENTITY x SYSTEM "file:///etc/passwd">]><Racine>'], 422, 'FLUX_ILLISIBLE'],
    ['tronqué au dernier foyer', [/<PrestationRSA>(?![^]*<PrestationRSA>)[^]*/, ''], 422, 'FLUX_ILLISIBLE'],
  ] as const)('refuse en entier un flux %s, en garde la trace, n’écrit rien', async (...[, [de, par], status, code]) => {
    const recu = await importer('40', { foyers: 3, forces: [alice, bruno, chloe] }, [de, par]);
    expect([recu.status, recu.body.code]).toEqual([status, code]);
    const rapport = (await service.http.call('GET', recu.headers.get('location') ?? '', { as: as('40') })).body;
    expect(rapport).toMatchObject({ etat: 'REFUSE', etape: 'LECTURE', foyers: 0, droitsOuverts: 0, arret: { code } });
    expect(await motifs('40')).toEqual([]);
  });

  it('met de côté, avec un motif, qui a une date de naissance future ou absente', async () => {
    const { body, headers } = await importer('64', { foyers: 2, forces: [{ ...alice, dateNaissance: '2030-01-01' }, bruno] }, [/<DTNAI>1972-06-30<\/DTNAI>/, '']);
    expect(body).toMatchObject({ etat: 'TERMINE', droitsOuverts: 0, refus: 2 });
    const { refus } = (await service.http.call('GET', `${headers.get('location')}/refus`, { as: as('64') })).body;
    expect(refus).toMatchObject([{ code: 'DATE_NAISSANCE_FUTURE' }, { code: 'DATE_NAISSANCE_ABSENTE' }]);
  });

  it('refuse un flux plus ancien que le dernier, sauf demande expresse', async () => {
    await importer('47', { foyers: 1, forces: [alice] }, creeLe('2026-11-05'));
    expect(await importer('47', { foyers: 1, forces: [alice], etatDossier: '5' }, creeLe('2026-11-04'))).toMatchObject({ status: 409, body: { code: 'FLUX_DEPASSE', attendu: 'un flux créé à partir du 2026-11-05' } });
    const force = await service.importer(await retouche({ foyers: 1, forces: [bruno], departement: '47' }, creeLe('2026-11-04')), { departement: '47', as: as('47'), rejouer: true });
    expect(force.body).toMatchObject({ etat: 'TERMINE' });
  });

  it('une mutation ferme le droit là d’où l’on part et l’ouvre là où l’on arrive, dans un ordre ou dans l’autre', async () => {
    const depart: Retouche = [/<\/DemandeRSA>/, '</DemandeRSA><OrganismePrenant><FONORGPRENMUT>CAF</FONORGPRENMUT><NUMORGPRENMUT>171</NUMORGPRENMUT><DDDEPAMUT>2026-11-01</DDDEPAMUT></OrganismePrenant>'];
    const gina = { ...alice, nir: '2690549588200' };
    const hugo = { ...bruno, nir: '1720678355055' };
    await importer('16', { foyers: 2, forces: [gina, hugo] });
    await importer('16', { foyers: 1, forces: [gina] }, depart, QUOTIDIEN);
    await importer('17', { foyers: 2, forces: [gina, hugo] });
    // The other one arrives before its departure is told: what comes after changes nothing.
    await importer('16', { foyers: 2, forces: [{ ...gina, soumis: false }, hugo] }, [/<MATRICULE>1000001(?=[^]*?<\/DemandeRSA>)[^]*?<\/DemandeRSA>/, '$&<OrganismePrenant><FONORGPRENMUT>CAF</FONORGPRENMUT><NUMORGPRENMUT>171</NUMORGPRENMUT><DDDEPAMUT>2026-11-01</DDDEPAMUT></OrganismePrenant>'], QUOTIDIEN);
    expect([await ouverts('16'), await ouverts('17')]).toEqual([0, 2]);
    expect(await motifs('16')).toEqual(['ouvert', 'ouvert', 'MUTATION', 'CHANGEMENT_DE_FOYER']);
    expect(await motifs('17')).toEqual(['ouvert', 'ouvert']);
  });

  it('lit les prénoms et la version de VRSD0301, et ferme le droit de qui est décédé', async () => {
    const version: Retouche = [/<TYPEFLUX>/, '<VERSIONFLUX>VRSD0301</VERSIONFLUX><TYPEFLUX>'];
    const moi = { ...chloe, nir: '2850733063199' };
    const prenoms: Retouche = [/<PRENOM>[^<]+<\/PRENOM>/, `<LISPRENOMS>${Buffer.from(enWindows1252('CHLOÉ')).toString('latin1')} EVE</LISPRENOMS>`];
    expect((await importer('82', { foyers: 1, forces: [moi] }, version, prenoms)).body).toMatchObject({ versionFlux: 'VRSD0301', droitsOuverts: 1, refus: 0 });
    expect((await importer('82', { foyers: 1, forces: [moi] }, version, prenoms, [/<DTNAI>/, '<DTDC>2026-11-01</DTDC><DTNAI>'])).body).toMatchObject({ droitsFermes: 1 });
  });

  it('suit ce que le département déclare de ses flux', async () => {
    const chemin = '/v1/departements/24/sources';
    const { colonnes } = (await service.http.call('GET', chemin, { as: as('24') })).body;
    await service.http.call('PUT', chemin, { as: as('24'), json: { colonnes, flux: { frequences: { Z: 'STOCK' }, totaux: 'SIGNALER' } } });
    const recu = await importer('24', { foyers: 2, forces: [alice, bruno] }, [/<TYPEFLUX>M/, '<TYPEFLUX>Z'], [/<NBTOTDOSRSATRANSM>00000002/, '<NBTOTDOSRSATRANSM>00000009']);
    expect(recu.body).toMatchObject({ etat: 'TERMINE', frequence: 'STOCK', foyers: 2, foyersAnnonces: 9 });
  });
});
