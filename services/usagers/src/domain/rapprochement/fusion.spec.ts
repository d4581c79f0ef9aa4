import { type UsagerId } from '@relais/kernel';
import fc from 'fast-check';
import { type DroitEvent } from '../droit/events.js';
import { annuler, type DroitConnu, fusionner, type Ouverture, type Paire } from './fusion.js';

const LE = '2026-11-25';
const [gardeId, absorbeId] = ['g', 'a'] as UsagerId[] as [UsagerId, UsagerId];
const droit = (statut: 'ouvert' | 'ferme', foyerId: string): DroitConnu => ({ statut, departement: '33', foyerId });
const ouverture = (foyerId: string): NonNullable<Ouverture> => ({
  usagerId: absorbeId,
  departement: '33',
  foyerId,
  role: 'DEM',
  organismePayeur: 'CAF',
  dateDemande: '2026-09-01',
  dateReception: '2026-10-01',
  codeInsee: '33063',
  origine: 'FLUX_CAF_MSA',
});
const paire = (garde: DroitConnu, absorbe: DroitConnu): Paire => ({ garde: { id: gardeId, droit: garde }, absorbe: { id: absorbeId, droit: absorbe } });
const resume = (evenements: readonly DroitEvent[]) => evenements.map(({ type, data }) => [data.usagerId, 'motif' in data ? data.motif : type]);

describe('fusion de deux personnes', () => {
  it('étant donné un droit ouvert sur la seule fiche absorbée, quand on fusionne, alors il passe à la fiche gardée sans que les six semaines repartent (D. 262-65-2 CASF)', () => {
    const { evenements, paire: apres } = fusionner(paire(droit('ferme', 'f1'), droit('ouvert', 'f2')), ouverture('f2'), LE);
    expect(resume(evenements)).toEqual([['a', 'FUSION'], ['g', 'DroitRsaOuvert']]);
    expect(evenements[1]?.data).toMatchObject({ foyerId: 'f2', dateReception: '2026-10-01', dateDemande: '2026-09-01' });
    expect([apres.garde.droit, apres.absorbe.droit]).toEqual([droit('ouvert', 'f2'), droit('ferme', 'f2')]);
  });

  it('étant donné deux droits ouverts, quand on fusionne, alors seul celui de la fiche gardée reste, car une personne n’a qu’un droit', () => {
    const { evenements } = fusionner(paire(droit('ouvert', 'f1'), droit('ouvert', 'f2')), ouverture('f2'), LE);
    expect(resume(evenements)).toEqual([['a', 'FUSION']]);
  });

  it('étant donné aucun droit ouvert sur la fiche absorbée, quand on fusionne, alors rien n’est dit des droits', () => {
    expect(fusionner(paire(droit('ouvert', 'f1'), droit('ferme', 'f2')), null, LE).evenements).toEqual([]);
  });

  it('étant donné un flux qui a fermé le droit depuis la fusion, quand on l’annule, alors il reste fermé, car le flux est plus récent', () => {
    const { avant } = fusionner(paire(droit('ferme', 'f1'), droit('ouvert', 'f2')), ouverture('f2'), LE);
    const { evenements } = annuler(paire(droit('ferme', 'f2'), droit('ferme', 'f2')), avant, LE);
    expect(evenements).toEqual([]);
  });

  it('étant donné un flux qui a changé de foyer la fiche gardée depuis la fusion, quand on l’annule, alors elle garde son foyer', () => {
    const { avant } = fusionner(paire(droit('ferme', 'f1'), droit('ouvert', 'f2')), ouverture('f2'), LE);
    const { paire: apres } = annuler(paire(droit('ouvert', 'f3'), droit('ferme', 'f2')), avant, LE);
    expect(apres.garde.droit).toEqual(droit('ouvert', 'f3'));
  });

  const unDroit = fc.record({ statut: fc.constantFrom('ouvert' as const, 'ferme' as const), foyerId: fc.constantFrom('f1', 'f2') });

  it('quels que soient les droits : une fusion annulée rend les deux personnes comme elles étaient, et jamais deux droits pour une', () => {
    fc.assert(
      fc.property(unDroit, unDroit, (g, a) => {
        const depart = paire(droit(g.statut, g.foyerId), droit(a.statut, a.foyerId));
        const { paire: fusionnee, avant } = fusionner(depart, a.statut === 'ouvert' ? ouverture(a.foyerId) : null, LE);
        expect(fusionnee.absorbe.droit.statut).toBe('ferme');
        expect(fusionnee.garde.droit.statut).toBe(g.statut === 'ouvert' || a.statut === 'ouvert' ? 'ouvert' : 'ferme');
        expect(annuler(fusionnee, avant, LE).paire).toEqual(depart);
        // What is needed to undo goes through the vault as JSON.
        expect(annuler(fusionnee, JSON.parse(JSON.stringify(avant)) as typeof avant, LE).paire).toEqual(depart);
      }),
    );
  });
});
