import { type Rejection, type Result } from '@relais/kernel';
import { designer } from '../domain/fichier/designation.js';
import { type FicheFichier, type LigneLue } from '../domain/fichier/ligne.js';
import { avecReprise, conclure, type Issue } from './conduire-import.js';
import { type Coffre, type DemandeImport } from './ports.js';
import { type ApportFichier, type CandidatConnu, type ChangementFichier, type ImportsFichier, type SessionFichier, type UniteFichier } from './ports-fichier.js';

/** A file whose columns are placed, read from its start each time. */
export type FichierALire = Readonly<{ lignes: () => AsyncIterable<LigneLue> }>;

/** A file once received: its SHA-256, and how it is opened. Both fail with a code when it cannot be used. */
export type Depot = () => Promise<Readonly<{ empreinte: Buffer; ouvrir: () => Promise<FichierALire> }>>;

export type DemandeFichier = Omit<DemandeImport, 'source'> & Readonly<{ rejouer: boolean }>;
export type ImporterFichier = (demande: DemandeFichier, depot: Depot) => ReturnType<typeof importerFichier>;

/** Lines of one transaction. */
const TAILLE_LOT = 500;

type Lue = Readonly<{ ligne: number; fiche: FicheFichier }>;
type Ports = Readonly<{ imports: ImportsFichier; coffre: Coffre }>;

const apportDe = (coffre: Coffre, fiche: FicheFichier, candidat: CandidatConnu): ApportFichier | null => {
  const empreinte = coffre.index('CONTENU_IDENTITE', 'FICHE', JSON.stringify(fiche));
  if (candidat.apportEmpreinte?.equals(empreinte)) return null;
  return { usagerId: candidat.id, contenu: coffre.resceller(candidat.id, candidat.cle, fiche).donnees, empreinte };
};

type Suite = Pick<ChangementFichier, 'apports' | 'refus'> & Readonly<{ retenues: number }>;

const decider = (lues: readonly Lue[], candidats: readonly (readonly CandidatConnu[])[], coffre: Coffre): Suite => {
  const refus: ChangementFichier['refus'][number][] = [];
  // The last line that speaks of a person is the one that stays.
  const apports = new Map<string, ApportFichier | null>();
  let retenues = 0;
  for (const [rang, { ligne, fiche }] of lues.entries()) {
    const possibles = candidats[rang] ?? [];
    const designe = designer(fiche, possibles);
    const candidat = designe.ok ? possibles.find(({ id }) => id === designe.value) : undefined;
    if (candidat) {
      retenues += 1;
      apports.set(candidat.id, apportDe(coffre, fiche, candidat));
    }
    if (!designe.ok) refus.push({ ligne, portee: 'LIGNE', code: designe.error });
  }
  return { apports: [...apports.values()].filter((apport) => apport !== null), refus, retenues };
};

const traiterLot = async (unite: UniteFichier, coffre: Coffre, lot: readonly LigneLue[]): Promise<void> => {
  const lues = lot.flatMap(({ ligne, lue }) => (lue.ok ? [{ ligne, fiche: lue.value }] : []));
  const illisibles = lot.flatMap(({ ligne, lue }) => (lue.ok ? [] : [{ ligne, portee: 'LIGNE' as const, code: lue.error }]));
  const { apports, refus, retenues } = decider(lues, await unite.candidats(lues.map(({ fiche }) => fiche)), coffre);
  await unite.ecrire({
    apports,
    refus: [...illisibles, ...refus].sort((a, b) => a.ligne - b.ligne),
    bilan: { lignes: lot.length, modifies: apports.length, inchanges: retenues - apports.length },
  });
};

const compter = async (fichier: FichierALire): Promise<number> => {
  let lignes = 0;
  for await (const _ of fichier.lignes()) lignes += 1;
  return lignes;
};

const ecrireTout = async (session: SessionFichier, coffre: Coffre, fichier: FichierALire): Promise<void> => {
  let lot: LigneLue[] = [];
  const envoyer = async (): Promise<void> => {
    const lignes = lot;
    lot = [];
    await avecReprise(() => session.lot((unite) => traiterLot(unite, coffre, lignes)));
  };
  for await (const ligne of fichier.lignes()) if (lot.push(ligne) >= TAILLE_LOT) await envoyer();
  if (lot.length > 0) await envoyer();
};

/**
 * Imports a département's file: read whole before its first line is written, then by batches, each in
 * one transaction. A line said again changes nothing, so the same call resumes after a crash.
 * @returns the import's id, and why it was refused; IMPORT_EN_COURS when the département has one under way
 */
export const importerFichier = async ({ imports, coffre }: Ports, { rejouer, ...demande }: DemandeFichier, depot: Depot): Promise<Result<Issue, Rejection<'IMPORT_EN_COURS'>>> => {
  const ouverture = await imports.ouvrir({ ...demande, source: 'FICHIER' });
  if (!ouverture.ok) return ouverture;
  const session = ouverture.value;
  return conclure(session, async () => {
    const { empreinte, ouvrir } = await depot();
    const deja = await session.dejaImporte(empreinte);
    if (deja !== null && !rejouer) return { code: 'FICHIER_DEJA_IMPORTE', importId: deja };
    const fichier = await ouvrir();
    await session.commencer(await compter(fichier));
    await ecrireTout(session, coffre, fichier);
    return null;
  });
};
