import { transient } from '@relais/kernel';
import { type Parking } from './parking.js';

/** What people may do with the consumer of a service; there once the consumer is made. */
export type Administered = Readonly<{ parking: Parking }>;

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
}
