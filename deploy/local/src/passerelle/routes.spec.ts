import { documentationPage } from './page.js';
import { publicPath } from './routes.js';

describe('the page of the APIs', () => {
  it('shows first the document of all, then the one of each service', () => {
    const urls = [...documentationPage(['usagers']).matchAll(/"name":"([^"]+)","url":"([^"]+)"/g)].map(([, name, url]) => [name, url]);
    expect(urls).toEqual([
      ['Partenaires (tout)', '/documentation/openapi.json'],
      ['usagers', '/documentation/usagers/openapi.json'],
    ]);
  });
});

describe('the address of a route from outside', () => {
  it.each([
    ['usagers', '/v1/usagers/{usagerId}', '/v1/usagers/{usagerId}'],
    ['accompaniment', '/v1/usagers/{usagerId}/contrat/signature', '/v1/usagers/{usagerId}/contrat/signature'],
    ['usagers', '/v1/usagers/{usagerId}/contrat/signature', undefined],
    ['usagers', '/v1/interne/correspondances', undefined],
    ['connector', '/v1/exploitation/consommateur', '/v1/exploitation/connector/consommateur'],
  ])('of %s, %s is %s', (service, path, known) => expect(publicPath(service, path)).toBe(known));
});
