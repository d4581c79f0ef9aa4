/** One page of a rotation: how many rows it changed, and the last one looked at (null when there was none). */
export type PageRotation = Readonly<{ faites: number; dernier: string | null }>;

export type EtatRotation = Readonly<{
  cle: Readonly<{ version: string; restantes: number }>;
  index: Readonly<{ version: string; personnes: number; identifiants: number; foyers: number }>;
}>;

export type PortsRotation = Readonly<{
  /** Each one goes over what is left, from the row after the one given. Their order is the order of work. */
  etapes: readonly ((apres?: string) => Promise<PageRotation>)[];
  /** Told once everything has been gone over. */
  fini: (faites: number) => Promise<void>;
  echec: (erreur: unknown) => void;
}>;

/**
 * Changes keys page by page while the service reads and writes, then rests: what is left to do is
 * found in the rows, so a stop loses nothing and starting again resumes. Several copies may run it at once.
 */
export class Rotation {
  private arrete = false;
  private enCours: Promise<void> = Promise.resolve();

  constructor(private readonly ports: PortsRotation) {}

  start(): void {
    this.enCours = this.tout().catch((erreur: unknown) => this.ports.echec(erreur));
  }

  async stop(): Promise<void> {
    this.arrete = true;
    await this.enCours;
  }

  /** Resolves when everything has been gone over, or at the end of the page under way once stopped. */
  async tout(): Promise<void> {
    let faites = 0;
    for (const etape of this.ports.etapes) faites += await this.parcourir(etape);
    if (!this.arrete) await this.ports.fini(faites);
  }

  private async parcourir(etape: PortsRotation['etapes'][number]): Promise<number> {
    let faites = 0;
    for (let apres: string | undefined; !this.arrete; ) {
      const page = await etape(apres);
      faites += page.faites;
      if (page.dernier === null) break;
      apres = page.dernier;
    }
    return faites;
  }
}
