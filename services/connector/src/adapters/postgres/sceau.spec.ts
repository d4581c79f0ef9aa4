import { randomBytes } from 'node:crypto';
import { createSceau } from './sceau.js';

const sceau = createSceau(randomBytes(32));

describe('the seal', () => {
  it('gives back what was sealed, never twice the same bytes', () => {
    const sealed = sceau.sceller('jeton 33 1', 'secret é');
    expect(sceau.ouvrir('jeton 33 1', sealed)).toBe('secret é');
    expect(sceau.sceller('jeton 33 1', 'secret é').equals(sealed)).toBe(false);
    expect(sealed.includes('secret')).toBe(false);
  });

  it('opens for its own row and key only', () => {
    const sealed = sceau.sceller('jeton 33 1', 'secret');
    expect(() => sceau.ouvrir('jeton 33 2', sealed)).toThrow('sealed value of jeton 33 2 cannot be read');
    expect(() => createSceau(randomBytes(32)).ouvrir('jeton 33 1', sealed)).toThrow('cannot be read');
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    expect(() => sceau.ouvrir('jeton 33 1', sealed)).toThrow('cannot be read');
    expect(() => sceau.ouvrir('jeton 33 1', Buffer.alloc(4))).toThrow('cannot be read');
  });
});
