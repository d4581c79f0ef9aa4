import path from 'node:path';
import { layoutOf } from './environment.js';

describe('the folder of a stack', () => {
  it('is .relais in the checkout unless told', () => {
    const { root, base, data, adresses } = layoutOf();
    expect(base).toBe(path.join(root, '.relais'));
    expect([data, adresses]).toEqual([path.join(base, 'data'), path.join(base, 'adresses.json')]);
  });

  it('is elsewhere when told, the checkout staying where it is', () => {
    expect(layoutOf('/tmp/ailleurs')).toMatchObject({ base: '/tmp/ailleurs', root: layoutOf().root });
    expect(layoutOf('.relais-2').base).toBe(path.join(layoutOf().root, '.relais-2'));
  });
});
