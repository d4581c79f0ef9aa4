import { type Events } from '@relais/schemas';
import { personneOrientee } from './personne-orientee.js';
import { prive, type Publication } from './publication.js';

const decision: Events['orientation.OrientationDecidee'] = {
  usagerId: '00000000-0000-7000-8000-000000000002',
  departement: '33',
  orientationId: '00000000-0000-7000-8000-000000000003',
  sens: 'REFUSEE',
  parcours: 'PSP',
  organisme: 'ML',
  structure: { code: 'NAQ0057', type: 'ML' },
  motifRefus: 'AUTRE',
  commentaireRefus: 'La personne garde un enfant en bas âge.',
  dateDecision: '2026-11-24',
  decideurId: 'agent-1',
  decideurStructure: 'NAQ0033',
};

describe('ce qui devient public d’une décision d’orientation', () => {
  it('dit au partenaire ce que son événement contient, et rien d’autre', () => {
    expect(personneOrientee(decision)).toEqual({
      usagerId: decision.usagerId,
      departement: '33',
      parcours: 'PSP',
      organisme: 'ML',
      structureCode: 'NAQ0057',
      dateDecision: '2026-11-24',
    });
  });

  it('ne compile pas tant que le sort d’un champ n’est pas décidé', () => {
    // @ts-expect-error: the fate of all other fields is missing
    const incomplete: Publication<'orientation.OrientationDecidee', 'partenaires.PersonneOrientee'> = { decideurId: prive };
    expect(Object.keys(incomplete)).toEqual(['decideurId']);
  });
});
