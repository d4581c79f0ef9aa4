import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { enWindows1252, fluxCaf, foyersDuFlux } from '../../kit/flux-caf.js';
import { type FoyerDeclare } from '@relais/usagers/domain/foyer/declaration';
import { type ElementFlux } from '@relais/usagers/domain/foyer/flux';
import { FluxIllisible } from '@relais/usagers/adapters/flux/flux-illisible';
import { lireFlux } from '@relais/usagers/adapters/flux/lire-flux';

const EXEMPLE = new URL('../../../../shared/caf-msa/RSABEM-exemple.xml', import.meta.url);

async function* enMorceaux(...morceaux: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const morceau of morceaux) yield await Promise.resolve(morceau);
}

const octetsDe = async (flux: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const morceaux: Uint8Array[] = [];
  for await (const morceau of flux) morceaux.push(morceau);
  return Buffer.concat(morceaux);
};

type Lecture = { lus: ElementFlux[]; erreur: FluxIllisible | null };

const lire = async (octets: AsyncIterable<Uint8Array>, tailleMax?: number): Promise<Lecture> => {
  const lus: ElementFlux[] = [];
  try {
    for await (const lu of lireFlux(octets, tailleMax)) lus.push(lu);
  } catch (erreur) {
    if (erreur instanceof FluxIllisible) return { lus, erreur };
    throw erreur;
  }
  return { lus, erreur: null };
};

const foyersDe = (lus: readonly ElementFlux[]): FoyerDeclare[] => lus.flatMap((lu) => (lu.type === 'foyer' ? [lu.foyer] : []));

const ENTETE = `<IdentificationFlux><APPLIEME>CRI</APPLIEME><TYPEFLUX>M</TYPEFLUX><DTCREAFLUX>2026-11-05</DTCREAFLUX><DTREF>2026-10-31</DTREF></IdentificationFlux>`;
const TOTAUX = `<TransmissionFlux><NBTOTDOSRSATRANSM>00000001</NBTOTDOSRSATRANSM></TransmissionFlux>`;
const FOYER = `<InfosFoyerRSA><IdentificationRSA><Organisme><FONORG>CAF</FONORG><NUMORG>331</NUMORG><MATRICULE>1</MATRICULE></Organisme><DemandeRSA><NUMDEMRSA>1</NUMDEMRSA></DemandeRSA></IdentificationRSA>
<Personne><Identification><NOM>LEBŒUF &amp; FILS</NOM><NIR><![CDATA[2690549588157]]></NIR><!-- rien --></Identification><Rattachement><NIR>1720678355011</NIR></Rattachement></Personne>
<DonneesAdministratives><Adresse><TroncCommunAdresse><RGADR>02</RGADR></TroncCommunAdresse><AdresseDetailleeFrance><NUMCOM>64000</NUMCOM></AdresseDetailleeFrance></Adresse><Adresse><TroncCommunAdresse><RGADR>01</RGADR></TroncCommunAdresse><AdresseDetailleeFrance><NOMVOIE>A &amp; B</NOMVOIE><NUMCOM>33063</NUMCOM></AdresseDetailleeFrance></Adresse></DonneesAdministratives>
<PrestationRSA><SituationDossierRSA><EtatDossierRSA><ETATDOSRSA>2</ETATDOSRSA></EtatDossierRSA></SituationDossierRSA></PrestationRSA></InfosFoyerRSA>`;

const xml = (corps: string, encodage = 'windows-1252'): string => `<?xml version="1.0" encoding="${encodage}"?>\n${corps}`;
const fichier = (...corps: string[]): string => xml(`<Racine>${corps.join('')}</Racine>`);
const lireTexte = (texte: string, tailleMax?: number) => lire(enMorceaux(enWindows1252(texte)), tailleMax);

describe('lecture d’un flux bénéficiaires', () => {
  (existsSync(EXEMPLE) ? it : it.skip)('lit l’exemple de la CNAF', async () => {
    const { lus, erreur } = await lire(enMorceaux(readFileSync(EXEMPLE)));
    expect(erreur).toBeNull();
    expect(lus[0]).toEqual({
      type: 'entete',
      entete: { emetteur: 'CRI', version: '6200', versionFlux: null, frequence: 'M', nature: 'D', dateCreation: '2022-03-05', dateReference: '2022-02-28' },
    });
    expect(lus.at(-1)).toEqual({ type: 'totaux', totaux: { foyers: 1, foyersEnAnomalie: 0 } });
    const foyers = foyersDe(lus);
    expect(foyers.map((foyer) => [foyer.ligne, foyer.etatDossier, foyer.departement, foyer.motifCloture])).toEqual([
      [13, '5', '052', 'PCG'],
      [287, '4', '052', null],
    ]);
    expect(foyers[0]?.personnes.map(({ ligne, nir, role, soumisDroitsDevoirs }) => [ligne, nir, role, soumisDroitsDevoirs])).toEqual([
      [29, '2820251108030', 'CJT', '1'],
      [135, '1770393050005', 'CJT', '0'],
    ]);
    expect(foyers[1]?.commune).toEqual({ codeInsee: '92044', codePostal: '92300', libelle: 'LEVALLOIS PERRET' });
  });

  it.each(['windows-1252', 'utf-8'] as const)('rend les foyers qui ont été écrits en %s, accents compris', async (encodage) => {
    const options = { foyers: 200, graine: 7, encodage };
    const lu = foyersDe((await lire(fluxCaf(options))).lus);
    const attendus = [...foyersDuFlux(options)];
    expect(lu.map((foyer) => [foyer.matricule, foyer.numeroDemande, foyer.etatDossier, foyer.commune?.libelle])).toEqual(
      attendus.map((foyer) => [foyer.matricule, foyer.numeroDemande, foyer.etatDossier, foyer.commune]),
    );
    const personne = ({ nir, nom, prenom, dateNaissance, role }: FoyerDeclare['personnes'][number]) => [nir, nom, prenom, dateNaissance, role];
    expect(lu.flatMap((foyer) => foyer.personnes.map(personne))).toEqual(
      attendus.flatMap((foyer) => foyer.personnes.map((p) => [p.nir, p.nom, p.prenom, p.dateNaissance, p.role])),
    );
  });

  it('ne prend que les textes qui sont à leur place, adresse actuelle, CDATA et entités comprises', async () => {
    const { lus, erreur } = await lireTexte(fichier(ENTETE, FOYER, TOTAUX));
    expect(erreur).toBeNull();
    expect(foyersDe(lus)[0]).toMatchObject({
      ligne: 2,
      commune: { codeInsee: '33063' },
      personnes: [{ ligne: 3, nom: 'LEBŒUF & FILS', nir: '2690549588157', soumisDroitsDevoirs: null, role: null }],
    });
  });

  it('lit VRSD0301 : sa version, ses prénoms, son indicateur, le décès et le départ', async () => {
    const foyer = FOYER.replace('<NOM>', '<LISPRENOMS>ANAÏS, MARIE</LISPRENOMS><DTDC>2026-10-01</DTDC><NOM>')
      .replace('</Personne>', '<CalculDroitRSAPersonne><TOPPERSDRODEVORSA>1</TOPPERSDRODEVORSA></CalculDroitRSAPersonne></Personne>')
      .replace('</IdentificationRSA>', '<OrganismePrenant><FONORGPRENMUT>MSA</FONORGPRENMUT><NUMORGPRENMUT>401</NUMORGPRENMUT><DDDEPAMUT>2026-10-05</DDDEPAMUT></OrganismePrenant></IdentificationRSA>');
    const { lus, erreur } = await lireTexte(fichier(ENTETE.replace('<TYPEFLUX>', '<VERSIONFLUX>VRSD0301</VERSIONFLUX><TYPEFLUX>'), foyer, TOTAUX));
    expect(erreur).toBeNull();
    expect(lus[0]).toMatchObject({ entete: { versionFlux: 'VRSD0301' } });
    expect(foyersDe(lus)[0]).toMatchObject({
      depart: { organisme: 'MSA', numeroOrganisme: '401', date: '2026-10-05' },
      personnes: [{ prenom: 'ANAÏS', dateDeces: '2026-10-01', soumisDroitsDevoirs: '1' }],
    });
  });

  it('traite iso-8859-1 comme windows-1252', async () => {
    const { lus } = await lireTexte(fichier(ENTETE, FOYER, TOTAUX).replace('windows-1252', 'ISO-8859-1'));
    expect(foyersDe(lus)[0]?.personnes[0]?.nom).toBe('LEBŒUF & FILS');
  });

  it('ne dépend pas de l’endroit où les octets sont coupés, fautes comprises', async () => {
    const sain = await octetsDe(fluxCaf({ foyers: 4, graine: 3 }));
    const utf8 = await octetsDe(fluxCaf({ foyers: 3, graine: 3, encodage: 'utf-8' }));
    const casse = Buffer.from(sain.toString('latin1').replace(/<\/Personne>(?![^]*<\/Personne>)/, '</Persone>'), 'latin1');
    const mauvais = Buffer.from(utf8.toString('latin1').replace('encoding="utf-8"', 'encoding="windows-1252"'), 'latin1');
    const sources = await Promise.all(
      [sain, utf8, casse, mauvais].map(async (octets) => ({ octets, entier: await lire(enMorceaux(octets)) })),
    );
    expect(sources.map(({ entier }) => entier.erreur !== null)).toEqual([false, false, true, true]);
    const coupes = fc.uniqueArray(fc.nat(), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...sources), coupes, async ({ octets, entier }, ou) => {
        const bornes = [0, ...ou.map((n) => n % octets.length).sort((a, b) => a - b), octets.length];
        const morceaux = bornes.slice(1).map((fin, rang) => octets.subarray(bornes[rang], fin));
        const lu = await lire(enMorceaux(...morceaux));
        expect(lu.lus).toEqual(entier.lus);
        expect(lu.erreur?.position).toEqual(entier.erreur?.position);
      }),
      { numRuns: 60 },
    );
  });

  it('se lit octet par octet', async () => {
    const octets = enWindows1252(fichier(ENTETE, FOYER, TOTAUX));
    const { lus } = await lire(enMorceaux(...Array.from(octets, (_, rang) => octets.subarray(rang, rang + 1))));
    expect(lus.map(({ type }) => type)).toEqual(['entete', 'foyer', 'totaux']);
  });
});

describe('fichier illisible', () => {
  const avec = (avant: string, apres: string): string => fichier(ENTETE, FOYER, TOTAUX).replace(avant, apres);
  const cas: [string, string, string, number][] = [
    ['vide', '', '<Racine>', 0],
    ['qui n’est pas du XML', 'MATRICULE;ROLE', 'rien hors de <Racine>', 0],
    ['sans racine', xml(''), '<Racine>', 0],
    ['d’une autre racine', xml('<Flux></Flux>'), '<Racine>', 0],
    ['d’un encodage inconnu', xml('<Racine/>', 'utf-16'), 'un encodage windows-1252, iso-8859-1 ou utf-8', 0],
    ['tronqué', fichier(ENTETE, FOYER).slice(0, -80), '</EtatDossierRSA>', 1],
    ['aux balises croisées', avec('</Personne>', '</Foyer>'), '</Personne>', 1],
    ['au foyer jamais fermé', avec('</PrestationRSA></InfosFoyerRSA>', '</PrestationRSA>'), '</InfosFoyerRSA>', 1],
    ['avec un DOCTYPE', xml(`<!DOCTYPE Racine [<!ENTITY a "b">]><Racine>${ENTETE}</Racine>`), 'un fichier sans DOCTYPE', 0],
    ['avec une entité', avec('&amp;', '&a;'), 'une des entités de XML (&amp; &lt; &gt; &quot; &apos;) ou une référence de caractère', 1],
    ['avec un caractère interdit', avec('FILS', 'FI\u0001LS'), 'un caractère permis en XML 1.0', 1],
    ['avec un attribut sans guillemets', avec('<Personne>', '<Personne id=1>'), 'un attribut de la forme nom="valeur"', 1],
    ['avec un texte après la fin', `${fichier(ENTETE, FOYER, TOTAUX)}fin`, 'rien hors de <Racine>', 3],
    ['sans en-tête', fichier(FOYER, TOTAUX), '<IdentificationFlux> avant le premier <InfosFoyerRSA>', 0],
    ['sans date de référence', avec('<DTREF>2026-10-31</DTREF>', ''), '<DTREF> dans <IdentificationFlux>', 0],
    ['sans totaux', fichier(ENTETE, FOYER), '<TransmissionFlux> dans <Racine>', 2],
    ['aux totaux illisibles', avec('00000001', 'un'), '<NBTOTDOSRSATRANSM> dans <TransmissionFlux>', 2],
    ['sans matricule', avec('<MATRICULE>1</MATRICULE>', ''), '<MATRICULE> dans <InfosFoyerRSA>', 1],
    ['au numéro de demande vide', avec('<NUMDEMRSA>1<', '<NUMDEMRSA> <'), '<NUMDEMRSA> dans <InfosFoyerRSA>', 1],
    ['sans état de dossier', avec('<ETATDOSRSA>2</ETATDOSRSA>', ''), '<ETATDOSRSA> dans <InfosFoyerRSA>', 1],
    ['au foyer sans personne', avec('Personne>', 'Autre>').replace('Personne>', 'Autre>'), '<Personne> dans <InfosFoyerRSA>', 1],
  ];

  it.each(cas)('%s : dit ce qui était attendu, et garde ce qui précède', async (...[, texte, attendu, gardes]) => {
    const { lus, erreur } = await lireTexte(texte);
    expect(erreur?.position.attendu).toBe(attendu);
    expect(lus).toHaveLength(gardes);
    expect(erreur?.failureClass).toBe('invalid');
  });

  it('donne la ligne et la colonne de la faute', async () => {
    const { erreur } = await lireTexte(avec('<!-- rien -->', '\n\n  <oups></ah>'));
    expect(erreur?.position).toEqual({ ligne: 5, colonne: 13, attendu: '</oups>', trouve: 'une autre balise fermante' });
    expect(erreur?.message).toBe('Fichier illisible ligne 5, colonne 13 ; attendu : </oups>, trouvé : une autre balise fermante.');
  });

  const utf8SansLeDire = Buffer.from(fichier(ENTETE, FOYER, TOTAUX).replace('LEBŒUF', 'LÉA'));
  const cp1252SansLeDire = enWindows1252(fichier(ENTETE, FOYER, TOTAUX).replace('windows-1252', 'utf-8'));
  const encodages: [string, Uint8Array, number][] = [
    ['de l’utf-8 annoncé windows-1252', utf8SansLeDire, 3],
    ['du windows-1252 annoncé utf-8', cp1252SansLeDire, 3],
    ['un octet sans caractère en windows-1252', Buffer.from(avec('FILS', '\x81'), 'latin1'), 3],
    ['un caractère utf-8 coupé par la fin', Buffer.concat([Buffer.from(`<Racine>${ENTETE}`), Buffer.from([0xc3])]), 1],
    ['une marque utf-8 sous une annonce windows-1252', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), enWindows1252(xml('<Racine/>'))]), 1],
    ['de l’utf-16', Buffer.from([0xff, 0xfe, 0x3c, 0]), 1],
  ];
  it.each(encodages)('refuse %s, à sa ligne', async (_, octets, ligne) => {
    const { erreur } = await lire(enMorceaux(octets));
    expect(erreur?.position.attendu).toMatch(/encodage/);
    expect(erreur?.position.ligne).toBe(ligne);
  });

  it('accepte une marque utf-8 devant de l’utf-8', async () => {
    const octets = Buffer.from(`\ufeff${fichier(ENTETE, FOYER, TOTAUX).replace('windows-1252', 'UTF-8')}`);
    expect((await lire(enMorceaux(octets))).erreur).toBeNull();
  });

  it('ne répète aucune valeur du fichier', async () => {
    const { erreur } = await lireTexte(avec('2690549588157', '2690549588157\u0002'));
    expect(JSON.stringify([erreur?.message, erreur?.details])).not.toMatch(/2690549588157|LEB/);
  });
});

describe('mémoire bornée', () => {
  it('refuse un foyer trop grand en donnant sa ligne', async () => {
    const gros = fichier(ENTETE, FOYER, '\n', FOYER.replace('FILS', 'X'.repeat(5000)), TOTAUX);
    const { lus, erreur } = await lireTexte(gros, 4000);
    expect(erreur?.position).toMatchObject({ ligne: 6, attendu: 'un foyer de moins de 4000 caractères' });
    expect(foyersDe(lus)).toHaveLength(1);
  });

  it.each([
    ['un texte', '<Racine><a>'],
    ['un commentaire', '<Racine><!-- '],
    ['un attribut', '<Racine a="'],
    ['un DOCTYPE', '<!DOCTYPE Racine [<!ENTITY a "'],
  ])('cesse de lire %s sans fin', async (_, debut) => {
    let demandes = 0;
    async function* sansFin(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(enWindows1252(xml(debut)));
      for (; demandes < 1000; demandes += 1) yield Buffer.alloc(1000, 'x');
    }
    const { erreur } = await lire(sansFin(), 20_000);
    expect(erreur?.position.attendu).toBe('un foyer de moins de 20000 caractères');
    expect(demandes).toBeLessThan(30);
  });
});
