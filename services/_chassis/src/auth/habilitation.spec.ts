import fc from 'fast-check';
import { type Finalite, lignesHabilitation } from '@relais/schemas';
import { type Agent } from './agent.js';
import { habilitationDe } from './habilitation.js';

const agent = (role: string, type: string, code: string): Agent => ({ id: 'essai', roles: [role], departement: '33', structure: { type, code } });
const suivie = { departement: '33', structure: { code: 'NAQ0405' }, organisme: 'ML' };
const voit = (qui: Agent, finalite: Finalite) => [...habilitationDe(qui, suivie, { finalite }).categories];

describe('habilitations (R. 262-107 CASF : agents individuellement habilités)', () => {
  it('le référent de la structure qui suit la personne voit ce qu’il faut pour l’accompagner', () => {
    expect(voit(agent('REFERENT', 'ML', 'NAQ0405'), 'accompagnement')).toEqual(expect.arrayContaining(['identite', 'contrat', 'motif_amenagement']));
  });

  it('le référent d’une autre structure du même département ne voit rien, pour aucune finalité', () => {
    expect(voit(agent('REFERENT', 'ML', 'NAQ0999'), 'accompagnement')).toEqual([]);
    expect(voit(agent('REFERENT', 'ML', 'NAQ0999'), 'sanction')).toEqual([]);
  });

  it('le département qui décide lit l’identité et le contrat, sans la raison de l’aménagement', () => {
    const ouvertes = voit(agent('DECIDEUR', 'CD', 'CDP0033'), 'accompagnement');
    expect(ouvertes).toEqual(expect.arrayContaining(['identite', 'contrat']));
    expect(ouvertes).not.toContain('motif_amenagement');
  });

  it('un référent du département ne voit pas une personne que sa structure ne suit pas', () =>
    expect(voit(agent('REFERENT', 'CD', 'CDP0033'), 'accompagnement')).toEqual([]));

  it('un rôle de décideur donné par erreur à une mission locale n’ouvre rien au titre du département', () =>
    expect(voit(agent('DECIDEUR', 'ML', 'NAQ0999'), 'orientation')).toEqual([]));

  it('un exploitant suit une transmission sans lire de texte libre ni d’identité', () =>
    expect(voit(agent('EXPLOITANT', 'CD', 'CDP0033'), 'echange-france-travail')).toEqual(['technique']));

  const codes = fc.constantFrom('NAQ0405', 'NAQ0999', 'CDP0033', 'CDP0064');
  const agents = fc.record({
    id: fc.constant('essai'),
    roles: fc.subarray(['REFERENT', 'DECIDEUR', 'GESTIONNAIRE', 'PARTENAIRE', 'EXPLOITANT', 'PILOTE']),
    departement: fc.constantFrom('33', '64', null),
    structure: fc.option(fc.record({ code: codes, type: fc.constantFrom('CD', 'DCD', 'ML', 'CE', 'FT') })),
  });
  const finalites = fc.constantFrom(...new Set(lignesHabilitation.map(({ finalite }) => finalite)));

  it('rien ne s’ouvre hors du département de la personne, quels que soient les rôles', () => {
    fc.assert(
      fc.property(agents, finalites, (qui, finalite) => {
        const { categories } = habilitationDe(qui, suivie, { finalite });
        return qui.departement === '33' || categories.size === 0;
      }),
    );
  });

  it('hors du département qui décide, seule la structure qui suit la personne voit quelque chose', () => {
    fc.assert(
      fc.property(agents, finalites, (qui, finalite) => {
        const deCeDepartement = qui.structure?.type === 'CD' || qui.structure?.type === 'DCD';
        const { categories } = habilitationDe(qui, suivie, { finalite });
        return deCeDepartement || qui.structure?.code === 'NAQ0405' || categories.size === 0;
      }),
    );
  });

  it('une ligne de plus n’ôte rien, une ligne de moins n’ajoute rien', () => {
    fc.assert(
      fc.property(agents, finalites, fc.subarray([...lignesHabilitation]), (qui, finalite, moins) => {
        const tout = habilitationDe(qui, suivie, { finalite }).categories;
        return [...habilitationDe(qui, suivie, { finalite, lignes: moins }).categories].every((categorie) => tout.has(categorie));
      }),
    );
  });
});
