import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';

/** An authority of the sandbox's own and the certificates it signs: X.509 v3, P-256, written in DER. */

type Morceau = Buffer | readonly Morceau[];
const joindre = (morceau: Morceau): Buffer => (Buffer.isBuffer(morceau) ? morceau : Buffer.concat(morceau.map(joindre)));

/** Tag, length, value. */
function der(etiquette: number, ...contenu: Morceau[]): Buffer {
  const valeur = joindre(contenu);
  const taille: number[] = [];
  for (let reste = valeur.length; reste > 0; reste >>= 8) taille.unshift(reste & 0xff);
  const longueur = valeur.length < 0x80 ? [valeur.length] : [0x80 | taille.length, ...taille];
  return Buffer.concat([Buffer.from([etiquette, ...longueur]), valeur]);
}

const sequence = (...contenu: Morceau[]): Buffer => der(0x30, ...contenu);
const octets = (...contenu: Morceau[]): Buffer => der(0x04, ...contenu);
const bits = (valeur: Buffer, inutiles = 0): Buffer => der(0x03, Buffer.from([inutiles]), valeur);
const entier = (valeur: Buffer): Buffer => der(0x02, (valeur[0] ?? 0) & 0x80 ? [Buffer.from([0]), valeur] : valeur);
const VRAI = Buffer.from([0x01, 0x01, 0xff]);

function oid(texte: string): Buffer {
  const [premier = 0, second = 0, ...suite] = texte.split('.').map(Number);
  const composants = suite.flatMap((nombre) => {
    const groupes = [nombre & 0x7f];
    for (let reste = nombre >> 7; reste > 0; reste >>= 7) groupes.unshift((reste & 0x7f) | 0x80);
    return groupes;
  });
  return der(0x06, Buffer.from([premier * 40 + second, ...composants]));
}

const utc = (instant: Date): Buffer => der(0x17, Buffer.from(`${instant.toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`));
const nom = (commun: string): Buffer => sequence(der(0x31, sequence(oid('2.5.4.3'), der(0x0c, Buffer.from(commun)))));
const extension = (identifiant: string, valeur: Buffer, critique = false): Buffer => sequence(oid(identifiant), critique ? VRAI : [], octets(valeur));

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const cleEnOctets = (cle: KeyObject): Buffer => createPublicKey(cle).export({ type: 'spki', format: 'der' });
const empreinteCle = (cle: KeyObject): Buffer => createHash('sha1').update(cleEnOctets(cle)).digest();

interface Demande {
  sujet: string;
  cle: KeyObject;
  emetteur: { nom: string; cle: KeyObject };
  jours: number;
  extensions: readonly Buffer[];
}

const JOUR_MS = 86_400_000;

function certifier({ sujet, cle, emetteur, jours, extensions }: Demande): string {
  const debut = Date.now() - JOUR_MS;
  const corps = sequence(
    der(0xa0, entier(Buffer.from([2]))),
    entier(randomBytes(16)),
    ECDSA_SHA256,
    nom(emetteur.nom),
    sequence(utc(new Date(debut)), utc(new Date(debut + jours * JOUR_MS))),
    nom(sujet),
    cleEnOctets(cle),
    der(0xa3, sequence(...extensions)),
  );
  const certificat = sequence(corps, ECDSA_SHA256, bits(sign('sha256', corps, emetteur.cle)));
  return new X509Certificate(certificat).toString();
}

const nouvelleCle = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const enPem = (cle: KeyObject): string => cle.export({ type: 'pkcs8', format: 'pem' }).toString();

const NOM = 'Relais bac a sable - autorite locale';

export interface Autorite {
  /** Certificate that clients trust, PEM. */
  certificat: string;
  cle: KeyObject;
}

function nouvelleAutorite(): Autorite {
  const cle = nouvelleCle();
  const extensions = [
    extension('2.5.29.19', sequence(VRAI), true),
    // keyCertSign and cRLSign.
    extension('2.5.29.15', bits(Buffer.from([0x06]), 1), true),
    extension('2.5.29.14', octets(empreinteCle(cle))),
  ];
  return { cle, certificat: certifier({ sujet: NOM, cle, emetteur: { nom: NOM, cle }, jours: 3650, extensions }) };
}

/** The authority of a folder, made at first start and kept; without a folder it lives as long as the process. */
export function autorite(dossier: string | undefined): Autorite {
  if (dossier === undefined) return nouvelleAutorite();
  const fichiers = { certificat: join(dossier, 'autorite.pem'), cle: join(dossier, 'autorite.cle.pem') };
  if (existsSync(fichiers.certificat) && existsSync(fichiers.cle))
    return { certificat: readFileSync(fichiers.certificat, 'utf8'), cle: createPrivateKey(readFileSync(fichiers.cle)) };
  const neuve = nouvelleAutorite();
  mkdirSync(dossier, { recursive: true });
  writeFileSync(fichiers.cle, enPem(neuve.cle), { mode: 0o600 });
  writeFileSync(fichiers.certificat, neuve.certificat);
  return neuve;
}

const adresseIp = (texte: string): Buffer => {
  if (isIP(texte) === 4) return Buffer.from(texte.split('.').map(Number));
  const [debut = '', fin] = texte.split('::');
  const groupes = (partie: string): string[] => (partie === '' ? [] : partie.split(':'));
  const tete = groupes(debut);
  const queue = fin === undefined ? [] : groupes(fin);
  const zeros = Array.from({ length: 8 - tete.length - queue.length }, () => '0');
  return Buffer.from([...tete, ...zeros, ...queue].map((groupe) => groupe.padStart(4, '0')).join(''), 'hex');
};

const nomAlternatif = (hote: string): Buffer => (isIP(hote) ? der(0x87, adresseIp(hote)) : der(0x82, Buffer.from(hote)));

/** Key and certificate (PEM) of a server known under these host names and addresses. */
export function certificatServeur({ certificat, cle: cleAutorite }: Autorite, hotes: readonly string[]): { key: string; cert: string } {
  const cle = nouvelleCle();
  const extensions = [
    extension('2.5.29.17', sequence(...hotes.map(nomAlternatif))),
    extension('2.5.29.19', sequence(), true),
    extension('2.5.29.15', bits(Buffer.from([0x80]), 7), true),
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.35', sequence(der(0x80, empreinteCle(cleAutorite)))),
  ];
  const signe = certifier({ sujet: hotes[0] ?? 'localhost', cle, emetteur: { nom: NOM, cle: cleAutorite }, jours: 397, extensions });
  return { key: enPem(cle), cert: `${signe}${certificat}` };
}
