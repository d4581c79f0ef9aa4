import { journeyOf, underWay, type Way } from './journey.js';
import { type Fait, type Livraison, type Transmission } from './model.js';

const fait: Fait = {
  id: 'f',
  service: 'orientation',
  topic: 'relais.orientation.v1',
  type: 'orientation.OrientationDecidee',
  sequence: 3,
  at: '2026-11-24T09:00:00.000Z',
  origine: { correlationId: 'c', causationId: null },
  traceId: 't',
  publie: true,
  publieLe: '2026-11-24T09:00:00.040Z',
  resume: { sens: 'REFUSEE', parcours: 'PSP', organisme: 'ML', structure: { code: 'NAQ0405' }, motifRefus: 'AUTRE', decideurId: 'CD33-0007' },
};
const transmission = (etat: string, closeLe: string | null): Transmission => ({
  id: 'x',
  usagerId: 'u',
  faitId: 'f',
  operation: 'decisionOrientation',
  etat,
  code: null,
  explication: etat === 'REFUSEE' ? 'Corrigez le NIR.' : null,
  envois: 1,
  version: 1,
  traceId: 't',
  creeLe: '2026-11-24T09:00:01.000Z',
  prochainEssai: null,
  closeLe,
});
const envoi = { genre: 'ENVOI', debut: '2026-11-24T09:00:02.000Z', fin: '2026-11-24T09:00:02.100Z', issue: 'ok', code: null };
const livraison: Livraison = { id: 'l', faitId: 'f', abonnement: 'mission-locale', etat: 'LIVREE', essais: 2, code: null, creeLe: '', prochainEssai: null, closeLe: '2026-11-24T09:00:03.000Z' };
const known = { autres: [], echanges: true };
const states = (way: Way) => journeyOf(way).map(({ state }) => state);

describe('the way of a fact', () => {
  it('goes from who said it to every partner who heard it', () => {
    const way = { ...known, fait, transmission: { ...transmission('ACQUITTEE', '2026-11-24T09:00:02.100Z'), tentatives: [envoi] }, livraisons: [livraison] };
    expect(states(way)).toEqual(['fait', 'fait', 'fait', 'fait', 'fait', 'fait']);
    expect(journeyOf(way).at(-1)).toMatchObject({ title: 'Livré au partenaire mission-locale, par webhook', at: '2026-11-24T09:00:03.000Z', details: ['Livrée, 2 essais'] });
    expect(underWay(journeyOf(way))).toBe(false);
  });

  it('says what is still expected', () => {
    const steps = journeyOf({ ...known, fait: { ...fait, publie: false, publieLe: null }, transmission: undefined, livraisons: [] });
    expect(steps.map(({ state }) => state)).toEqual(['fait', 'fait', 'en-cours', 'en-cours', 'en-cours']);
    expect(underWay(steps)).toBe(true);
  });

  it('says what was refused and what to do', () => {
    const steps = journeyOf({ ...known, fait, transmission: { ...transmission('REFUSEE', '2026-11-24T09:00:02.100Z'), tentatives: [envoi] }, livraisons: [] });
    expect(steps[4]).toMatchObject({ state: 'echec', details: ['Refusée', 'Corrigez le NIR.'] });
  });

  it('ends in the house for a fact that concerns nobody else', () => {
    expect(states({ ...known, fait: { ...fait, type: 'orientation.OrientationOuverte' }, transmission: undefined, livraisons: [] })).toEqual(['fait', 'fait', 'fait', 'sans-objet']);
  });

  it('says when the bus had it, what it follows, and what the partner reads on its topic', () => {
    const cause = { ...fait, id: 'p', type: 'orientation.PreconisationEnregistree' };
    const told = { ...fait, id: 'd', type: 'partenaires.PersonneOrientee', topic: 'relais.partenaires.naq0405.v1', origine: { correlationId: 'c', causationId: 'f' }, publieLe: '2026-11-24T09:00:00.900Z' };
    const followed = { ...fait, origine: { correlationId: 'c', causationId: 'p' } };
    const steps = journeyOf({ autres: [cause, followed, told], echanges: true, fait: followed, transmission: { ...transmission('EN_COURS', null), tentatives: [] }, livraisons: [livraison] });
    expect(steps[0]?.details[1]).toBe('Suite du fait « Préconisation reçue », reçu par le bus');
    expect(steps[2]).toMatchObject({ title: 'Publié', at: '2026-11-24T09:00:00.040Z' });
    expect(steps.slice(5)).toMatchObject([
      { title: 'Livré au partenaire, sur son topic relais.partenaires.naq0405.v1', state: 'fait', at: '2026-11-24T09:00:00.900Z' },
      { title: 'Livré au partenaire mission-locale, par webhook' },
    ]);
  });

  it('answers a proposal of France Travail to it, and nothing when the case is the département’s own', () => {
    const classee = (idConsequenceSanction: string | null) => ({ ...fait, type: 'sanctions.SanctionClassee', resume: { idConsequenceSanction } });
    expect(journeyOf({ ...known, fait: classee('C1'), transmission: undefined, livraisons: [] })).toHaveLength(5);
    expect(states({ ...known, fait: classee(null), transmission: undefined, livraisons: [] })).toEqual(['fait', 'fait', 'fait', 'sans-objet']);
  });

  it('hides what was exchanged from a profile that may not read it', () => {
    expect(states({ ...known, echanges: false, fait: { ...fait, type: 'accompaniment.ContratSigne' }, transmission: undefined, livraisons: [] })).toEqual(['fait', 'fait', 'fait', 'sans-objet']);
  });
});
