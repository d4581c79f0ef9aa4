import { afterTry, type Verdict } from '../domain/livraison/verdict.js';
import { type LivraisonEnMain, type Livraisons, type Tracer } from './ports.js';

export type LivrerOptions = Readonly<{
  livraisons: Livraisons;
  poster: (livraison: LivraisonEnMain) => Promise<Verdict>;
  random: () => number;
  tracer: Tracer;
}>;

/** Makes one try to deliver and writes what came of it; true when it was delivered. */
export const createLivrer =
  ({ livraisons, poster, random, tracer }: LivrerOptions) =>
  (enMain: LivraisonEnMain): Promise<boolean> =>
    tracer('livrer partenaire', { parent: enMain.traceparent, attributes: { 'relais.livraison': enMain.id } }, async () => {
      const suite = afterTry(await poster(enMain), enMain.essais + 1, random());
      await livraisons.noter(enMain, {
        etat: suite.etat,
        code: 'code' in suite ? suite.code : null,
        attenteMs: 'waitMs' in suite ? suite.waitMs : 0,
      });
      return suite.etat === 'LIVREE';
    });
