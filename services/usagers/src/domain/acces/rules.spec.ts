import { type Demandeur, lectureIdentite } from './rules.js';

const usager = { departement: '33', structureCode: 'NAQ0405' };
const agent = (type: string, code: string, departement: string | null): Demandeur => ({ departement, structure: { type, code } });

describe('lecture de l’identité d’un usager', () => {
  it.each([
    ['un agent de la structure qui le suit', agent('ML', 'NAQ0405', '33'), 'RATTACHEMENT'],
    ['un agent du CD de son département', agent('CD', 'NAQ0033', '33'), 'CONSEIL_DEPARTEMENTAL'],
    ['un agent du CD d’un autre département', agent('CD', 'NAQ0040', '40'), null],
    ['un agent d’une autre structure du même département', agent('ML', 'NAQ0999', '33'), null],
    ['un agent sans structure', { departement: '33', structure: null }, null],
  ] as const)('%s : %s', (_, demandeur, fondement) => {
    const acces = lectureIdentite(demandeur, usager);
    expect(acces.ok ? acces.value : null).toBe(fondement);
  });

  it('une structure cesse de le lire quand une autre le suit, et personne n’est rattaché à rien', () => {
    expect(lectureIdentite(agent('ML', 'NAQ0405', '33'), { ...usager, structureCode: 'NAQ0999' }).ok).toBe(false);
    expect(lectureIdentite(agent('ML', '', '33'), { ...usager, structureCode: null }).ok).toBe(false);
  });
});
