import { type Deed } from '@relais/chassis/commands';
import { type Commun } from '../application/guichet.js';
import { minutesDe, type SignatureInput } from '../application/saisies.js';
import { type Accompagnement, type AccompagnementEvent, type SignerContrat } from '../domain/accompagnement/index.js';
import { keepMotif } from '../projections/project.js';

/** A signature, by HTTP or by the bus; the reason of an aménagement stays here. */
export const signature = (
  { dateSignature, intensiteHebdomadaire, motifReduction, dispense }: SignatureInput,
  commun: Commun,
): Deed<SignerContrat, AccompagnementEvent, Accompagnement> => {
  const minutes = intensiteHebdomadaire === null ? null : minutesDe(intensiteHebdomadaire);
  const motifDispense = dispense?.motif ?? null;
  return {
    command: { type: 'SignerContrat', ...commun, dateSignature, intensite: { minutes, motifReduction, motifDispense } },
    alongside: (tx, change) => keepMotif(tx, change, motifDispense ?? motifReduction),
  };
};
