import fc from 'fast-check';
import { fold, plusDays } from '@relais/kernel';
import { type SanctionCommand } from './commands.js';
import { sanctionDecider } from './decider.js';
import { type SanctionEvent } from './events.js';
import { agent, decider, ouvrir, proposerCD, propositionFT, seul, suspendre } from '../../../test/exemples.js';
import { borneDe, type Composition, MANQUEMENTS, plusSevere, REGLES_PAR_DEFAUT, tauxMaximum } from './rules.js';
import { type Sanctions } from './state.js';

const regles = sanctionDecider(REGLES_PAR_DEFAUT);
const id = fc.constantFrom('00000000-0000-7000-8000-0000000000aa', '00000000-0000-7000-8000-0000000000bb');
const acteur = fc.constantFrom(agent('CD33-0001'), agent('CD33-0002'), agent('CD33-0004'), agent('CD33-0003', { peutDecider: false }));
const taux = fc.constantFrom(29, 30, 40, 50, 51, 100);
const tauxAnnonce = fc.constantFrom(30, 50, 100);
const dureeMois = fc.constantFrom(1, 1, 2, 3, 4, 5);
const composition: fc.Arbitrary<Composition | null> = fc.constantFrom(
  seul,
  { ...seul, nombrePersonnes: 4 },
  { ...seul, majorationParentIsole: true },
  { ...seul, origine: 'FLUX' as const },
  null,
);
const often = <T>(usual: T, ...others: T[]) => fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
const situation = fc.record({ droit: often('OUVERT' as const, 'FERME' as const), composition });
const typeSanction = often('SUSPENSION' as const, 'SUPPRESSION' as const);
const daysAgo = fc.constantFrom(0, 1, 12, 30);

/** What may be asked on a given day. */
type Ask = (aujourdhui: string) => SanctionCommand;

const proposeFT: fc.Arbitrary<Ask> = fc
  .record({
    over: fc.record({
      sanctionId: id,
      idConsequenceSanction: fc.constantFrom('1', '2'),
      typeSanction,
      manquement: fc.constantFrom(...MANQUEMENTS),
      taux: fc.option(tauxAnnonce),
      dureeMois: fc.option(dureeMois),
      situation,
    }),
    averti: fc.option(daysAgo),
  })
  .map(({ over, averti }) => (aujourdhui) =>
    propositionFT({ ...over, dateProposition: aujourdhui, dateAvertissement: averti === null ? null : plusDays(aujourdhui, -averti) }),
  );
const proposeCD: fc.Arbitrary<Ask> = fc
  .record({ sanctionId: id, acteur, typeSanction, taux: tauxAnnonce, dureeMois, situation, composition })
  .map((over) => (aujourdhui) => proposerCD({ ...over, aujourdhui }));
const announce: fc.Arbitrary<Ask> = fc
  .record({ over: fc.record({ sanctionId: id, acteur, annonce: fc.option(fc.record({ typeSanction, taux: tauxAnnonce, dureeMois })) }), recu: daysAgo })
  .map(({ over, recu }) => (aujourdhui) => ouvrir({ ...over, aujourdhui, dateReception: plusDays(aujourdhui, -recu) }));
const observe: fc.Arbitrary<Ask> = fc
  .record({ sanctionId: id, acteur, motifLegitime: often('AUCUN' as const, 'INVOQUE' as const, 'RETENU' as const) })
  .map((over) => (aujourdhui) => ({
    type: 'EnregistrerObservations',
    usagerId: propositionFT().usagerId,
    departement: '33',
    forme: 'ORALES',
    assistee: true,
    dateReception: aujourdhui,
    aujourdhui,
    ...over,
  }));
const choix = fc.record({ sens: often('SUSPENDRE' as const, 'SUPPRIMER' as const), taux, dureeMois, composition }).map(suspendre);
const decide: fc.Arbitrary<Ask> = fc
  .record({ over: fc.record({ sanctionId: id, acteur, situation, choix }), avis: fc.option(daysAgo) })
  .map(({ over, avis }) => (aujourdhui) =>
    decider({ ...over.choix, avisEquipeLe: avis === null ? null : plusDays(aujourdhui, -avis) }, { sanctionId: over.sanctionId, acteur: over.acteur, situation: over.situation, aujourdhui }),
  );

const ask = fc.oneof(
  { weight: 2, arbitrary: proposeFT },
  { weight: 2, arbitrary: proposeCD },
  { weight: 1, arbitrary: announce },
  { weight: 1, arbitrary: observe },
  { weight: 9, arbitrary: decide },
);
/** Asked one after the other, time passing between them. */
const commands: fc.Arbitrary<SanctionCommand[]> = fc
  .array(fc.record({ ask, days: fc.constantFrom(0, 1, 8) }), { minLength: 20, maxLength: 60 })
  .map((asked) => {
    let today = '2026-11-01';
    return asked.map(({ ask: command, days }) => {
      today = plusDays(today, days);
      return command(today);
    });
  });

type Step = Readonly<{ command: SanctionCommand; before: Sanctions; event: SanctionEvent }>;

const play = (commands: readonly SanctionCommand[]): Step[] => {
  const steps: Step[] = [];
  let state = regles.initial;
  for (const next of commands) {
    const outcome = regles.decide(next, state);
    for (const event of outcome.ok ? outcome.value : []) {
      steps.push({ command: next, before: state, event });
      state = regles.evolve(state, event);
    }
  }
  expect(state).toEqual(fold(regles, steps.map(({ event }) => event)));
  return steps;
};

const isSanction = (event: SanctionEvent) => event.type === 'SuspensionDecidee' || event.type === 'SuppressionDecidee';

const forEveryDecision = (check: (step: Step & { event: Extract<SanctionEvent, { type: 'SuspensionDecidee' | 'SuppressionDecidee' }> }) => void): void => {
  let seen = 0;
  fc.assert(
    fc.property(commands, (asked) => {
      for (const step of play(asked)) {
        if (!isSanction(step.event)) continue;
        seen += 1;
        check(step as never);
      }
    }),
    { numRuns: 300 },
  );
  // A property that met no decision would prove nothing.
  expect(seen).toBeGreaterThan(20);
};

describe('quoi qu’on demande et dans quel ordre', () => {
  it('aucune sanction n’est hors de ses bornes, ni au-dessus du plafond du foyer', () => {
    forEveryDecision(({ event: { type, data } }) => {
      const { tauxMin, moisMin, moisMax, types } = borneDe(data.manquement, data.rang);
      const foyer = { nombrePersonnes: data.nombrePersonnes, majorationParentIsole: data.majorationParentIsole, origine: data.compositionOrigine };
      expect(data.taux).toBeGreaterThanOrEqual(tauxMin);
      expect(data.taux).toBeLessThanOrEqual(tauxMaximum(foyer));
      expect(data.taux <= 50 || data.compositionOrigine === 'AGENT').toBe(true);
      expect(data.dureeMois).toBeGreaterThanOrEqual(moisMin);
      expect(data.dureeMois).toBeLessThanOrEqual(moisMax);
      expect(types).toContain(type === 'SuspensionDecidee' ? 'SUSPENSION' : 'SUPPRESSION');
      expect(type === 'SuspensionDecidee' || data.avisEquipeLe <= data.dateDecision).toBe(true);
    });
  });

  it('aucune ne précède la fin du contradictoire, ni ne dépasse ce qui a été annoncé', () => {
    forEveryDecision(({ before, event: { type, data } }) => {
      const { contradictoire, proposition, auteur } = before.dossiers[data.sanctionId]!;
      const announced = contradictoire ?? { ...proposition, dateLimite: plusDays(proposition.dateAvertissement!, REGLES_PAR_DEFAUT.contradictoireJours) };
      expect(contradictoire !== null || auteur === 'FT').toBe(true);
      expect(data.dateDecision > announced.dateLimite).toBe(true);
      const mesure = { type: type === 'SuspensionDecidee' ? ('SUSPENSION' as const) : ('SUPPRESSION' as const), taux: data.taux, dureeMois: data.dureeMois };
      expect(plusSevere(mesure, announced)).toBe(false);
    });
  });

  it('aucune n’est prise par qui l’a proposée, deux fois, malgré un motif légitime ou sur un droit fermé', () => {
    forEveryDecision(({ command: asked, before, event: { data } }) => {
      const { proposeurs, statut, motifLegitime } = before.dossiers[data.sanctionId]!;
      expect(proposeurs).not.toContain(data.decideurId);
      expect(['PROPOSEE', 'CONTRADICTOIRE']).toContain(statut);
      expect(motifLegitime).not.toBe('RETENU');
      expect(asked.type === 'DeciderSanction' && asked.situation.droit).toBe('OUVERT');
    });
  });
});
