import { crc32, deflateRawSync } from 'node:zlib';

export type PartieZip = Readonly<{ nom: string; contenu: string | Buffer; tailleDite?: number }>;

const entier = (valeur: number, octets: 2 | 4): Buffer => {
  const tampon = Buffer.alloc(octets);
  tampon.writeUIntLE(valeur, 0, octets);
  return tampon;
};

/** A ZIP of deflated parts; `tailleDite` lies about what a part unpacks to. */
export const zip = (parties: readonly PartieZip[]): Buffer => {
  const corps: Buffer[] = [];
  const annuaire: Buffer[] = [];
  let position = 0;
  for (const { nom, contenu, tailleDite } of parties) {
    const octets = Buffer.from(contenu);
    const plie = deflateRawSync(octets);
    const commun = Buffer.concat([
      entier(20, 2), entier(0x800, 2), entier(8, 2), entier(0, 4),
      entier(crc32(octets), 4), entier(plie.length, 4), entier(tailleDite ?? octets.length, 4),
      entier(Buffer.byteLength(nom), 2), entier(0, 2),
    ]);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), commun, Buffer.from(nom), plie]);
    annuaire.push(Buffer.concat([Buffer.from('PK\x01\x02'), entier(20, 2), commun, entier(0, 2), entier(0, 2), entier(0, 2), entier(0, 4), entier(position, 4), Buffer.from(nom)]));
    corps.push(local);
    position += local.length;
  }
  const centre = Buffer.concat(annuaire);
  const fin = Buffer.concat([Buffer.from('PK\x05\x06'), entier(0, 4), entier(parties.length, 2), entier(parties.length, 2), entier(centre.length, 4), entier(position, 4), entier(0, 2)]);
  return Buffer.concat([...corps, centre, fin]);
};

const echapper = (texte: string): string => texte.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const colonne = (rang: number): string => String.fromCharCode(65 + rang);

export type Cellule = string | number;

const cellules = (ligne: readonly Cellule[], rang: number): string =>
  ligne
    .map((valeur, place) => {
      const ou = `r="${colonne(place)}${rang}"`;
      if (valeur === '') return '';
      return typeof valeur === 'number' ? `<c ${ou} s="1"><v>${valeur}</v></c>` : `<c ${ou} t="inlineStr"><is><t>${echapper(valeur)}</t></is></c>`;
    })
    .join('');

export const feuille = (lignes: readonly (readonly Cellule[])[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${lignes
    .map((ligne, rang) => `<row r="${rang + 1}">${cellules(ligne, rang + 1)}</row>`)
    .join('')}</sheetData></worksheet>`;

/** An XLSX of one sheet; `autres` replaces or adds parts. */
export const classeur = (lignes: readonly (readonly Cellule[])[], autres: readonly PartieZip[] = []): Buffer => {
  const parties: PartieZip[] = [
    { nom: 'xl/workbook.xml', contenu: '<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="A" sheetId="1" r:id="rId7"/></sheets></workbook>' },
    { nom: 'xl/_rels/workbook.xml.rels', contenu: '<Relationships><Relationship Id="rId7" Target="worksheets/feuille.xml"/></Relationships>' },
    { nom: 'xl/worksheets/feuille.xml', contenu: feuille(lignes) },
  ];
  return zip([...parties.filter(({ nom }) => autres.every((autre) => autre.nom !== nom)), ...autres]);
};
