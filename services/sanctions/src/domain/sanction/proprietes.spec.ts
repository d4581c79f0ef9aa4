import fc from 'fast-check';
import { fold, plusDays } from '@relais/kernel';
import { type SanctionCommand } from './commands.js';
import { sanctionDecider } from './decider.js';
import { type SanctionEvent } from './events.js';
import { agent, decider, ouvrir, proposerCD, propositionFT, seul, suspendre } from '../../../test/exemples.js';
import { borneDe, type Composition, MANQUEMENTS, plusSevere, REGLES_PAR_DEFAUT, tauxMaximum } from './rules.js';
import { type Sanctions } from './state.js';

const regles = sanctionDecider(REGLES_PAR_DEFAUT);
const day = fc.integer({ min: 0, max: 200 }).map((days) => plusDays('2026-11-01', days));
const id = fc.constantFrom('00000000-0000-7000-8000-0000000000aa', '00000000-0000-7000-8000-0000000000bb');
const acteur = fc.constantFrom(agent('CD33-0001'), agent('CD33-0002'), agent('CD33-0003', { peutDecider: false }));
const taux = fc.integer({ min: 1, max: 100 });
const dureeMois = fc.integer({ min: 1, max: 6 });
const composition: fc.Arbitrary<Composition | null> = fc.constantFrom(
  null,
  seul,
  { ...seul, nombrePersonnes: 4 },
  { ...seul, majorationParentIsole: true },
  { ...seul, origine: 'FLUX' as const },
);
const situation = fc.record({ droit: fc.constantFrom('OUVERT' as const, 'OUVERT' as const, 'FERME' as const), composition });
const typeSanction = fc.constantFrom('SUSPENSION' as const, 'SUPPRESSION' as const);

const command: fc.Arbitrary<SanctionCommand> = fc.oneof(
  fc
    .record({
      sanctionId: id,
      idConsequenceSanction: fc.constantFrom('1', '2'),
      typeSanction,
      manquement: fc.constantFrom(...MANQUEMENTS),
      taux: fc.option(taux),
      dureeMois: fc.option(dureeMois),
      dateProposition: day,
      dateAvertissement: fc.option(day),
      situation,
    })
    .map(propositionFT),
  fc.record({ sanctionId: id, acteur, typeSanction, taux, dureeMois, aujourdhui: day, situation, composition }).map(proposerCD),
  fc
    .record({ sanctionId: id, acteur, aujourdhui: day, dateReception: day, annonce: fc.option(fc.record({ typeSanction, taux, dureeMois })) })
    .map(ouvrir),
  fc.record({ sanctionId: id, acteur, aujourdhui: day, dateReception: day, motifLegitime: fc.constantFrom('AUCUN' as const, 'RETENU' as const) }).map(
    ({ ...over }): SanctionCommand => ({ type: 'EnregistrerObservations', usagerId: propositionFT().usagerId, departement: '33', forme: 'ORALES', assistee: true, ...over }),
  ),
  fc
    .record({ sanctionId: id, acteur, aujourdhui: day, situation, choix: fc.record({ sens: fc.constantFrom('SUSPENDRE' as const, 'SUPPRIMER' as const), taux, dureeMois, composition, avisEquipeLe: fc.option(day) }).map(suspendre) })
    .map(({ choix, ...over }) => decider(choix, over)),
);

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
    fc.property(fc.array(command, { minLength: 5, maxLength: 40 }), (commands) => {
      for (const step of play(commands)) {
        if (!isSanction(step.event)) continue;
        seen += 1;
        check(step as never);
      }
    }),
    { numRuns: 600 },
  );
  // A property that met no decision would prove nothing.
  expect(seen).toBeGreaterThan(0);
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
