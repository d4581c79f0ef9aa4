import { fold, type LegalDate, type UsagerId } from '@relais/kernel';
import { type ConstaterDroit, droitDecider } from '../domain/droit/decider.js';
import { type DroitEvent } from '../domain/droit/events.js';
import { type Beneficiaire, type Constats, motifDePerte } from '../domain/foyer/constats.js';
import { type Identite } from '../domain/personne/identite.js';
import { accordDesNoms } from '../domain/personne/noms.js';
import { empreinteIdentite, empreinteNoms, indexDe, indexPossiblesDe, ressemblanceDe } from './index-personne.js';
import { type Changement, type CleEnveloppee, type Coffre, type DroitConnu, type FoyerConnu, type Ids, type Ressemblance, type Scelle, type UsagerConnu } from './ports.js';

/** A foyer that can be used, with its blind key (under each index key still read) and the keyed hash of what it says. */
export type FoyerPrepare = Readonly<{ cle: string; cles: readonly string[]; matricule: Matricule; empreinte: string; constats: Constats }>;

/** What an organisme payeur calls a dossier: FONORG, NUMORG, MATRICULE, NUMDEMRSA. */
export type Matricule = readonly [organisme: string, numeroOrganisme: string, matricule: string, numeroDemande: string];

export type ContextePlan = Readonly<{ departement: string; dateReception: LegalDate; coffre: Coffre; ids: Ids }>;

type Suivi = {
  readonly id: UsagerId;
  readonly cle: CleEnveloppee;
  readonly connu: boolean;
  droit: DroitConnu;
  droitChange: boolean;
  index: string | null;
  identiteEmpreinte: string;
  /** The identity already known, sealed. */
  connue: Buffer | null;
  scelle: Scelle | null;
  ressemblance: Ressemblance | null;
  matricule: Changement['matricules'][number] | null;
};

type Trouve = Readonly<{ suivi: Suivi; absorbe: boolean }>;

export type Plan = Omit<Changement, 'refus' | 'bilan'> & Readonly<{ inchanges: number }>;

/**
 * Decides, foyer by foyer and in their order, what a batch changes, from what is known. Reads and
 * writes nothing: the same batch on the same knowledge gives the same events.
 */
export class PlanificateurLot {
  private readonly foyers: Map<string, FoyerConnu>;
  private readonly foyersEcrits = new Map<string, FoyerConnu>();
  private readonly suivis = new Map<UsagerId, Suivi>();
  private readonly parIndex = new Map<string, Trouve>();
  private readonly doutes: Changement['candidats'][number][] = [];
  private readonly parFoyer = new Map<string, Set<Suivi>>();
  private readonly evenements: DroitEvent[] = [];
  private inchanges = 0;

  constructor(
    connus: Readonly<{ foyers: readonly FoyerConnu[]; usagers: readonly UsagerConnu[] }>,
    private readonly contexte: ContextePlan,
  ) {
    this.foyers = new Map(connus.foyers.map((foyer) => [foyer.cle, foyer]));
    for (const { identite, alias, ...usager } of connus.usagers) {
      const suivi = this.suivre({ ...usager, connue: identite, connu: true, droitChange: false, scelle: null, ressemblance: null, matricule: null });
      for (const index of alias) this.parIndex.set(index, { suivi, absorbe: true });
    }
  }

  traiter({ cle, empreinte, constats, matricule }: FoyerPrepare): void {
    const connu = this.foyers.get(cle);
    if (connu?.empreinte === empreinte) {
      this.inchanges += 1;
      return;
    }
    const foyer = { id: connu?.id ?? this.contexte.ids.next(), cle, empreinte };
    this.foyers.set(cle, foyer);
    this.foyersEcrits.set(cle, foyer);
    const beneficiaires = new Set(constats.beneficiaires.map((b) => this.ouvrir(b, foyer.id, constats)));
    for (const suivi of beneficiaires) this.nommer(suivi, matricule);
    const cites = new Set(constats.sansDroit.map((identite) => this.retrouver(identite)));
    for (const suivi of this.parFoyer.get(foyer.id) ?? []) {
      const motif = beneficiaires.has(suivi) ? null : motifDePerte(constats, cites.has(suivi));
      if (motif) this.constater(suivi, { ...this.de(suivi, foyer.id), ouvert: false, motif, dateConstat: this.contexte.dateReception });
    }
  }

  /** The foyer under that key, known before or by this batch. */
  idDe(cle: string): string | undefined {
    return this.foyers.get(cle)?.id;
  }

  plan(): Plan {
    const suivis = [...this.suivis.values()];
    return {
      foyers: [...this.foyersEcrits.values()],
      nouveaux: suivis.flatMap(({ connu, scelle, index, ressemblance, ...u }) =>
        connu || !scelle || !index || !ressemblance ? [] : [{ ...u, scelle, index, ressemblance }],
      ),
      droits: suivis.flatMap(({ connu, droitChange, id, droit }) => (connu && droitChange ? [{ id, droit }] : [])),
      identites: suivis.flatMap(({ connu, id, scelle, identiteEmpreinte, ressemblance }) =>
        connu && scelle && ressemblance ? [{ id, scelle, identiteEmpreinte, ressemblance }] : [],
      ),
      matricules: suivis.flatMap(({ matricule }) => matricule ?? []),
      candidats: this.doutes,
      evenements: this.evenements,
      inchanges: this.inchanges,
    };
  }

  private de({ id }: Suivi, foyerId: string): Readonly<{ usagerId: UsagerId; departement: string; foyerId: string }> {
    return { usagerId: id, departement: this.contexte.departement, foyerId };
  }

  private ouvrir({ identite, role }: Beneficiaire, foyerId: string, { organismePayeur, dateDemande, codeInsee }: Constats): Suivi {
    const { dateReception } = this.contexte;
    const suivi = this.retrouver(identite) ?? this.creer(identite, foyerId);
    this.constater(suivi, { ...this.de(suivi, foyerId), ouvert: true, role, organismePayeur, dateDemande, dateReception, codeInsee });
    return suivi;
  }

  private retrouver(identite: Identite): Suivi | undefined {
    for (const index of indexPossiblesDe(this.contexte.coffre, identite)) {
      const trouve = this.parIndex.get(index);
      // What is declared of an absorbed person is not the identity that was kept.
      if (trouve && !trouve.absorbe) this.mettreAJour(trouve.suivi, identite);
      if (trouve) return trouve.suivi;
    }
    return undefined;
  }

  /** Same NIR and birth date: the same person. Names that have nothing in common are not taken without a human. */
  private mettreAJour(suivi: Suivi, identite: Identite): void {
    const { coffre } = this.contexte;
    const empreinte = empreinteIdentite(coffre, identite);
    if (suivi.identiteEmpreinte === empreinte) return;
    const donnees = suivi.scelle?.donnees ?? suivi.connue;
    const connue = donnees && (coffre.ouvrir(suivi.id, { ...suivi.cle, donnees }) as Identite);
    const scelle = coffre.resceller(suivi.id, suivi.cle, identite);
    if (connue && accordDesNoms(connue, identite) === 'DIFFERENT') {
      this.doutes.push({ usagerId: suivi.id, candidat: scelle.donnees, empreinte: empreinteNoms(coffre, identite) });
      return;
    }
    suivi.identiteEmpreinte = empreinte;
    suivi.scelle = scelle;
    suivi.ressemblance = ressemblanceDe(coffre, identite);
  }

  private nommer(suivi: Suivi, matricule: Matricule): void {
    if (suivi.connu && !suivi.droitChange) return;
    const { coffre } = this.contexte;
    const index = coffre.index('MATRICULE', ...matricule).toString('hex');
    suivi.matricule = { usagerId: suivi.id, portee: matricule[0], index, valeur: coffre.resceller(suivi.id, suivi.cle, matricule).donnees };
  }

  private creer(identite: Identite, foyerId: string): Suivi {
    const { coffre, ids, departement } = this.contexte;
    const id = ids.next() as UsagerId;
    const scelle = coffre.sceller(id, identite);
    return this.suivre({
      id,
      cle: scelle,
      scelle,
      connue: null,
      connu: false,
      droit: { statut: 'ferme', departement, foyerId },
      droitChange: true,
      index: indexDe(coffre, identite),
      identiteEmpreinte: empreinteIdentite(coffre, identite),
      ressemblance: ressemblanceDe(coffre, identite),
      matricule: null,
    });
  }

  private suivre(suivi: Suivi): Suivi {
    this.suivis.set(suivi.id, suivi);
    if (suivi.index) this.parIndex.set(suivi.index, { suivi, absorbe: false });
    this.situer(suivi);
    return suivi;
  }

  private situer(suivi: Suivi): void {
    const { foyerId } = suivi.droit;
    const presents = this.parFoyer.get(foyerId) ?? new Set();
    this.parFoyer.set(foyerId, presents.add(suivi));
  }

  private constater(suivi: Suivi, constat: ConstaterDroit): void {
    const decision = droitDecider.decide(constat, suivi.droit);
    if (!decision.ok || decision.value.length === 0) return;
    this.evenements.push(...decision.value);
    const suite = fold({ ...droitDecider, initial: suivi.droit }, decision.value);
    if (suite.statut === 'inconnu') return;
    suivi.droit = suite;
    suivi.droitChange = true;
    this.situer(suivi);
  }
}
