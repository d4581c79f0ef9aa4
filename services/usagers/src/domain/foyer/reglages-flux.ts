/** What a flux holds: everything, or only what changed since the one before. */
export type Frequence = 'MENSUEL' | 'QUOTIDIEN' | 'STOCK';

export type ReglagesFlux = Readonly<{
  /** TYPEFLUX -> what it means. */
  frequences: Readonly<Record<string, Frequence>>;
  totaux: 'REFUSER' | 'SIGNALER';
}>;

/**
 * vrsb0801.xsd gives TYPEFLUX one character and no list; `M` is seen in the published example. The
 * others are a supposition: a département declares what it receives.
 */
export const REGLAGES_FLUX_PAR_DEFAUT: ReglagesFlux = {
  frequences: { M: 'MENSUEL', J: 'QUOTIDIEN', Q: 'QUOTIDIEN', S: 'STOCK' },
  totaux: 'REFUSER',
};
