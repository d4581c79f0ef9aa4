import { estAcheve, lieuxDuRapport } from '../../application/droits/rapport.js';
import { autresServices } from './autres-services.js';

it('un service qui n’est pas déclaré n’a pas répondu : aucun effacement n’est dit achevé sans lui', async () => {
  const inventaires = await autresServices({ services: {}, token: () => Promise.resolve('') }).inventaires('a');
  expect(inventaires.map(({ service }) => service)).toEqual(['orientation', 'accompaniment', 'sanctions', 'pilotage', 'connector']);
  expect(estAcheve(lieuxDuRapport(null, inventaires))).toBe(false);
});
