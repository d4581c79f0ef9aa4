import { returnPath } from './return-path.js';

describe('where a login goes back to', () => {
  it.each([
    ['/decisions?dossier=1', '/decisions?dossier=1'],
    ['/', '/'],
    ['/usagers/1/faits/2#haut', '/usagers/1/faits/2'],
  ])('keeps a path of the portal: %s', (asked, expected) => expect(returnPath(asked)).toBe(expected));

  it.each([undefined, '', 'decisions', 'https://ailleurs.example/', '//ailleurs.example', '/\\ailleurs.example', '/\t/ailleurs.example', 'javascript:alert(1)'])(
    'never leaves the portal: %s',
    (asked) => expect(new URL(returnPath(asked), 'https://portail.example').origin).toBe('https://portail.example'),
  );
});
