import { type Rejection, type Result } from '@relais/kernel';
import { constater } from '../domain/foyer/constats.js';
import { type FoyerDeclare } from '../domain/foyer/declaration.js';
import { type ElementFlux } from '../domain/foyer/flux.js';
import { avecReprise, conclure, type Issue } from './conduire-import.js';
import { douterDesNouveaux } from './douter.js';
import { indexPossiblesDe } from './index-personne.js';
import { type ContextePlan, type FoyerPrepare, PlanificateurLot } from './planifier-lot.js';
import { type Bilan, type Changement, type DemandeImport, type FoyerConnu, type Imports, type SessionImport, type UniteImport } from './ports.js';

export type PortsImport = Readonly<{ imports: Imports; aujourdhui: () => string }> & Pick<ContextePlan, 'coffre' | 'ids'>;

/** The flux import, bound to what it needs. */
export type Importer = (demande: Omit<DemandeImport, 'source'>, flux: AsyncIterable<ElementFlux>) => ReturnType<typeof importerFlux>;

/** Foyers of one transaction. */
const TAILLE_LOT = 500;

// Changes when the rules that read a foyer change: every foyer is then looked at again.
const VERSION_LECTURE = '1';

type Contexte = ContextePlan & Readonly<{ aujourdhui: string }>;
type Prepare = Readonly<{ prepares: readonly FoyerPrepare[]; refus: Changement['refus'] }>;

const contenu = (foyer: FoyerDeclare): string =>
  JSON.stringify({ ...foyer, ligne: 0, personnes: foyer.personnes.map((personne) => ({ ...personne, ligne: 0 })) });

const preparer = (foyers: readonly FoyerDeclare[], { coffre, ...contexte }: Contexte): Prepare => {
  const lus = foyers.map((foyer) => ({ foyer, lu: constater(foyer, contexte) }));
  const prepares = lus.flatMap(({ foyer, lu }) => {
    if (!lu.ok) return [];
    const matricule = [foyer.organisme, foyer.numeroOrganisme, foyer.matricule, foyer.numeroDemande] as const;
    const cles = coffre.indexPossibles('FOYER', contexte.departement, ...matricule).map((cle) => cle.toString('hex'));
    const empreinte = coffre.index('CONTENU_FOYER', VERSION_LECTURE, contenu(foyer)).toString('hex');
    return [{ cle: cles[0] ?? '', cles, matricule, empreinte, constats: lu.value }];
  });
  return { prepares, refus: lus.flatMap(({ lu }) => (lu.ok ? lu.value.refus : [lu.error])) };
};

const bilanDe = (foyers: readonly FoyerDeclare[], { evenements, inchanges }: Pick<Changement, 'evenements'> & { inchanges: number }, refus: number): Bilan => {
  const compter = (type: string): number => evenements.filter((evenement) => evenement.type === type).length;
  return {
    foyers: foyers.length,
    personnes: foyers.reduce((total, { personnes }) => total + personnes.length, 0),
    droitsOuverts: compter('DroitRsaOuvert'),
    droitsFermes: compter('DroitRsaFerme'),
    inchanges,
    refus,
  };
};

/** A foyer kept under an earlier index key is the same one: it is written again under the current key. */
const sousLaCleCourante = (connus: readonly FoyerConnu[], prepares: readonly FoyerPrepare[]): FoyerConnu[] => {
  const parCle = new Map(connus.map((foyer) => [foyer.cle, foyer]));
  return [...new Map(prepares.map(({ cle, cles }) => [cle, cles])).entries()].flatMap(([cle, cles]) => {
    const connu = cles.flatMap((possible) => parCle.get(possible) ?? [])[0];
    return connu ? [{ ...connu, cle }] : [];
  });
};

const traiterLot = async (unite: UniteImport, foyers: readonly FoyerDeclare[], contexte: Contexte): Promise<void> => {
  const { prepares, refus } = preparer(foyers, contexte);
  const connus = sousLaCleCourante(await unite.foyers(prepares.flatMap(({ cles }) => cles)), prepares);
  const parCle = new Map(connus.map((foyer) => [foyer.cle, foyer]));
  const clesChangees = new Set(prepares.filter(({ cle, empreinte }) => parCle.get(cle)?.empreinte !== empreinte).map(({ cle }) => cle));
  const identites = prepares
    .filter(({ cle }) => clesChangees.has(cle))
    .flatMap(({ constats }) => [...constats.beneficiaires.map(({ identite }) => identite), ...constats.sansDroit]);
  const usagers = await unite.usagers({
    index: identites.flatMap((identite) => indexPossiblesDe(contexte.coffre, identite)),
    foyers: connus.flatMap(({ cle, id }) => (clesChangees.has(cle) ? [id] : [])),
  });
  const planificateur = new PlanificateurLot({ foyers: connus, usagers }, contexte);
  for (const foyer of prepares) planificateur.traiter(foyer);
  const { inchanges, ...plan } = planificateur.plan();
  await unite.ecrire({ ...plan, refus, bilan: bilanDe(foyers, { ...plan, inchanges }, refus.length) });
  await douterDesNouveaux(unite, contexte.coffre, plan.nouveaux.map(({ id }) => id));
};

/** Reads the next batch while the one before is being written. */
const importerTout = async (session: SessionImport, flux: AsyncIterable<ElementFlux>, contexte: Contexte): Promise<void> => {
  let foyers: FoyerDeclare[] = [];
  let enCours: Promise<void> = Promise.resolve();
  const envoyer = async (): Promise<void> => {
    await enCours;
    const lot = foyers;
    foyers = [];
    enCours = avecReprise(() => session.lot((unite) => traiterLot(unite, lot, contexte)));
    enCours.catch(() => undefined);
  };
  try {
    for await (const element of flux) {
      if (element.type !== 'foyer') await session.noter(element);
      else if (foyers.push(element.foyer) >= TAILLE_LOT) await envoyer();
    }
  } finally {
    if (foyers.length > 0) await envoyer();
    await enCours;
  }
};

/**
 * Imports a flux: batches of foyers, each decided and written in one transaction. Said again, a
 * foyer changes nothing; after a fault what came before it stays and the same call resumes.
 * @returns the import's id, or IMPORT_EN_COURS when the département has one under way
 */
export const importerFlux = async (
  { imports, coffre, ids, aujourdhui }: PortsImport,
  demande: Omit<DemandeImport, 'source'>,
  flux: AsyncIterable<ElementFlux>,
): Promise<Result<Issue, Rejection<'IMPORT_EN_COURS'>>> => {
  const ouverture = await imports.ouvrir({ ...demande, source: 'FLUX' });
  if (!ouverture.ok) return ouverture;
  const session = ouverture.value;
  const { departement, dateReception } = demande;
  return conclure(session, async () => {
    await session.commencer(0);
    await importerTout(session, flux, { departement, dateReception, aujourdhui: aujourdhui(), coffre, ids });
    return null;
  });
};
