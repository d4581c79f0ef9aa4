import fc from 'fast-check';
import { fold, isLegalDate, plusDays } from '@relais/kernel';
import { scenario } from '@relais/kernel/testing';
import { type DeciderOrientation, type OrientationCommand } from './commands.js';
import { orientationDecider } from './decider.js';
import { type OrientationEvent } from './events.js';
import { MOTIFS_REFUS, ORGANISMES, PARCOURS } from './rules.js';

const usagerId = '00000000-0000-7000-8000-000000000001';
const orientationId = '00000000-0000-7000-8000-0000000000aa';
const personne = { usagerId, departement: '33' };
const bordeaux = { code: 'NAQ0405', type: 'ML' };

const ouverte: OrientationEvent = {
  type: 'OrientationOuverte',
  data: { ...personne, orientationId, dateReception: '2026-11-02', echeance: '2026-12-14', regle: 'orientation.delai-6-semaines.1' },
};
const preconisation = { identifiantActivite: '1$a', parcours: 'PED', organisme: 'FT', structure: null, datePreconisation: null };
const preconisee: OrientationEvent = { type: 'PreconisationEnregistree', data: { ...personne, orientationId, ...preconisation } };

const decider = (over: Partial<DeciderOrientation> = {}): DeciderOrientation => ({
  type: 'DeciderOrientation',
  ...personne,
  decideur: { id: 'CD33-0007', departement: '33', structure: { code: 'CDP0033', type: 'CD' }, peutDecider: true },
  choix: { sens: 'ACCEPTEE', structure: null },
  aujourdhui: '2026-11-24',
  ...over,
});
const refus = decider({
  choix: { sens: 'REFUSEE', motifRefus: 'APPRECIATION_DIFFERENTE', commentaireRefus: null, parcours: 'PSP', organisme: 'ML', structure: bordeaux },
});
const acceptee: OrientationEvent = {
  type: 'OrientationDecidee',
  data: {
    ...personne,
    orientationId,
    sens: 'ACCEPTEE',
    parcours: 'PED',
    organisme: 'FT',
    structure: null,
    motifRefus: null,
    commentaireRefus: null,
    dateDecision: '2026-11-24',
    decideurId: 'CD33-0007',
    decideurStructure: 'CDP0033',
  },
};
const { given } = scenario(orientationDecider);

describe('D. 262-65-2 CASF : le délai de six semaines', () => {
  it('court de la réception de l’information par le département', () => {
    given().when({ type: 'OuvrirOrientation', ...personne, orientationId, dateReception: '2026-11-02' }).then(ouverte);
  });

  it('laisse décider le dernier jour, et dessaisit le département le lendemain', () => {
    given(ouverte, preconisee)
      .when(decider({ aujourdhui: '2026-12-14' }))
      .then({ ...acceptee, data: { ...acceptee.data, dateDecision: '2026-12-14' } });
    given(ouverte, preconisee).when(decider({ aujourdhui: '2026-12-15' })).thenRefused('COMPETENCE_FRANCE_TRAVAIL');
  });
});

describe('la décision du département', () => {
  it('accepte la préconisation de France Travail', () => {
    given(ouverte, preconisee).when(decider()).then(acceptee);
  });

  it('la refuse avec un motif et son propre choix', () => {
    given(ouverte, preconisee)
      .when(refus)
      .then({
        type: 'OrientationDecidee',
        data: { ...acceptee.data, sens: 'REFUSEE', parcours: 'PSP', organisme: 'ML', structure: bordeaux, motifRefus: 'APPRECIATION_DIFFERENTE' },
      });
  });

  it('se prend aussi quand la préconisation était arrivée avant le droit', () => {
    given(preconisee, ouverte).when(decider()).then(acceptee);
  });

  it('répétée à l’identique, ne change rien ; différente, elle est refusée', () => {
    given(ouverte, preconisee, acceptee).when(decider()).thenNothing();
    given(ouverte, preconisee, acceptee).when(refus).thenRefused('ORIENTATION_DEJA_DECIDEE');
  });

  it.each([
    ['un agent d’un autre département', { departement: '64' }],
    ['un agent sans habilitation à décider', { peutDecider: false }],
    ['un agent d’une mission locale', { structure: bordeaux }],
    ['un agent sans structure', { structure: null }],
  ])('est refusée à %s', (_qui, over) => {
    given(ouverte, preconisee).when(decider({ decideur: { ...decider().decideur, ...over } })).thenRefused('DECISION_NON_HABILITEE');
  });

  it('attend une préconisation, et ne peut accepter une préconisation indéterminée', () => {
    given(ouverte).when(decider()).thenRefused('PRECONISATION_ABSENTE');
    const ind = { ...preconisee, data: { ...preconisee.data, parcours: 'IND' } } as OrientationEvent;
    given(ouverte, ind).when(decider()).thenRefused('PRECONISATION_INDETERMINEE');
  });

  it('désigne une structure de l’organisme choisi', () => {
    given(ouverte, preconisee).when(decider({ choix: { sens: 'ACCEPTEE', structure: bordeaux } })).thenRefused('STRUCTURE_INCOHERENTE');
    given(ouverte, preconisee)
      .when({ ...refus, choix: { ...refus.choix, structure: null } })
      .thenRefused('STRUCTURE_ABSENTE');
  });

  it('n’existe pas pour une personne inconnue, d’un autre département, ou dont le droit est fermé', () => {
    given().when(decider()).thenRefused('USAGER_INCONNU');
    given(ouverte, preconisee).when(decider({ departement: '64' })).thenRefused('USAGER_INCONNU');
    const close: OrientationEvent = { type: 'OrientationClose', data: { ...personne, orientationId, motif: 'FIN_DROIT', dateCloture: '2026-11-20' } };
    given(ouverte, preconisee, close).when(decider()).thenRefused('ORIENTATION_CLOSE');
  });
});

describe('D. 5411-8-2 C. trav. : la réorientation', () => {
  const vers = (over: object = {}) =>
    ({ type: 'ReorienterUsager', ...personne, orientationId: 'nouvelle', decideur: decider().decideur, parcours: 'PSP', organisme: 'ML', structure: bordeaux, aujourdhui: '2027-02-01', ...over }) as const;

  it('est une nouvelle décision, après le délai de la première, sur une orientation nouvelle', () => {
    given(ouverte, preconisee, acceptee)
      .when(vers())
      .then({
        type: 'OrientationDecidee',
        data: { ...acceptee.data, orientationId: 'nouvelle', sens: 'REORIENTATION', parcours: 'PSP', organisme: 'ML', structure: bordeaux, dateDecision: '2027-02-01' },
      });
  });

  it('suppose une personne déjà orientée, un changement, un agent qui peut décider et une structure cohérente', () => {
    given(ouverte, preconisee).when(vers()).thenRefused('ORIENTATION_NON_DECIDEE');
    given(ouverte, preconisee, acceptee).when(vers({ parcours: 'PED', organisme: 'FT', structure: null })).thenRefused('REORIENTATION_SANS_CHANGEMENT');
    given(ouverte, preconisee, acceptee).when(vers({ decideur: { ...decider().decideur, peutDecider: false } })).thenRefused('DECISION_NON_HABILITEE');
    given(ouverte, preconisee, acceptee).when(vers({ structure: null })).thenRefused('STRUCTURE_ABSENTE');
    given().when(vers()).thenRefused('USAGER_INCONNU');
  });
});

describe('propriétés', () => {
  const date = fc.integer({ min: 0, max: 120 }).map((days) => plusDays('2026-11-01', days));
  const command: fc.Arbitrary<OrientationCommand> = fc.oneof(
    fc.record({ type: fc.constant('OuvrirOrientation' as const), ...fixed(personne), orientationId: fc.constant(orientationId), dateReception: date }),
    fc.record({
      type: fc.constant('EnregistrerPreconisation' as const),
      ...fixed(personne),
      orientationId: fc.constant(orientationId),
      preconisation: fc.record({
        identifiantActivite: fc.constantFrom('1', '2'),
        parcours: fc.constantFrom(...PARCOURS, 'IND', 'EO', 'DEMAIN'),
        organisme: fc.constantFrom(...ORGANISMES, 'IND'),
        structure: fc.constantFrom(null, bordeaux),
        datePreconisation: fc.constant(null),
      }),
    }),
    fc.record({ type: fc.constant('CloreOrientation' as const), ...fixed(personne), motif: fc.constant('FIN_DROIT'), dateCloture: date }),
    fc.record({ aujourdhui: date, choix: fc.constantFrom(decider().choix, refus.choix), departement: fc.constantFrom('33', '64') }).map(decider),
  );
  function fixed<T extends Record<string, string>>(values: T): { [K in keyof T]: fc.Arbitrary<T[K]> } {
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fc.constant(value)])) as never;
  }

  it('quoi qu’on demande et dans quel ordre, une décision suit une orientation ouverte, une fois, dans son délai, avec un motif si elle refuse', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        const history: OrientationEvent[] = [];
        for (const next of commands) {
          const outcome = orientationDecider.decide(next, fold(orientationDecider, history));
          if (!outcome.ok) continue;
          for (const event of outcome.value) {
            if (event.type === 'OrientationDecidee') {
              const before = fold(orientationDecider, history);
              expect(before.statut).toBe('A_PRENDRE');
              expect(before.statut === 'A_PRENDRE' && event.data.dateDecision <= before.echeance).toBe(true);
              expect(event.data.sens === 'ACCEPTEE' || (MOTIFS_REFUS as readonly string[]).includes(event.data.motifRefus ?? '')).toBe(true);
            }
            history.push(event);
          }
        }
        const end = fold(orientationDecider, history);
        if (end.statut === 'A_PRENDRE') expect(isLegalDate(end.echeance)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
