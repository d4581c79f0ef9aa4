import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { ouvrirFichier, toutLire, type FichierLu } from '@relais/usagers/adapters/fichier/lire-fichier';
import { type LigneLue } from '@relais/usagers/domain/fichier/ligne';
import { FichierIllisible } from '@relais/usagers/adapters/fichier/fichier-illisible';
import { COLONNES_PAR_DEFAUT } from '@relais/usagers/domain/fichier/colonnes';
import { classeur, feuille, zip } from '../../kit/classeur.js';
import { enWindows1252 } from '../../kit/flux-caf.js';

const DEPARTEMENT = new URL('../../../../shared/departement/fichier_usager_600_lignes.csv', import.meta.url);
const CONTACTS = new URL('../../../../shared/caf-msa/fichier_contact.csv', import.meta.url);
const REGARD = { colonnes: COLONNES_PAR_DEFAUT, aujourdhui: '2026-11-24' };

const toutes = async (fichier: FichierLu): Promise<LigneLue[]> => {
  const lues: LigneLue[] = [];
  for await (const ligne of fichier.lignes()) lues.push(ligne);
  return lues;
};
const lire = async (octets: Uint8Array | string) => {
  const fichier = await ouvrirFichier(Buffer.from(octets as Uint8Array), REGARD);
  return { ...fichier, lues: await toutes(fichier) };
};
const codes = (lues: readonly LigneLue[]) => lues.map(({ ligne, lue }) => [ligne, lue.ok ? 'lue' : lue.error]);
const refus = async (travail: Promise<unknown>): Promise<[string, unknown]> => {
  try {
    await travail;
  } catch (erreur) {
    if (erreur instanceof FichierIllisible) return [erreur.code, erreur.details];
    throw erreur;
  }
  throw new Error('rien n’est refusé');
};

const ENTETE = 'Nom;Prénom;Date de naissance;N° CAF';
const LIGNE = 'Lebœuf;Anaïs;12/05/1969;CAF001';

describe('fichier d’un département', () => {
  (existsSync(DEPARTEMENT) ? it : it.skip)('lit les 600 lignes du fichier d’exemple', async () => {
    const { forme, plan, lues } = await lire(readFileSync(DEPARTEMENT));
    expect(forme).toEqual({ format: 'CSV', encodage: 'utf-8', separateur: ';' });
    expect(plan.ignorees).toEqual([]);
    expect([lues.length, lues.filter(({ lue }) => lue.ok).length]).toEqual([600, 600]);
    expect(lues[0]).toMatchObject({ ligne: 2, lue: { value: { nom: 'Durand', prenom: 'Paul', dateNaissance: '1952-02-16', matricule: '27004992', numeroOutil: 'IODAS822920', telephones: ['0663603510'] } } });
  });

  (existsSync(CONTACTS) ? it : it.skip)('refuse le fichier de contacts de la CNAF, qui n’a ni naissance ni NIR, en le disant', async () => {
    expect(await refus(lire(readFileSync(CONTACTS)))).toEqual(['COLONNES_MANQUANTES', { colonnes: 'Date de naissance', ligne: 1 }]);
  });

  it.each([
    ['utf-8', Buffer.from(`${ENTETE}\n${LIGNE}`), 'utf-8'],
    ['utf-8 avec sa marque', Buffer.from(`\ufeff${ENTETE}\r\n${LIGNE}\r\n`), 'utf-8'],
    ['windows-1252', enWindows1252(`${ENTETE}\n${LIGNE}`), 'windows-1252'],
  ])('reconnaît %s', async (_, octets, encodage) => {
    const { forme, lues } = await lire(octets);
    expect(forme.encodage).toBe(encodage);
    expect(lues).toMatchObject([{ ligne: 2, lue: { value: { nom: 'Lebœuf', prenom: 'Anaïs' } } }]);
  });

  it.each([';', ',', '\t'])('reconnaît le séparateur « %s »', async (separateur) => {
    const { forme, lues } = await lire(`${ENTETE};"Adresse"\n${LIGNE};1 rue`.replaceAll(';', separateur));
    expect(forme.separateur).toBe(separateur);
    expect(lues[0]?.lue.ok).toBe(true);
  });

  it('donne la ligne de chaque refus, lignes vides et retours entre guillemets compris', async () => {
    const { lues } = await lire(`${ENTETE}\n${LIGNE}\n\n"Le\nbon";A;1;2\nB;C;;2\n=1+1;A;12/05/1969;2\n`);
    expect(codes(lues)).toEqual([[2, 'lue'], [4, 'DATE_NAISSANCE_ILLISIBLE'], [6, 'DATE_NAISSANCE_ABSENTE'], [7, 'FORMULE_INTERDITE']]);
  });

  it('refuse un fichier qui mêle deux encodages ; avec une marque, la seule ligne fautive', async () => {
    const mele = Buffer.concat([Buffer.from(`${ENTETE}\n${LIGNE}\n`), enWindows1252('Müller;Zoé;12/05/1969;2\n')]);
    expect(await refus(lire(mele))).toEqual(['ENCODAGES_MELANGES', { ligne: 1 }]);
    const { lues } = await lire(Buffer.concat([Buffer.from('\ufeff'), mele]));
    expect(codes(lues)).toEqual([[2, 'lue'], [3, 'ENCODAGE_MELANGE']]);
  });

  it.each([
    ['vide', Buffer.alloc(0), 'FICHIER_VIDE'],
    ['blanc', Buffer.from('\n\n'), 'FICHIER_VIDE'],
    ['en utf-16', Buffer.from(`\ufeff${ENTETE}`, 'utf16le'), 'ENCODAGE_INCONNU'],
    ['binaire', Buffer.from('Nom;\0'), 'ENCODAGE_INCONNU'],
    ['aux guillemets jamais fermés', Buffer.from(`${ENTETE}\n"${LIGNE}`), 'CSV_MAL_FORME'],
    ['à la ligne sans fin', Buffer.from(`${ENTETE}\n"${'x'.repeat(70_000)}"`), 'CSV_MAL_FORME'],
    ['à la colonne en double', Buffer.from(`${ENTETE};NOM\n`), 'COLONNE_EN_DOUBLE'],
    ['sans repère', Buffer.from('Nom;Prénom;Date de naissance\n'), 'COLONNES_MANQUANTES'],
  ])('refuse un fichier %s', async (_, octets, code) => {
    expect((await refus(lire(octets)))[0]).toBe(code);
  });

  it('refuse un fichier trop gros sans le garder', async () => {
    let donnes = 0;
    async function* sansFin() {
      for (; donnes < 1000; donnes += 1) yield await Promise.resolve(Buffer.alloc(1000));
    }
    expect((await refus(toutLire(sansFin(), 10_000)))[0]).toBe('FICHIER_TROP_GROS');
    expect(donnes).toBeLessThan(12);
  });

  it('quels que soient ses octets, il se lit ou se refuse avec un code', async () => {
    const octets = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string().map((texte) => Buffer.from(`${ENTETE}\n${texte}`)));
    await fc.assert(
      fc.asyncProperty(octets, async (contenu) => {
        await lire(contenu).catch((erreur: unknown) => expect(erreur).toBeInstanceOf(FichierIllisible));
      }),
    );
  });
});

describe('classeur XLSX', () => {
  const entete = ENTETE.split(';').concat('Téléphone', 'Tags');

  it('se lit comme un CSV : nombres, dates en série, zéros perdus, cellules absentes', async () => {
    const { forme, lues } = await lire(classeur([entete, ['Lebœuf & Fils', 'Anaïs', 25335, 1001, 698943255], [], ['Müller', 'Zoé', '02-07-1985', 'CAF2', '', 'a']]));
    expect(forme.format).toBe('XLSX');
    expect(lues).toMatchObject([
      { ligne: 2, lue: { value: { nom: 'Lebœuf & Fils', dateNaissance: '1969-05-12', matricule: '1001', telephones: ['0698943255'] } } },
      { ligne: 4, lue: { value: { nom: 'Müller', dateNaissance: '1985-07-02', telephones: [], tags: ['a'] } } },
    ]);
  });

  it('lit les textes partagés sans leur lecture phonétique, et le résultat des formules', async () => {
    const partages = ['Nom', 'Prénom', 'Date de naissance', 'N° CAF', 'Lebœuf'].map((texte) => `<si><r><t>${texte.slice(0, 2)}</t></r><r><t>${texte.slice(2)}</t></r><rPh><t>x</t></rPh></si>`);
    const ligne = (...cellules: string[]) => `<row>${cellules.join('')}</row>`;
    const s = (n: number) => `<c t="s"><v>${n}</v></c>`;
    const contenu = `<worksheet><sheetData>${ligne(s(0), s(1), s(2), s(3))}${ligne(s(4), '<c t="str"><f>A1</f><v>Anaïs</v></c>', '<c><v>25335</v></c>', '<c><v>1.001E3</v></c>')}</sheetData></worksheet>`;
    const { lues } = await lire(classeur([], [{ nom: 'xl/worksheets/feuille.xml', contenu }, { nom: 'xl/sharedStrings.xml', contenu: `<sst>${partages.join('')}</sst>` }]));
    expect(lues).toMatchObject([{ ligne: 2, lue: { value: { nom: 'Lebœuf', prenom: 'Anaïs', dateNaissance: '1969-05-12', matricule: '1001' } } }]);
  });

  const bombe = `<worksheet><sheetData>${'<row/>'.repeat(2_000_000)}</sheetData></worksheet>`;
  const xxe = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c><v>&e;</v></c></row></sheetData></worksheet>';
  const feuilleDe = (contenu: string, tailleDite?: number) => classeur([], [{ nom: 'xl/worksheets/feuille.xml', contenu, ...(tailleDite === undefined ? {} : { tailleDite }) }]);
  it.each([
    ['bombe', () => feuilleDe(bombe), 'CLASSEUR_DEMESURE'],
    ['bombe qui ment sur sa taille', () => feuilleDe(bombe, 500), 'CLASSEUR_ILLISIBLE'],
    ['aux parties sans nombre', () => zip(Array.from({ length: 501 }, (_, n) => ({ nom: `${n}`, contenu: '' }))), 'CLASSEUR_DEMESURE'],
    ['aux colonnes sans nombre', () => feuilleDe(`<worksheet><sheetData><row><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>`), 'CLASSEUR_DEMESURE'],
    ['à l’entité externe', () => feuilleDe(xxe), 'CLASSEUR_XML_INTERDIT'],
    ['à l’entité inconnue', () => feuilleDe(xxe.replace(/<!DOCTYPE.*]>/, '')), 'CLASSEUR_ILLISIBLE'],
    ['tronqué', () => classeur([entete]).subarray(0, 400), 'CLASSEUR_ILLISIBLE'],
    ['abîmé', () => feuilleDe(feuille([entete]).slice(0, -60)), 'CLASSEUR_ILLISIBLE'],
    ['sans feuille', () => zip([{ nom: 'a', contenu: 'b' }]), 'CLASSEUR_ILLISIBLE'],
    ['au calendrier de 1904', () => classeur([entete], [{ nom: 'xl/workbook.xml', contenu: '<workbook><workbookPr date1904="1"/></workbook>' }]), 'CLASSEUR_ILLISIBLE'],
  ])('refuse un classeur %s', async (_, octets, code) => {
    expect((await refus(lire(octets())))[0]).toBe(code);
  });

  it('abîmé n’importe où, il se lit ou se refuse avec un code', async () => {
    const sain = classeur([entete, ['A', 'B', 25335, 1]]);
    await fc.assert(
      fc.asyncProperty(fc.nat(sain.length - 1), fc.nat(255), async (ou, octet) => {
        const abime = Buffer.from(sain);
        abime[ou] = octet;
        await lire(abime).catch((erreur: unknown) => expect(erreur).toBeInstanceOf(FichierIllisible));
      }),
      { numRuns: 300 },
    );
  });
});
