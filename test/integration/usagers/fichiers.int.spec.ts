import { eventually } from '../../kit/environment.js';
import { classeur } from '../../kit/classeur.js';
import { type Answer } from '../../kit/http-service.js';
import { gestionnaire, serviceUsagers, type ServiceUsagers } from './service-usagers.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const ENTETE = 'Nom bénéficiaire;Prénom bénéficiaire;Date de naissance;NIR;N° CAF;ID Iodas;N° Téléphones;Adresses Mails';
const alice = { nir: '2690549588157', dateNaissance: '1969-05-12', nom: 'LEBŒUF-ZZ', prenom: 'ANAÏS' };
const bruno = { nir: '1720678355011', dateNaissance: '1972-06-30', nom: 'GONÇALVES-ZZ', prenom: 'JOSÉ' };
const chloe = { nir: '2850733063123', dateNaissance: '1985-07-02', nom: 'MÜLLER-ZZ', prenom: 'CHLOÉ' };
const ALICE = "Leboeuf zz;Anais;12/05/1969;;CAF001000000;IODAS1;698943255;anais.zz@example.org";
const BRUNO = 'GONCALVES ZZ;José;1972-06-30;172067835501147;;IODAS2;06 98 94 32 56;jose.zz@example.org';

describe('fichiers d’un département, sur de vraies pièces', () => {
  let service: ServiceUsagers;
  beforeAll(async () => {
    service = await serviceUsagers();
    for (const departement of ['33', '40', '64']) {
      await service.importer({ foyers: 3, departement, forces: [alice, bruno, chloe].map((p) => ({ ...p, nir: departement === '33' ? p.nir : `${p.nir.slice(0, 10)}${departement}9` })) }, { departement, as: as(departement) });
    }
  });
  afterAll(() => service.close());

  const as = (departement: string) => ({ ...gestionnaire, departement });
  type Envoi = { departement?: string; type?: string; query?: string; vers?: string };
  const envoyer = (corps: string | Buffer | AsyncIterable<Uint8Array>, { departement = '33', type = 'text/csv', query = '', vers = '' }: Envoi = {}): Promise<Answer> =>
    service.http.call('POST', `/v1/departements/${departement}/fichiers${vers}${query}`, { as: as(departement), headers: { 'content-type': type }, body: corps as never });
  const lire = (chemin: string, departement = '33') => service.http.call('GET', chemin, { as: as(departement) });
  const pool = () => service.test.platform.pool;
  const apports = async (departement: string) =>
    (await pool().query<{ usager_id: string; contenu: Buffer }>('select usager_id, contenu from apport_departement where departement = $1 order by usager_id', [departement])).rows;

  it('aperçoit sans rien écrire : premières lignes, comptes, motifs', async () => {
    const avant = (await pool().query('select count(*) as n from import')).rows;
    const { status, body } = await envoyer(`${ENTETE};Inconnue\n${ALICE};x\nA;B;31/02/1990;;1;;;;x\n`, { vers: '/apercu' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      format: 'CSV',
      encodage: 'utf-8',
      separateur: ';',
      ignorees: ['Inconnue'],
      lignes: 2,
      lisibles: 1,
      refus: [{ code: 'DATE_NAISSANCE_ILLISIBLE', lignes: 1 }],
      premieres: [
        { ligne: 2, code: null, fiche: { nom: 'Leboeuf zz', dateNaissance: '1969-05-12', matricule: '1000000', telephones: ['0698943255'], nirLu: false } },
        { ligne: 3, code: 'DATE_NAISSANCE_ILLISIBLE', fiche: null },
      ],
    });
    expect((await envoyer(`${ENTETE}\n${BRUNO}\n`, { vers: '/apercu' })).body).toMatchObject({ premieres: [{ fiche: { nirLu: true } }] });
    expect(JSON.stringify((await envoyer(`${ENTETE}\n${BRUNO}\n`, { vers: '/apercu' })).body)).not.toContain('1720678355011');
    expect((await pool().query('select count(*) as n from import')).rows).toEqual(avant);
    expect(await apports('33')).toEqual([]);
  });

  it('importe : chacun est reconnu, chaque rejet a sa ligne et son motif, et rien n’est lisible en base', async () => {
    const lignes = [
      ALICE,
      BRUNO,
      'MULLER ZZ;Chloé;02/07/1985;;CAF9;;;',
      'Personne;Nul;01/01/1990;;1000000;;;',
      '=cmd|calc;A;01/01/1990;;1;;;',
      'A;B;01/01/2030;;1;;;',
      'A;B;;;1;;;',
      'A;B;01/01/1990;172067835501148;;;;',
    ];
    const { status, body, headers } = await envoyer(`\ufeff${ENTETE}\r\n${lignes.join('\r\n')}\r\n`);
    expect(status).toBe(201);
    expect(body).toMatchObject({ source: 'FICHIER', etat: 'TERMINE', etape: 'ECRITURE', lus: 8, personnes: 8, modifies: 2, inchanges: 0, refus: 6 });
    const adresse = headers.get('location') ?? '';
    expect((await lire(adresse)).body).toEqual(body);
    const refus = (await lire(`${adresse}/refus`)).body.refus as { ligne: number; code: string; portee: string; motif: string }[];
    expect(refus.map(({ ligne, code, portee }) => [ligne, code, portee])).toEqual([
      [4, 'PERSONNE_DISCORDANTE', 'LIGNE'],
      [5, 'PERSONNE_INCONNUE', 'LIGNE'],
      [6, 'FORMULE_INTERDITE', 'LIGNE'],
      [7, 'DATE_NAISSANCE_FUTURE', 'LIGNE'],
      [8, 'DATE_NAISSANCE_ABSENTE', 'LIGNE'],
      [9, 'NIR_CLE', 'LIGNE'],
    ]);
    const rejets = await fetch(`${service.http.url}${adresse}/rejets`, { headers: { authorization: `Bearer ${await service.http.issuer.token(gestionnaire)}` } });
    expect(rejets.headers.get('content-type')).toMatch(/^text\/csv/);
    const csv = Buffer.from(await rejets.arrayBuffer()).toString();
    expect(csv.split('\r\n')).toHaveLength(8);
    expect(csv).toMatch(/^\ufeffligne;portee;code;motif\r\n4;LIGNE;PERSONNE_DISCORDANTE;"?Une personne/);
    expect(csv).not.toMatch(/(^|;|\n)[=+@]/);

    const ecrits = await apports('33');
    expect(ecrits).toHaveLength(2);
    const { rows: tables } = await pool().query<{ nom: string }>(`select tablename as nom from pg_tables where schemaname = 'public'`);
    for (const { nom } of tables) {
      const texte = (await pool().query<{ ligne: string }>(`select t::text as ligne from ${nom} t`)).rows.map(({ ligne }) => ligne).join('\n');
      for (const clair of ['anais.zz', '0698943255', 'IODAS1', 'Leboeuf']) {
        expect(texte.includes(clair) || texte.includes(Buffer.from(clair).toString('hex'))).toBe(false);
      }
    }
    expect(service.test.logs.join('\n')).not.toMatch(/zz@example|0698943255/i);
  });

  it('refuse le même fichier une seconde fois en disant quel import l’a pris ; redit exprès, il ne change rien', async () => {
    const fichier = `${ENTETE}\n${ALICE}\n`;
    const premier = await envoyer(fichier);
    expect(premier.body).toMatchObject({ etat: 'TERMINE', modifies: 0, inchanges: 1 });
    const avant = await apports('33');
    const second = await envoyer(fichier);
    expect(second).toMatchObject({ status: 409, body: { code: 'FICHIER_DEJA_IMPORTE', importId: premier.body.importId, rapport: { etat: 'REFUSE', personnes: 0 } } });
    expect((await envoyer(fichier, { query: '?rejouer=true' })).body).toMatchObject({ etat: 'TERMINE', modifies: 0, inchanges: 1 });
    expect(await apports('33')).toEqual(avant);
  });

  it('lit un classeur, et reconnaît ensuite par le numéro de l’outil', async () => {
    const entete = ENTETE.split(';');
    const octets = classeur([entete, ['Leboeuf zz', 'Anaïs', 25335, '', '', 'IODAS1', 612345678]]);
    expect((await envoyer(octets, { type: XLSX })).body).toMatchObject({ etat: 'TERMINE', modifies: 1, refus: 0 });
  });

  it('suit les noms de colonne que le département déclare', async () => {
    const chemin = '/v1/departements/40/sources';
    const usuels = (await lire(chemin, '40')).body;
    expect(usuels).toMatchObject({ version: 0, modifiePar: null, flux: { totaux: 'REFUSER' } });
    const propre = "Patronyme,Petit nom,Né(e) le,Dossier CAF\nLebœuf-zz,Anaïs,12-05-1969,1000000\n";
    expect(await envoyer(propre, { departement: '40' })).toMatchObject({ status: 422, body: { code: 'COLONNES_MANQUANTES', rapport: { etat: 'REFUSE' } } });
    const colonnes = { nom: ['Patronyme'], prenom: ['Petit nom'], dateNaissance: ['NÉ(E) LE'], matricule: ['dossier caf'] };
    const declarer = (json: unknown, agent = as('40')) => service.http.call('PUT', chemin, { as: agent, json });
    const declares = await declarer({ colonnes, flux: usuels.flux });
    expect(declares).toMatchObject({ status: 200, body: { version: 1, modifiePar: 'CD33-0001', colonnes } });
    expect((await lire(chemin, '40')).body).toEqual(declares.body);
    expect((await envoyer(propre, { departement: '40' })).body).toMatchObject({ etat: 'TERMINE', modifies: 1 });
    expect(await declarer({ colonnes: { ...colonnes, prenom: ['patronyme'] }, flux: usuels.flux })).toMatchObject({ status: 400, body: { code: 'REQUETE_INVALIDE' } });
    expect(await declarer({ colonnes, flux: usuels.flux }, as('33'))).toMatchObject({ status: 403, body: { code: 'DEPARTEMENT_ETRANGER' } });
    expect(await declarer({ colonnes, flux: usuels.flux }, { ...as('40'), roles: ['REFERENT'] })).toMatchObject({ status: 403 });
  });

  const bombe = classeur([], [{ nom: 'xl/worksheets/feuille.xml', contenu: '<row/>'.repeat(2_000_000) }]);
  const xxe = classeur([], [{ nom: 'xl/worksheets/feuille.xml', contenu: '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>' }]);
  it.each([
    ['une bombe ZIP', bombe, 422, 'CLASSEUR_DEMESURE'],
    ['une entité XML dans un classeur', xxe, 422, 'CLASSEUR_XML_INTERDIT'],
    ['deux encodages', Buffer.concat([Buffer.from(`${ENTETE}\n${ALICE}\n`), Buffer.from('M\xfcller;A;01/01/1990;;1;;;\n', 'latin1')]), 422, 'ENCODAGES_MELANGES'],
    ['des guillemets ouverts', Buffer.from(`${ENTETE}\n${ALICE}\n"A;B`), 422, 'CSV_MAL_FORME'],
    ['un fichier vide', Buffer.alloc(0), 422, 'FICHIER_VIDE'],
    ['un fichier trop gros', Buffer.alloc(32_000_001, 'x'), 413, 'FICHIER_TROP_GROS'],
  ])('refuse %s avec un code, en garde la trace, n’écrit rien', async (...[, octets, status, code]) => {
    const avant = await apports('64');
    const { status: recu, body, headers } = await envoyer(octets, { departement: '64', type: XLSX });
    expect([recu, body.code]).toEqual([status, code]);
    expect((await lire(headers.get('location') ?? '', '64')).body).toMatchObject({ etat: 'REFUSE', etape: 'LECTURE', personnes: 0, arret: { code } });
    expect(await apports('64')).toEqual(avant);
  });

  it('n’admet qu’un import à la fois, dit où en est celui qui court, et reprend ce qu’un arrêt a coupé', async () => {
    let finir = (): void => undefined;
    const attente = new Promise<void>((resolve) => {
      finir = resolve;
    });
    const lent = (async function* () {
      yield Buffer.from(`${ENTETE}\n${ALICE.replace(';;CAF', ';;MSA')}\n`);
      await attente;
      yield Buffer.from(`${BRUNO}\n`);
    })();
    const premier = envoyer(lent, { departement: '64' });
    const courant = async () => ((await lire('/v1/departements/64/imports', '64')).body.imports as Record<string, unknown>[])[0];
    await eventually(async () => expect(await courant()).toMatchObject({ etat: 'EN_COURS', etape: 'LECTURE', source: 'FICHIER' }));
    expect(await envoyer(ENTETE, { departement: '64' })).toMatchObject({ status: 409, body: { code: 'IMPORT_EN_COURS' } });
    finir();
    expect(await premier).toMatchObject({ status: 201, body: { lus: 2, modifies: 1, refus: 1 } });

    // A process that dies between two batches: what it wrote stays, the same file goes on from there.
    await pool().query(`update import set etat = 'EN_COURS', arret = null where id = $1`, [(await courant())?.importId]);
    expect(await courant()).toMatchObject({ etat: 'EN_COURS' });
    expect((await lire(`/v1/departements/64/imports/${String((await courant())?.importId)}`, '64')).body).toMatchObject({ etat: 'INTERROMPU', arret: { code: 'PROCESSUS_ARRETE' } });
    expect((await envoyer(`${ENTETE}\n${ALICE.replace(';;CAF', ';;MSA')}\n${BRUNO}\n`, { departement: '64' })).body).toMatchObject({ etat: 'TERMINE', modifies: 0, inchanges: 1, refus: 1 });
  });

  it.each([
    ['sans fichier', '/v1/departements/33/fichiers', { json: {} }, 415, 'FICHIER_ATTENDU'],
    ['pour un autre département', '/v1/departements/40/fichiers', { body: ENTETE, headers: { 'content-type': 'text/csv' } }, 403, 'DEPARTEMENT_ETRANGER'],
    ['l’aperçu d’un autre département', '/v1/departements/40/fichiers/apercu', { body: ENTETE, headers: { 'content-type': 'text/csv' } }, 403, 'DEPARTEMENT_ETRANGER'],
  ])('refuse %s', async (...[, chemin, options, status, code]) => {
    expect(await service.http.call('POST', chemin, { as: gestionnaire, ...options })).toMatchObject({ status, body: { code } });
  });
});
