import { journeyOf, underWay, type Way } from './journey.js';
import { type Fait, type Livraison, type Transmission } from './model.js';

const fait: Fait = {
  id: 'f',
  service: 'orientation',
  type: 'orientation.OrientationDecidee',
  sequence: 3,
  at: '2026-11-24T09:00:00.000Z',
  origine: { correlationId: 'c', causationId: null },
  traceId: 't',
  publie: true,
  resume: { sens: 'REFUSEE', parcours: 'PSP', organisme: 'ML', structure: { code: 'NAQ0405' }, motifRefus: 'AUTRE', decideurId: 'CD33-0007' },
};
const transmission = (etat: string, closeLe: string | null): Transmission => ({
  id: 'x',
  faitId: 'f',
  operation: 'decisionOrientation',
  etat,
  code: null,
  explication: etat === 'REFUSEE' ? 'Corrigez le NIR.' : null,
  envois: 1,
  traceId: 't',
  creeLe: '2026-11-24T09:00:01.000Z',
  prochainEssai: null,
  closeLe,
});
const envoi = { genre: 'ENVOI', debut: '2026-11-24T09:00:02.000Z', fin: '2026-11-24T09:00:02.100Z', issue: 'ok', code: null };
const livraison: Livraison = { id: 'l', faitId: 'f', abonnement: 'mission-locale', etat: 'LIVREE', essais: 2, code: null, creeLe: '', prochainEssai: null, closeLe: '2026-11-24T09:00:03.000Z' };
const states = (way: Way) => journeyOf(way).map(({ state }) => state);

describe('the way of a fact', () => {
  it('goes from who said it to every partner who heard it', () => {
    const way = { fait, transmission: { ...transmission('ACQUITTEE', '2026-11-24T09:00:02.100Z'), tentatives: [envoi] }, livraisons: [livraison] };
    expect(states(way)).toEqual(['fait', 'fait', 'fait', 'fait', 'fait', 'fait']);
    expect(journeyOf(way).at(-1)).toMatchObject({ title: 'Livré au partenaire mission-locale', at: '2026-11-24T09:00:03.000Z', details: ['Livrée, 2 essais'] });
    expect(underWay(journeyOf(way))).toBe(false);
  });

  it('says what is still expected', () => {
    const steps = journeyOf({ fait: { ...fait, publie: false }, transmission: undefined, livraisons: [] });
    expect(steps.map(({ state }) => state)).toEqual(['fait', 'fait', 'en-cours', 'en-cours', 'en-cours', 'sans-objet']);
    expect(underWay(steps)).toBe(true);
  });

  it('says what was refused and what to do', () => {
    const steps = journeyOf({ fait, transmission: { ...transmission('REFUSEE', '2026-11-24T09:00:02.100Z'), tentatives: [envoi] }, livraisons: [] });
    expect(steps[4]).toMatchObject({ state: 'echec', details: ['Refusée', 'Corrigez le NIR.'] });
  });

  it('ends in the house for a fact that concerns nobody else', () => {
    expect(states({ fait: { ...fait, type: 'orientation.OrientationOuverte' }, transmission: undefined, livraisons: [] })).toEqual(['fait', 'fait', 'fait', 'sans-objet']);
  });
});
