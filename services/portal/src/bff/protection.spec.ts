import { contentSecurityPolicy, isOwnRequest } from './protection.js';

describe('what protects the pages', () => {
  it('allows nothing inline and nothing from elsewhere', () => {
    expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:/);
    expect(contentSecurityPolicy).toContain("default-src 'none'");
  });

  it.each([
    ['a read', { method: 'GET', headers: {} }, true],
    ['a write of our pages', { method: 'POST', headers: { 'x-relais-portail': '1', 'sec-fetch-site': 'same-origin' } }, true],
    ['a write of a browser that does not say where it is', { method: 'POST', headers: { 'x-relais-portail': '1' } }, true],
    ['a form of another site', { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } }, false],
    ['a write without the header', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } }, false],
    ['a write of a sister site', { method: 'POST', headers: { 'x-relais-portail': '1', 'sec-fetch-site': 'same-site' } }, false],
  ])('judges %s', (_what, request, own) => expect(isOwnRequest(request)).toBe(own));
});
