import { type Journal } from '@relais/chassis/journal';
import { ignored, type Subscriptions } from '@relais/chassis/kafka';
import { invalid, type UsagerId } from '@relais/kernel';
import { estTypeStructure } from '../../domain/rattachement/decider.js';
import { rattacher } from '../postgres/rattachements.js';

/** topic -> event -> what the référentiel does about it. */
export const subscriptions = (journal: Journal) =>
  ({
    'relais.orientation.v1': {
      'orientation.OrientationOuverte': ignored,
      'orientation.PreconisationEnregistree': ignored,
      'orientation.OrientationClose': ignored,
      'orientation.OrientationDecidee': async ({ data, origin }, tx) => {
        const { structure, departement, dateDecision } = data;
        // An organisme without a structure yet: nobody new follows the person.
        if (!structure) return;
        if (!estTypeStructure(structure.type)) throw invalid('TYPE_STRUCTURE_INCONNU', 'the structure has no known type');
        await rattacher(tx, { journal, origin }, {
          usagerId: data.usagerId as UsagerId,
          departement,
          structure: { code: structure.code, type: structure.type },
          depuis: dateDecision,
          motif: 'ORIENTATION',
        });
      },
    },
  }) satisfies Subscriptions;
