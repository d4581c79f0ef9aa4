import { tell } from './facts.js';
import { type Fait } from './model.js';
import { stories } from './stories.js';

const fait = (type: string, resume: Fait['resume']): Fait => ({
  id: 'f',
  service: type.split('.')[0] ?? '',
  topic: 't',
  type,
  sequence: 1,
  at: '2026-11-24T09:00:00.000Z',
  origine: { correlationId: 'c', causationId: null },
  traceId: null,
  publie: true,
  publieLe: null,
  resume,
});

describe('a fact on the pages', () => {
  it('is told with who said it', () => {
    const structure = { code: 'NAQ0405', type: 'ML' };
    expect(tell(fait('accompaniment.ContratSigne', { structure, signataireId: 'ML33-0003', dateSignature: '2026-12-01', minutesHebdomadaires: 900 }))).toMatchObject({
      title: 'Contrat d’engagement signé',
      source: 'Mission locale NAQ0405, agent ML33-0003',
      text: 'Signé le 1er décembre 2026, 15 h par semaine',
    });
    expect(tell(fait('sanctions.SanctionProposee', { auteur: 'FT', typeSanction: 'SUSPENSION', taux: 40, dureeMois: 1, echeance: '2026-12-05' }))).toMatchObject({
      title: 'Sanction proposée',
      source: 'France Travail',
      text: 'Suspension : 40 % du RSA, 1 mois, à instruire avant le 5 décembre 2026',
    });
    expect(tell(fait('orientation.OrientationDecidee', { sens: 'REORIENTATION', parcours: 'PSO', organisme: 'CD', decideurId: 'CD33-0007' })).title).toBe('Personne réorientée');
  });

  it('is told whatever little of it the reader may know', () => {
    for (const type of Object.keys(stories)) {
      const { title, source, text } = tell(fait(type, {}));
      expect([title, source].every((said) => said !== '')).toBe(true);
      expect(`${title} ${source} ${text}`).not.toMatch(/undefined|null|NaN/);
    }
  });

  it('keeps its own name when the pages are older than it', () => {
    expect(tell(fait('diagnostic.DiagnosticFait', {}))).toMatchObject({ title: 'DiagnosticFait', source: 'diagnostic' });
  });
});
