import { Failure, transient } from '@relais/kernel';
import { type ConsumerRunner } from './consumer.js';
import { type Parking } from './parking.js';

/** Whose events are applied again: one person's, or those of everyone about whom something was said since an instant. */
export type ReplayAsked = Readonly<{ usagerId?: string | undefined; since?: Date | undefined; execute: boolean; author: string; reason: string }>;

export type ReplayReport = Readonly<{
  execute: boolean;
  /** The stretches that were looked at to know who is concerned. */
  plages: readonly Readonly<{ topic: string; partition: number; de: number; a: number }>[];
  personnes: number;
  /** Events of those persons, from their first one. */
  evenements: number;
  /** Those that are applied again, by type; the others this consumer ignores. */
  aReappliquer: Readonly<Record<string, number>>;
  /** Persons left out: their events wait already. */
  misesDeCote: number;
  rejouees: number;
}>;

/** How many rows a table has, and a hash of them all, whatever their order. */
export type Content = Readonly<{ lignes: number; empreinte: string }>;

export type TableComparison = Readonly<{ table: string; enService: Content; reconstruite: Content; seulementEnService: number; seulementReconstruite: number }>;

export type RebuildReport = Readonly<{ identiques: boolean; remplacee: boolean; tables: readonly TableComparison[]; dureeMs: number }>;

/** What can be done with a projection that is made from the topics alone. */
export type ProjectionAdministration = Readonly<{
  rebuild: (asked: Readonly<{ accept: boolean; author: string; reason: string }>) => Promise<RebuildReport>;
  replay: (asked: ReplayAsked) => Promise<ReplayReport>;
}>;

/** What people may do with the consumer of a service; there once the consumer is made. */
export type Administered = Readonly<{
  parking: Parking;
  consumer: Pick<ConsumerRunner, 'accounts' | 'troubles' | 'absentTopics'>;
  projection?: ProjectionAdministration | undefined;
}>;

/** Handed to the HTTP side before the consumer exists. */
export class BusAdministration {
  private administered: Administered | undefined;

  attach(administered: Administered): void {
    this.administered = administered;
  }

  /** @throws Failure `transient` while the service starts */
  get(): Administered {
    if (!this.administered) throw transient('SERVICE_INDISPONIBLE', 'the consumer is not made yet');
    return this.administered;
  }

  /** @throws Failure PROJECTION_ABSENTE where the service decides, and nothing can be made again */
  projection(): ProjectionAdministration {
    const { projection } = this.get();
    if (!projection) throw new Failure('rejected', 'PROJECTION_ABSENTE', { message: 'no projection here' });
    return projection;
  }
}
