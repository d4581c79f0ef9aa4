import { fold, type UsagerId } from '@relais/kernel';
import { scenario } from '@relais/kernel/testing';
import fc from 'fast-check';
import { type ConstaterDroit, droitDecider } from './decider.js';
import { type DroitEvent, type DroitRsaFerme, type DroitRsaOuvert } from './events.js';
import { type MotifFermeture } from './rules.js';

const usagerId = '00000000-0000-7000-8000-000000000001' as UsagerId;
const de = { usagerId, departement: '33', foyerId: 'f1' };
const demande = { role: 'DEM', organismePayeur: 'CAF', dateDemande: '2026-09-01', codeInsee: '33063' } as const;

const constatOuvert = (foyerId = 'f1', dateReception = '2026-11-02'): ConstaterDroit => ({
  ...de,
  ...demande,
  foyerId,
  dateReception,
  ouvert: true,
});
const constatFerme = (foyerId = 'f1', motif: MotifFermeture = 'DOSSIER_CLOS'): ConstaterDroit => ({
  ...de,
  foyerId,
  motif,
  dateConstat: '2026-12-02',
  ouvert: false,
});
const ouvert = (foyerId = 'f1', dateReception = '2026-11-02'): DroitRsaOuvert => ({
  type: 'DroitRsaOuvert',
  data: { ...de, ...demande, foyerId, dateReception, origine: 'FLUX_CAF_MSA' },
});
const ferme = (foyerId = 'f1', motif: MotifFermeture = 'DOSSIER_CLOS', dateConstat = '2026-12-02'): DroitRsaFerme => ({
  type: 'DroitRsaFerme',
  data: { ...de, foyerId, motif, dateConstat },
});

const { given } = scenario(droitDecider);

describe('droit au RSA d’un usager (L. 262-28 CASF)', () => {
  it('un premier constat d’ouverture ouvre le droit', () => given().when(constatOuvert()).then(ouvert()));

  it('le même constat redit le mois suivant ne change rien, la date de réception non plus', () =>
    given(ouvert()).when(constatOuvert('f1', '2026-12-02')).thenNothing());

  it('un inconnu sans droit ouvert reste inconnu', () => given().when(constatFerme()).thenNothing());

  it('un dossier clos ferme le droit', () => given(ouvert()).when(constatFerme()).then(ferme()));

  it('une personne qui n’est plus soumise ferme le droit avec ce motif', () =>
    given(ouvert())
      .when(constatFerme('f1', 'NON_SOUMIS_DROITS_DEVOIRS'))
      .then(ferme('f1', 'NON_SOUMIS_DROITS_DEVOIRS')));

  it('un droit fermé ne se ferme pas deux fois', () => given(ouvert(), ferme()).when(constatFerme()).thenNothing());

  it('un droit fermé se rouvre, avec une nouvelle date de réception (D. 262-65-2 CASF)', () =>
    given(ouvert(), ferme())
      .when(constatOuvert('f1', '2027-02-02'))
      .then(ouvert('f1', '2027-02-02')));

  it('passer dans un autre foyer ferme le premier droit et ouvre le second', () =>
    given(ouvert())
      .when(constatOuvert('f2', '2026-12-02'))
      .then(ferme('f1', 'CHANGEMENT_DE_FOYER'), ouvert('f2', '2026-12-02')));

  it('la fermeture de l’ancien foyer ne touche pas le nouveau', () =>
    given(ouvert(), ferme('f1', 'CHANGEMENT_DE_FOYER'), ouvert('f2'))
      .when(constatFerme('f1'))
      .thenNothing());

  it('quels que soient les constats, au plus un foyer est ouvert et chaque fermeture suit son ouverture', () => {
    const constat = fc
      .tuple(fc.constantFrom('f1', 'f2', 'f3'), fc.boolean())
      .map(([foyerId, estOuvert]) => (estOuvert ? constatOuvert(foyerId) : constatFerme(foyerId)));
    fc.assert(
      fc.property(fc.array(constat, { maxLength: 30 }), (constats) => {
        const histoire: DroitEvent[] = [];
        for (const c of constats) {
          const decision = droitDecider.decide(c, fold(droitDecider, histoire));
          if (decision.ok) histoire.push(...decision.value);
          const redite = droitDecider.decide(c, fold(droitDecider, histoire));
          expect(redite).toEqual({ ok: true, value: [] });
        }
        histoire.forEach((event, rang) => {
          expect(event.type).toBe(rang % 2 === 0 ? 'DroitRsaOuvert' : 'DroitRsaFerme');
          if (rang % 2) expect(event.data.foyerId).toBe(histoire[rang - 1]?.data.foyerId);
        });
      }),
    );
  });
});
