import { guardUrl, isPublicAddress, type Resolve } from './address-guard.js';

const to = (...addresses: string[]): Resolve => () =>
  Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }) as const));

const guard = (url: string, resolve: Resolve, allowPrivate = false) => guardUrl(url, { allowPrivate, resolve });

describe('a partner URL', () => {
  it('is pinned to the address that was checked', async () => {
    let asked = 0;
    const rebinding: Resolve = () => {
      asked += 1;
      return to(asked === 1 ? '93.184.216.34' : '127.0.0.1')('');
    };
    const destination = await guard('https://partenaire.example/hooks', rebinding);
    expect(destination).toMatchObject({ pinned: { address: '93.184.216.34', family: 4 } });
    expect(asked).toBe(1);
  });

  it.each([
    ['http://partenaire.example/', 'HTTPS_EXIGE'],
    ['ftp://partenaire.example/', 'HTTPS_EXIGE'],
    ['https://qui:secret@partenaire.example/', 'URL_INVALIDE'],
    ['pas une adresse', 'URL_INVALIDE'],
    ['https://127.0.0.1/', 'ADRESSE_PRIVEE'],
    ['https://[::1]/', 'ADRESSE_PRIVEE'],
    ['https://0x7f000001/', 'ADRESSE_PRIVEE'],
    ['https://169.254.169.254/latest', 'ADRESSE_PRIVEE'],
  ])('refuses %s (%s)', async (url, refused) => {
    expect(await guard(url, to('93.184.216.34'))).toEqual({ refused });
  });

  it('refuses a name with one private address among its addresses, and a name without any', async () => {
    expect(await guard('https://partenaire.example/', to('93.184.216.34', '10.1.2.3'))).toEqual({ refused: 'ADRESSE_PRIVEE' });
    expect(await guard('https://partenaire.example/', to())).toEqual({ refused: 'NOM_INTROUVABLE' });
    expect(await guard('https://partenaire.example/', () => Promise.reject(new Error('ENOTFOUND')))).toEqual({ refused: 'NOM_INTROUVABLE' });
  });

  it('reaches the local stack only when the configuration allows it', async () => {
    expect(await guard('http://localhost:9000/', to('127.0.0.1'), true)).toMatchObject({ pinned: { address: '127.0.0.1' } });
  });

  it.each(['::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::', 'fe80::1', 'fd00::1', '::', '2001:db8::1'])('%s is not public', (address) => {
    expect(isPublicAddress({ address, family: 6 })).toBe(false);
  });

  it('knows public addresses', () => {
    expect(isPublicAddress({ address: '2a01:e0a::1', family: 6 })).toBe(true);
    expect(isPublicAddress({ address: '172.32.0.1', family: 4 })).toBe(true);
  });
});
