import { fold, type LegalDate, type UsagerId } from '@relais/kernel';
import { type ConstaterDroit, droitDecider } from '../domain/droit/decider.js';
import { type DroitEvent } from '../domain/droit/events.js';
import { type Beneficiaire, type Constats, motifDePerte } from '../domain/foyer/constats.js';
import { type Identite } from '../domain/personne/identite.js';
import { type Changement, type Coffre, type DroitConnu, type FoyerConnu, type Ids, type Scelle, type UsagerConnu } from './ports.js';

/** A foyer that can be used, with its blind key and the keyed hash of what it says. */
export type FoyerPrepare = Readonly<{ cle: string; empreinte: string; constats: Constats }>;

export type ContextePlan = Readonly<{ departement: string; dateReception: LegalDate; coffre: Coffre; ids: Ids }>;

type Suivi = {
  readonly id: UsagerId;
  readonly cle: Omit<Scelle, 'donnees'>;
  readonly connu: boolean;
  droit: DroitConnu;
  droitChange: boolean;
  index: string | null;
  identiteEmpreinte: string;
  scelle: Scelle | null;
};

export type Plan = Omit<Changement, 'refus' | 'bilan'> & Readonly<{ inchanges: number }>;

/** The blind index, in hexadecimal, under which a person is found. */
export const indexDe = (coffre: Coffre, { nir, dateNaissance }: Pick<Identite, 'nir' | 'dateNaissance'>): string =>
  coffre.index('NIR_NAISSANCE', nir, dateNaissance).toString('hex');

/**
 * Decides, foyer by foyer and in their order, what a batch changes, from what is known. Reads and
 * writes nothing: the same batch on the same knowledge gives the same events.
 */
export class PlanificateurLot {
  private readonly foyers: Map<string, FoyerConnu>;
  private readonly foyersEcrits = new Map<string, FoyerConnu>();
  private readonly suivis = new Map<UsagerId, Suivi>();
  private readonly parIndex = new Map<string, Suivi>();
  private readonly parFoyer = new Map<string, Set<Suivi>>();
  private readonly evenements: DroitEvent[] = [];
  private inchanges = 0;

  constructor(
    connus: Readonly<{ foyers: readonly FoyerConnu[]; usagers: readonly UsagerConnu[] }>,
    private readonly contexte: ContextePlan,
  ) {
    this.foyers = new Map(connus.foyers.map((foyer) => [foyer.cle, foyer]));
    for (const usager of connus.usagers) this.suivre({ ...usager, connu: true, droitChange: false, scelle: null });
  }

  traiter({ cle, empreinte, constats }: FoyerPrepare): void {
    const connu = this.foyers.get(cle);
    if (connu?.empreinte === empreinte) {
      this.inchanges += 1;
      return;
    }
    const foyer = { id: connu?.id ?? this.contexte.ids.next(), cle, empreinte };
    this.foyers.set(cle, foyer);
    this.foyersEcrits.set(cle, foyer);
    const beneficiaires = new Set(constats.beneficiaires.map((b) => this.ouvrir(b, foyer.id, constats)));
    const cites = new Set(constats.sansDroit.map((identite) => this.retrouver(identite)));
    for (const suivi of this.parFoyer.get(foyer.id) ?? []) {
      const motif = beneficiaires.has(suivi) ? null : motifDePerte(constats, cites.has(suivi));
      if (motif) this.constater(suivi, { ...this.de(suivi, foyer.id), ouvert: false, motif, dateConstat: this.contexte.dateReception });
    }
  }

  plan(): Plan {
    const suivis = [...this.suivis.values()];
    return {
      foyers: [...this.foyersEcrits.values()],
      nouveaux: suivis.flatMap(({ connu, scelle, index, ...u }) => (connu || !scelle || !index ? [] : [{ ...u, scelle, index }])),
      droits: suivis.flatMap(({ connu, droitChange, id, droit }) => (connu && droitChange ? [{ id, droit }] : [])),
      identites: suivis.flatMap(({ connu, id, scelle, identiteEmpreinte }) => (connu && scelle ? [{ id, scelle, identiteEmpreinte }] : [])),
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
    const { coffre } = this.contexte;
    const suivi = this.parIndex.get(indexDe(coffre, identite));
    const empreinte = this.empreinteDe(identite);
    if (suivi && suivi.identiteEmpreinte !== empreinte) {
      suivi.identiteEmpreinte = empreinte;
      suivi.scelle = coffre.resceller(suivi.id, suivi.cle, identite);
    }
    return suivi;
  }

  private creer(identite: Identite, foyerId: string): Suivi {
    const { coffre, ids, departement } = this.contexte;
    const id = ids.next() as UsagerId;
    const scelle = coffre.sceller(id, identite);
    return this.suivre({
      id,
      cle: scelle,
      scelle,
      connu: false,
      droit: { statut: 'ferme', departement, foyerId },
      droitChange: true,
      index: indexDe(coffre, identite),
      identiteEmpreinte: this.empreinteDe(identite),
    });
  }

  private empreinteDe(identite: Identite): string {
    return this.contexte.coffre.index('CONTENU_IDENTITE', JSON.stringify(identite)).toString('hex');
  }

  private suivre(suivi: Suivi): Suivi {
    this.suivis.set(suivi.id, suivi);
    if (suivi.index) this.parIndex.set(suivi.index, suivi);
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
