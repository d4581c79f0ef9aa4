import { z } from 'zod';
import { departementParam } from '@relais/chassis/http';
import { isLegalDate, legalDateOf, ok, refuse, type LegalDate, type Rejection, type Result } from '@relais/kernel';
import { type Agregat, AXES, type Axe, type Indicateur } from '../domain/indicateur/indicateur.js';
import { arrondir, masquer } from '../domain/secret/secret.js';

const jour = z.string().refine(isLegalDate, 'attendu : une date, aaaa-mm-jj').meta({ format: 'date' });

/** Which figures: split how, and as of which day. */
export const chiffresInput = z.strictObject({
  departement: departementParam.optional(),
  par: z.enum(AXES, `attendu : ${AXES.join(', ')}`).default('departement'),
  au: jour.optional().describe('Ce qui était arrivé à cette date ; aujourd’hui à défaut'),
  // So that a figure once read never changes.
  connuAu: jour.optional().describe('Ce qui était connu à cette date ; « au » à défaut'),
});

export type ChiffresInput = z.output<typeof chiffresInput>;

export type Question = Readonly<{ indicateur: Indicateur; departement: string; axe: Axe; au: LegalDate; connuAu: LegalDate }>;

/** A cell as it may be shown: null figures when it is masked. */
export type Ligne = Readonly<{
  cle: string | null;
  libelle: string;
  masque: boolean;
  personnes: number | null;
  mesures: Readonly<Record<string, number | null>>;
}>;

export type Chiffres = Readonly<{
  indicateur: Descriptif;
  departement: string;
  par: Axe;
  au: LegalDate;
  connuAu: LegalDate;
  seuil: number;
  arrondi: number;
  lignes: readonly Ligne[];
  total: Ligne;
}>;

/** What a reader has to know of an indicator. */
export type Descriptif = Readonly<Pick<Indicateur, 'code' | 'libelle' | 'definition' | 'unite'>> &
  Readonly<{ mesures: readonly Readonly<{ code: string; libelle: string; unite: string }>[] }>;

export type ChiffresPorts = Readonly<{
  indicateurs: readonly Indicateur[];
  agreger: (question: Question) => Promise<{ cellules: readonly Agregat[]; total: Agregat | undefined }>;
  clock: { now: () => Date };
  seuil: number;
  arrondi: number;
}>;

export type Refus = Rejection<'INDICATEUR_INCONNU' | 'DATE_A_VENIR'>;

const ORGANISMES: Readonly<Record<string, string>> = {
  CD: 'Conseil départemental',
  DCD: 'Délégataire du conseil départemental',
  FT: 'France Travail',
  ML: 'Mission locale',
  CE: 'Cap emploi',
  CAF: 'Caisse d’allocations familiales',
};

const libelleDe = (axe: Axe, cle: string | null): string => {
  switch (axe) {
    case 'commune':
      return cle === null ? 'Commune non connue' : `Commune ${cle}`;
    case 'departement':
      return `Département ${cle ?? 'non connu'}`;
    case 'organisme':
      return cle === null ? 'Pas encore d’organisme' : (ORGANISMES[cle] ?? cle);
  }
};

const RIEN: Agregat = { cle: null, personnes: 0, personnesFavorables: 0, personnesDefavorables: 0, cas: 0, favorables: 0, mediane: null, somme: 0 };

/** Reads figures as they may be shown: secrecy is kept here, whatever the way out. */
export class LireChiffres {
  constructor(private readonly ports: ChiffresPorts) {}

  catalogue(): readonly Descriptif[] {
    return this.ports.indicateurs.map(descriptif);
  }

  async lire(code: string, departement: string, { par, au, connuAu }: ChiffresInput): Promise<Result<Chiffres, Refus>> {
    const { indicateurs, clock, seuil, arrondi, agreger } = this.ports;
    const indicateur = indicateurs.find((candidat) => candidat.code === code);
    if (!indicateur) return refuse({ code: 'INDICATEUR_INCONNU' });
    const aujourdhui = legalDateOf(clock.now());
    const jour = au ?? aujourdhui;
    if (jour > aujourdhui) return refuse({ code: 'DATE_A_VENIR', details: { aujourdhui } });
    const question = { indicateur, departement, axe: par, au: jour, connuAu: connuAu ?? jour };
    const { cellules, total = RIEN } = await agreger(question);
    const masques = masquer(cellules, total, seuil);
    const ligne = (agregat: Agregat, libelle: string, masque: boolean): Ligne => montrer(indicateur, arrondir(agregat, arrondi), { libelle, masque });
    const lignes = cellules.map((cellule, rang) => ligne(cellule, libelleDe(par, cellule.cle), masques.cellules.has(rang)));
    return ok({
      indicateur: descriptif(indicateur),
      departement,
      par,
      au: question.au,
      connuAu: question.connuAu,
      seuil,
      arrondi,
      lignes: lignes.sort(parCle),
      total: ligne({ ...total, cle: departement }, 'Ensemble', masques.total),
    });
  }
}

const descriptif = ({ code, libelle, definition, unite, mesures }: Indicateur): Descriptif => ({
  code,
  libelle,
  definition,
  unite,
  mesures: mesures.map(({ code: mesure, libelle: nom, unite: de }) => ({ code: mesure, libelle: nom, unite: de })),
});

const montrer = ({ mesures }: Indicateur, agregat: Agregat, { libelle, masque }: Pick<Ligne, 'libelle' | 'masque'>): Ligne => ({
  cle: agregat.cle,
  libelle,
  masque,
  personnes: masque ? null : agregat.personnes,
  mesures: Object.fromEntries(mesures.map(({ code, calcul }) => [code, masque ? null : calcul(agregat)])),
});

// What is not known comes last.
const parCle = (a: Ligne, b: Ligne): number => {
  if (a.cle === null || b.cle === null) return Number(a.cle === null) - Number(b.cle === null);
  return a.cle.localeCompare(b.cle, 'fr');
};
