import { type Agent } from '@relais/chassis/auth';
import { type Origin } from '@relais/chassis/journal';
import { ok, refuse, type Rejection, type Result } from '@relais/kernel';
import { type MotifEffacement } from '../../domain/droits/effacement.js';
import { type InventaireService } from './ports.js';
import { AILLEURS, estAcheve, lieuxDuRapport, type RapportEffacement } from './rapport.js';

/** An erasure as it is stored. */
export type EffacementEcrit = Readonly<{
  effacementId: string;
  usagerId: string;
  departement: string;
  motif: MotifEffacement;
  etat: 'DEMANDE' | 'EFFECTUE';
  demandePar: string;
  demandeLe: Date;
  confirmePar: string | null;
  confirmeLe: Date | null;
  avant: readonly InventaireService[] | null;
}>;

type Acte = Readonly<{ agent: Agent; usagerId: string }>;
type Ecriture = Readonly<{ usagerId: string; effacementId: string; agentId: string; le: Date }>;

export type PortsEffacement = Readonly<{
  /** Throws the refusal; gives the département of the person. */
  ouvrirDroits: (acte: Acte & Readonly<{ action: string }>, departement?: string) => Promise<string>;
  lire: (usagerId: string, effacementId: string) => Promise<EffacementEcrit | undefined>;
  demander: (demande: Ecriture & Readonly<{ departement: string; motif: MotifEffacement }>) => Promise<Result<void, Rejection>>;
  confirmer: (confirmation: Ecriture & Readonly<{ avant: readonly InventaireService[]; origin: Origin }>) => Promise<Result<void, Rejection>>;
  /** What every service holds now, this one first. */
  inventaires: (usagerId: string) => Promise<readonly InventaireService[]>;
  ids: Readonly<{ next: () => string }>;
  clock: Readonly<{ now: () => Date }>;
}>;

/** The erasure of a person (RGPD, article 17), from its demand to its proof. */
export class Effacements {
  constructor(private readonly ports: PortsEffacement) {}

  async demander({ agent, usagerId, motif }: Acte & Readonly<{ motif: MotifEffacement }>): Promise<Result<RapportEffacement, Rejection>> {
    const departement = await this.ports.ouvrirDroits({ agent, usagerId, action: 'effacement.demande' });
    const effacementId = this.ports.ids.next();
    const fait = await this.ports.demander({ usagerId, effacementId, agentId: agent.id, departement, motif, le: this.ports.clock.now() });
    return fait.ok ? this.rapporter(usagerId, effacementId) : fait;
  }

  async confirmer({ agent, usagerId, effacementId, origin }: Acte & Readonly<{ effacementId: string; origin: Origin }>): Promise<Result<RapportEffacement, Rejection>> {
    const connu = await this.ports.lire(usagerId, effacementId);
    if (!connu) return refuse({ code: 'EFFACEMENT_INCONNU' });
    await this.ports.ouvrirDroits({ agent, usagerId, action: 'effacement.confirmation' }, connu.departement);
    const avant = await this.ports.inventaires(usagerId);
    const fait = await this.ports.confirmer({ usagerId, effacementId, agentId: agent.id, le: this.ports.clock.now(), avant, origin });
    return fait.ok ? this.rapporter(usagerId, effacementId) : fait;
  }

  async rapport({ agent, usagerId, effacementId }: Acte & Readonly<{ effacementId: string }>): Promise<Result<RapportEffacement, Rejection>> {
    const connu = await this.ports.lire(usagerId, effacementId);
    if (!connu) return refuse({ code: 'EFFACEMENT_INCONNU' });
    await this.ports.ouvrirDroits({ agent, usagerId, action: 'effacement.rapport' }, connu.departement);
    return this.rapporter(usagerId, effacementId);
  }

  private async rapporter(usagerId: string, effacementId: string): Promise<Result<RapportEffacement, Rejection>> {
    const ecrit = await this.ports.lire(usagerId, effacementId);
    if (!ecrit) return refuse({ code: 'EFFACEMENT_INCONNU' });
    const { avant, demandeLe, confirmeLe, ...reste } = ecrit;
    const lieux = lieuxDuRapport(avant, await this.ports.inventaires(usagerId));
    return ok({
      ...reste,
      demandeLe: demandeLe.toISOString(),
      confirmeLe: confirmeLe?.toISOString() ?? null,
      acheve: ecrit.etat === 'EFFECTUE' && estAcheve(lieux),
      lieux,
      ailleurs: AILLEURS,
    });
  }
}
