/**
 * A monthly flux bénéficiaires (VRSB0801) of any size, the same for the same seed: real-shaped,
 * windows-1252, with couples, children, every ETATDOSRSA, and wrong NIRs when asked for.
 */

export type PersonneForcee = Readonly<{
  nir: string | null;
  dateNaissance: string;
  nom: string;
  prenom: string;
  role?: 'DEM' | 'CJT' | 'ENF';
  soumis?: boolean;
  codeInsee?: string;
  codePostal?: string;
  commune?: string;
  etatDossier?: string;
  dateDemande?: string;
}>;

export type PersonneGeneree = Readonly<{
  nir: string | null;
  dateNaissance: string;
  nom: string;
  prenom: string;
  sexe: '1' | '2';
  role: 'DEM' | 'CJT' | 'ENF';
  soumis: boolean;
}>;

export type FoyerGenere = Readonly<{
  matricule: string;
  numeroDemande: string;
  dateDemande: string;
  etatDossier: string;
  codeInsee: string;
  codePostal: string;
  commune: string;
  personnes: readonly PersonneGeneree[];
}>;

export type OptionsFlux = Readonly<{
  /** Foyers made, forced ones included. */
  foyers: number;
  graine?: number;
  /** `33`, `2A`, `974`. */
  departement?: string;
  organisme?: 'CAF' | 'MSA';
  /** Last day of the month told. */
  dateReference?: string;
  /** One foyer each, at the head of the file, open (state 2) and subject unless said otherwise. */
  forces?: readonly PersonneForcee[];
  /** Share of adults whose NIR key is wrong, 0 to 1. */
  nirFaux?: number;
  /** State of every foyer that is not forced. */
  etatDossier?: string;
  /** Last word on a foyer, to tell another month. */
  modifier?: (foyer: FoyerGenere, rang: number) => FoyerGenere;
  encodage?: 'windows-1252' | 'utf-8';
  /** Bytes of a piece, at least. */
  morceau?: number;
}>;

const NOMS = 'MARTIN BERNARD LEBŒUF GONÇALVES NUÑEZ FRANÇOIS D’ALMEIDA MÜLLER LEFÈVRE BÉRANGER NGUYEN DIALLO GARCÍA'.split(
  ' ',
);
const PRENOMS = [
  ['LOÏC', 'JOSÉ', 'RÉMI', 'KÉVIN', 'NOËL', 'IBRAHIM', 'JEAN-FRANÇOIS', 'MAËL'],
  ['ANAÏS', 'ZOÉ', 'CHLOÉ', 'HÉLÈNE', 'FATOU', 'ŒNONE', 'MARIE-THÉRÈSE', 'INÈS'],
] as const;
// About 70 % of the dossiers are open and paid.
const ETATS = [...`0112222${'2'.repeat(28)}33344455566`];
const COMMUNES = ['SAINT-ÉTIENNE', 'BORDEAUX', 'BÈGLES', 'L’ÎLE-BLEUE'];

const DEFAUTS = { graine: 1, departement: '33', dateReference: '2026-10-31', organisme: 'CAF' } as const;

type Hasard = Readonly<{ entier: (borne: number) => number; chance: (part: number) => boolean }>;

const hasard = (graine: number): Hasard => {
  let etat = graine >>> 0;
  const suivant = (): number => {
    etat = (etat + 0x6d2b79f5) >>> 0;
    let t = Math.imul(etat ^ (etat >>> 15), etat | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return { entier: (borne) => Math.floor(suivant() * borne), chance: (part) => suivant() < part };
};

const choisir = <T>(de: Hasard, liste: readonly T[]): T => liste[de.entier(liste.length)] as T;
const chiffres = (nombre: number, taille: number): string => String(nombre).padStart(taille, '0');

/** Clé d'un NIR de 13 caractères (97 − N mod 97; 2A counts as 19, 2B as 18). */
export const cleDe = (nir: string): string =>
  chiffres(97 - (Number(nir.replace(/^(.{5})2A/, '$119').replace(/^(.{5})2B/, '$118')) % 97), 2);

const nirDe = (sexe: string, naissance: string, rang: number): string => {
  const departement = chiffres(1 + (Math.floor(rang / 989_000) % 95), 2).replace('20', '2A');
  const lieu = `${chiffres(1 + (rang % 989), 3)}${chiffres(1 + (Math.floor(rang / 989) % 999), 3)}`;
  return `${sexe}${naissance.slice(2, 4)}${naissance.slice(5, 7)}${departement}${lieu}`;
};

const faux = (nir: string): string => `${nir}${chiffres((Number(cleDe(nir)) % 97) + 1, 2)}`;

const naissance = (de: Hasard, annee: number, [age, etendue]: readonly [number, number]): string =>
  `${annee - age - de.entier(etendue)}-${chiffres(1 + de.entier(12), 2)}-${chiffres(1 + de.entier(28), 2)}`;

type Gabarit = Readonly<{ de: Hasard; rang: number; options: OptionsFlux; annee: number }>;

const adulte = ({ de, rang, options, annee }: Gabarit, role: 'DEM' | 'CJT', nom: string): PersonneGeneree => {
  const sexe = de.chance(0.5) ? '1' : '2';
  const dateNaissance = naissance(de, annee, [19, 44]);
  const nir = nirDe(sexe, dateNaissance, rang * 8 + (role === 'DEM' ? 0 : 1));
  const ecrit = de.chance(options.nirFaux ?? 0) ? faux(nir) : de.chance(0.5) ? nir : `${nir}${cleDe(nir)}`;
  const prenom = choisir(de, PRENOMS[sexe === '1' ? 0 : 1]);
  return { nir: ecrit, dateNaissance, nom, prenom, sexe, role, soumis: de.chance(0.85) };
};

const enfant = ({ de, rang, annee }: Gabarit, numero: number, nom: string): PersonneGeneree => {
  const sexe = de.chance(0.5) ? '1' : '2';
  const dateNaissance = naissance(de, annee, [1, 17]);
  const nir = de.chance(0.6) ? nirDe(sexe, dateNaissance, rang * 8 + 2 + numero) : null;
  const prenom = choisir(de, PRENOMS[sexe === '1' ? 0 : 1]);
  return { nir, dateNaissance, nom, prenom, sexe, role: 'ENF', soumis: false };
};

const personnesDe = (gabarit: Gabarit): PersonneGeneree[] => {
  const { de } = gabarit;
  const nom = choisir(de, NOMS);
  const couple = de.chance(0.35) ? [adulte(gabarit, 'CJT', choisir(de, NOMS))] : [];
  const nombre = de.chance(0.45) ? 1 + de.entier(4) : 0;
  const enfants = Array.from({ length: nombre }, (_, numero) => enfant(gabarit, numero, nom));
  return [adulte(gabarit, 'DEM', nom), ...couple, ...enfants];
};

const forcee = (personne: PersonneForcee): PersonneGeneree => {
  const { nir, dateNaissance, nom, prenom, role = 'DEM', soumis = true } = personne;
  return { nir, dateNaissance, nom, prenom, role, soumis, sexe: nir?.startsWith('1') ? '1' : '2' };
};

const hasardDuFoyer = (rang: number, graine: number): Hasard =>
  hasard(Math.imul(graine, 0x9e3779b1) ^ Math.imul(rang + 1, 0x85ebca6b));

const foyerAuHasard = (rang: number, options: OptionsFlux): FoyerGenere => {
  const { graine, departement, dateReference } = { ...DEFAUTS, ...options };
  const de = hasardDuFoyer(rang, graine);
  const annee = Number(dateReference.slice(0, 4));
  const commune = de.entier(COMMUNES.length);
  return {
    matricule: chiffres(1_000_000 + rang, 7),
    numeroDemande: `${chiffres(rang, 8)}${departement.padStart(3, '0')}`,
    dateDemande: naissance(de, annee, [1, 8]),
    etatDossier: options.etatDossier ?? choisir(de, ETATS),
    codeInsee: `${departement}${chiffres(commune + 1, 5 - departement.length)}`,
    codePostal: `${departement.slice(0, 2).replace(/[AB]/, '0')}000`,
    commune: COMMUNES[commune] as string,
    personnes: personnesDe({ de, rang, options, annee }),
  };
};

const forcer = (foyer: FoyerGenere, personne: PersonneForcee): FoyerGenere => {
  const { codeInsee, codePostal, commune, dateDemande, etatDossier } = { ...foyer, etatDossier: '2', ...personne };
  return { ...foyer, codeInsee, codePostal, commune, dateDemande, etatDossier, personnes: [forcee(personne)] };
};

const foyerDe = (rang: number, options: OptionsFlux): FoyerGenere => {
  const personne = options.forces?.[rang];
  const foyer = foyerAuHasard(rang, options);
  const garde = personne ? forcer(foyer, personne) : foyer;
  return options.modifier?.(garde, rang) ?? garde;
};

/** The foyers of a flux, one after the other: what a test expects to find. */
export function* foyersDuFlux(options: OptionsFlux): Generator<FoyerGenere> {
  for (let rang = 0; rang < options.foyers; rang += 1) yield foyerDe(rang, options);
}

/** True for a person whom the flux says subject to droits et devoirs, in an open dossier. */
export const soumisAvecDroit = ({ etatDossier }: FoyerGenere, { soumis }: PersonneGeneree): boolean =>
  soumis && '234'.includes(etatDossier);

const echapper = (texte: string): string => texte.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const balise = (nom: string, texte: string | null): string => (texte === null ? '' : `<${nom}>${echapper(texte)}</${nom}>`);
const bloc = (nom: string, marge: string, lignes: readonly string[]): string =>
  `${marge}<${nom}>\n${lignes.filter((l) => l !== '').map((l) => (l.startsWith('\t') ? l : `${marge}\t${l}\n`)).join('')}${marge}</${nom}>\n`;

const ressources = bloc('Ressources', '\t\t\t', [
  bloc('GeneraliteRessourcesTrimestre', '\t\t\t\t', [
    balise('TOPRESSNUL', '0'),
    balise('DDRESS', '2026-07-01'),
    balise('DFRESS', '2026-09-30'),
  ]),
  ...['07', '08', '09'].map((mois) =>
    bloc('RessourcesMensuelles', '\t\t\t\t', [
      bloc('GeneraliteRessourcesMensuelles', '\t\t\t\t\t', [
        balise('MOISRESS', `2026-${mois}-01`),
        balise('NBHEUMENTRA', '000'),
      ]),
      ...['001', '010', '044'].map((nature) =>
        bloc('DetailRessourcesMensuelles', '\t\t\t\t\t', [
          balise('NATRESS', nature),
          balise('MTNATRESSMEN', '0000045.00'),
        ]),
      ),
    ]),
  ),
]);

const prestation = (nature: string, { role }: PersonneGeneree): string =>
  bloc('Prestations', '\t\t\t', [balise('NATPREST', nature), balise('ROLEPERS', role), balise('TOPCHAPERS', '1')]);

const personneXml = (personne: PersonneGeneree): string =>
  bloc('Personne', '\t\t', [
    bloc('Identification', '\t\t\t', [
      balise('QUAL', personne.sexe === '1' ? 'MR' : 'MME'),
      balise('NOM', personne.nom),
      balise('NOMNAI', personne.nom),
      balise('PRENOM', personne.prenom),
      balise('NOMCOMNAI', 'CHÂLONS-EN-CHAMPAGNE'),
      balise('DTNAI', personne.dateNaissance),
      balise('TYPEDTNAI', 'N'),
      balise('NIR', personne.nir),
      balise('TOPVALIEC', '1'),
      balise('SEXE', personne.sexe),
    ]),
    bloc('DossierCAF', '\t\t\t', [balise('TOPRESPDOS', '0'), balise('DDRATDOS', '2007-05-15')]),
    prestation('PFA', personne),
    prestation('RSA', personne),
    personne.role === 'ENF' ? '' : ressources,
    personne.role === 'ENF'
      ? ''
      : bloc('MontantCalculDroitRSAPersonne', '\t\t\t', [balise('TOPPERSDRODEVORSA', personne.soumis ? '1' : '0')]),
    bloc('Activite', '\t\t\t', [balise('REG', 'GE'), balise('ACT', 'CHO'), balise('DDACT', '2025-12-20')]),
  ]);

const identificationXml = (foyer: FoyerGenere, options: OptionsFlux): string => {
  const { departement, organisme } = { ...DEFAUTS, ...options };
  return bloc('IdentificationRSA', '\t\t', [
    bloc('Organisme', '\t\t\t', [
      balise('FONORG', organisme),
      balise('NUMORG', `${departement.slice(0, 2)}1`),
      balise('MATRICULE', foyer.matricule),
    ]),
    bloc('Partenaire', '\t\t\t', [balise('TYPEPARTE', 'CG '), balise('IDEPARTE', departement.padStart(3, '0'))]),
    bloc('DemandeRSA', '\t\t\t', [balise('DTDEMRSA', foyer.dateDemande), balise('NUMDEMRSA', foyer.numeroDemande)]),
  ]);
};

const adresseXml = (foyer: FoyerGenere): string =>
  bloc('DonneesAdministratives', '\t\t', [
    bloc('SituationFamille', '\t\t\t', [balise('SITFAM', 'CEL'), balise('DDSITFAM', '1994-10-27')]),
    bloc('Adresse', '\t\t\t', [
      bloc('TroncCommunAdresse', '\t\t\t\t', [
        balise('RGADR', '01'),
        balise('PAYS', 'FRA'),
        balise('TYPEADR', 'D'),
        balise('ETATADR', 'CO'),
      ]),
      bloc('AdresseDetailleeFrance', '\t\t\t\t', [
        '<COMPLIDEADR />',
        '<COMPLADR />',
        balise('NUMVOIE', '25'),
        balise('LIBTYPEVOIE', 'RUE'),
        balise('NOMVOIE', 'DES FRÈRES & SŒURS'),
        '<LIEUDIST />',
        balise('NUMCOM', foyer.codeInsee),
        balise('CODEPOS', foyer.codePostal),
        balise('NOMCOM', foyer.commune),
      ]),
    ]),
  ]);

const prestationXml = ({ etatDossier }: FoyerGenere): string =>
  bloc('PrestationRSA', '\t\t', [
    bloc('SituationDossierRSA', '\t\t\t', [
      bloc('EtatDossierRSA', '\t\t\t\t', [balise('ETATDOSRSA', etatDossier)]),
      etatDossier === '5'
        ? bloc('FinDroit', '\t\t\t\t', [balise('MOTICLORSA', 'PCG'), balise('DTCLORSA', '2026-09-30')])
        : '',
    ]),
    bloc('DetailDroitRSA', '\t\t\t', [
      bloc('TroncCommunDroitRSA', '\t\t\t\t', [balise('TOPSANSDOMFIXE', '0'), balise('ORIDEMRSA', 'DEM')]),
    ]),
  ]);

const foyerXml = (foyer: FoyerGenere, options: OptionsFlux): string =>
  bloc('InfosFoyerRSA', '\t', [
    identificationXml(foyer, options),
    ...foyer.personnes.map(personneXml),
    adresseXml(foyer),
    prestationXml(foyer),
  ]);

const enteteXml = ({ encodage = 'windows-1252', dateReference = DEFAUTS.dateReference }: OptionsFlux): string =>
  `<?xml version="1.0" encoding="${encodage}"?>\n<Racine>\n${bloc('IdentificationFlux', '\t', [
    balise('APPLIEME', 'CRI'),
    balise('NUMVERSIONAPPLIEME', '6200'),
    balise('TYPEFLUX', 'M'),
    balise('NATFLUX', 'D'),
    balise('DTCREAFLUX', dateReference),
    balise('HEUCREAFLUX', '01:18:36.0000'),
    balise('DTREF', dateReference),
  ])}`;

const finXml = ({ foyers }: OptionsFlux): string =>
  `${bloc('TransmissionFlux', '\t', [
    balise('NBTOTDOSRSATRANSM', chiffres(foyers, 8)),
    balise('NBTOTDOSRSATRANSMANO', '00000000'),
  ])}</Racine>\n`;

const PROPRES_1252: Readonly<Record<string, string>> = { Œ: '\x8c', œ: '\x9c', Ž: '\x8e', ž: '\x9e', '’': '\x92', '€': '\x80', Ÿ: '\x9f' };

/** Bytes of a text in windows-1252. @throws RangeError for a character that it has not */
export const enWindows1252 = (texte: string): Uint8Array => {
  const latin1 = texte.replace(/[^\0-\xff]/g, (caractere) => {
    const propre = PROPRES_1252[caractere];
    if (propre === undefined) throw new RangeError(`${caractere} n’existe pas en windows-1252`);
    return propre;
  });
  return Buffer.from(latin1, 'latin1');
};

function* textes(options: OptionsFlux): Generator<string> {
  yield enteteXml(options);
  for (const foyer of foyersDuFlux(options)) yield foyerXml(foyer, options);
  yield finXml(options);
}

/** The flux as bytes, made as they are asked for. */
export async function* fluxCaf(options: OptionsFlux): AsyncGenerator<Uint8Array> {
  const octets = (texte: string): Uint8Array =>
    options.encodage === 'utf-8' ? Buffer.from(texte) : enWindows1252(texte);
  let attente = '';
  for (const texte of textes(options)) {
    attente += texte;
    if (attente.length < (options.morceau ?? 65_536)) continue;
    yield await Promise.resolve(octets(attente));
    attente = '';
  }
  if (attente !== '') yield octets(attente);
}
