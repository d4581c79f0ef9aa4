import { type Rejection, type Result } from '@relais/kernel';
import { constater } from '../domain/foyer/constats.js';
import { type FoyerDeclare } from '../domain/foyer/declaration.js';
import { estComplet } from '../domain/foyer/controle-flux.js';
import { type ReglagesFlux } from '../domain/foyer/reglages-flux.js';
import { avecReprise, conclure, type Issue } from './conduire-import.js';
import { douterDesNouveaux } from './douter.js';
import { indexPossiblesDe } from './index-personne.js';
import { type ContextePlan, type FoyerPrepare, PlanificateurLot } from './planifier-lot.js';
import { type Bilan, type Changement, type DemandeImport, type FoyerConnu, type Imports, type SessionImport, type Tampon, type UniteImport } from './ports.js';
import { type FluxRecu, recevoirTout } from './recevoir-flux.js';

export type PortsImport = Readonly<{
  imports: Imports;
  aujourdhui: () => string;
  /** How a département says its flux are read. */
  reglages: (departement: string) => Promise<ReglagesFlux>;
  ouvrirTampon: () => Promise<Tampon>;
}> &
  Pick<ContextePlan, 'coffre' | 'ids'>;

/** `rejouer`: a file already imported, or older than the last one, is taken all the same. */
export type DemandeFlux = Omit<DemandeImport, 'source'> & Readonly<{ rejouer: boolean }>;

/** The flux import, bound to what it needs. */
export type Importer = (demande: DemandeFlux, flux: FluxRecu) => ReturnType<typeof importerFlux>;

/** Foyers of one transaction. */
const TAILLE_LOT = 500;

// Changes when the rules that read a foyer change: every foyer is then looked at again.
const VERSION_LECTURE = '2';

type Contexte = ContextePlan & Readonly<{ aujourdhui: string; complet: boolean }>;
type Nomme = Readonly<{ cles: readonly string[]; organisme: string }>;
type Prepare = Readonly<{ prepares: readonly FoyerPrepare[]; refus: Changement['refus']; nommes: readonly Nomme[] }>;

const contenu = (foyer: FoyerDeclare): string =>
  JSON.stringify({ ...foyer, ligne: 0, personnes: foyer.personnes.map((personne) => ({ ...personne, ligne: 0 })) });

const matriculeDe = (foyer: FoyerDeclare): FoyerPrepare['matricule'] => [foyer.organisme, foyer.numeroOrganisme, foyer.matricule, foyer.numeroDemande];

const preparer = (foyers: readonly FoyerDeclare[], { coffre, ...contexte }: Contexte): Prepare => {
  const lus = foyers.map((foyer) => {
    const matricule = matriculeDe(foyer);
    const cles = coffre.indexPossibles('FOYER', contexte.departement, ...matricule).map((cle) => cle.toString('hex'));
    return { foyer, matricule, cles, lu: constater(foyer, contexte) };
  });
  const prepares = lus.flatMap(({ foyer, matricule, cles, lu }) => {
    if (!lu.ok) return [];
    const empreinte = coffre.index('CONTENU_FOYER', VERSION_LECTURE, contenu(foyer)).toString('hex');
    return [{ cle: cles[0] ?? '', cles, matricule, empreinte, constats: lu.value }];
  });
  const nommes = lus.map(({ foyer, cles }) => ({ cles, organisme: `${foyer.organisme} ${foyer.numeroOrganisme}` }));
  return { prepares, nommes, refus: lus.flatMap(({ lu }) => (lu.ok ? lu.value.refus : [lu.error])) };
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
const sousLaCleCourante = (connus: readonly FoyerConnu[], nommes: readonly Nomme[]): FoyerConnu[] => {
  const parCle = new Map(connus.map((foyer) => [foyer.cle, foyer]));
  return [...new Map(nommes.map(({ cles }) => [cles[0] ?? '', cles])).entries()].flatMap(([cle, cles]) => {
    const connu = cles.flatMap((possible) => parCle.get(possible) ?? [])[0];
    return connu ? [{ ...connu, cle }] : [];
  });
};

const traiterLot = async (unite: UniteImport, foyers: readonly FoyerDeclare[], contexte: Contexte): Promise<void> => {
  const { prepares, refus, nommes } = preparer(foyers, contexte);
  const connus = sousLaCleCourante(await unite.foyers(nommes.flatMap(({ cles }) => cles)), nommes);
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
  const vus = nommes.flatMap(({ cles, organisme }) => {
    const id = planificateur.idDe(cles[0] ?? '');
    return id ? [{ id, organisme }] : [];
  });
  await unite.voir(vus, contexte.complet);
  await douterDesNouveaux(unite, contexte.coffre, plan.nouveaux.map(({ id }) => id));
};

const ecrireTout = async (session: SessionImport, foyers: AsyncIterable<FoyerDeclare>, contexte: Contexte): Promise<void> => {
  let attente: FoyerDeclare[] = [];
  const envoyer = async (): Promise<void> => {
    const lot = attente;
    attente = [];
    await avecReprise(() => session.lot((unite) => traiterLot(unite, lot, contexte)));
  };
  for await (const foyer of foyers) if (attente.push(foyer) >= TAILLE_LOT) await envoyer();
  if (attente.length > 0) await envoyer();
};

/**
 * Imports a flux: read and checked whole, then batches of foyers, each decided and written in one
 * transaction. Said again, a foyer changes nothing: after a crash the same call resumes. A foyer that
 * a complete flux no longer holds is told, never closed.
 * @returns the import's id and why it was refused, or IMPORT_EN_COURS when the département has one under way
 */
export const importerFlux = async (
  { imports, coffre, ids, aujourdhui, reglages, ouvrirTampon }: PortsImport,
  { rejouer, ...demande }: DemandeFlux,
  flux: FluxRecu,
): Promise<Result<Issue, Rejection<'IMPORT_EN_COURS'>>> => {
  const ouverture = await imports.ouvrir({ ...demande, source: 'FLUX' });
  if (!ouverture.ok) return ouverture;
  const session = ouverture.value;
  const { departement, dateReception } = demande;
  return conclure(session, async () => {
    const tampon = await ouvrirTampon();
    try {
      const frequence = await recevoirTout(session, flux, { reglages: await reglages(departement), rejouer, tampon });
      const complet = estComplet(frequence);
      await ecrireTout(session, tampon.relire(), { departement, dateReception, aujourdhui: aujourdhui(), coffre, ids, complet });
      if (complet) await session.releverAbsents();
    } finally {
      await tampon.fermer();
    }
    return null;
  });
};
