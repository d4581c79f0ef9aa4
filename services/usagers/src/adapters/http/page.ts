const ENTITES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that a page shows as it is. */
export const echapper = (texte: string): string => texte.replace(/[&<>"']/g, (signe) => ENTITES[signe] ?? '');

/** Only a style: neither script, nor image, nor form, nor anything from elsewhere. */
export const EN_TETES_PAGE = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store',
} as const;

const STYLE =
  'body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#161616}table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border:1px solid #929292;padding:.4rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#eee}';

/** A whole page; `corps` is HTML already. */
export const page = (titre: string, corps: string): string =>
  `<!doctype html>\n<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${echapper(titre)}</title><style>${STYLE}</style></head><body><main><h1>${echapper(titre)}</h1>${corps}</main></body></html>\n`;

/** A table of texts, which it escapes. */
export const tableau = (titres: readonly string[], lignes: readonly (readonly string[])[]): string => {
  const cellules = (balise: 'th scope="col"' | 'td', valeurs: readonly string[]): string =>
    valeurs.map((valeur) => `<${balise}>${echapper(valeur)}</${balise.slice(0, 2)}>`).join('');
  return `<table><thead><tr>${cellules('th scope="col"', titres)}</tr></thead><tbody>${lignes.map((ligne) => `<tr>${cellules('td', ligne)}</tr>`).join('')}</tbody></table>`;
};

export const paragraphe = (texte: string): string => `<p>${echapper(texte)}</p>`;
export const titre2 = (texte: string): string => `<h2>${echapper(texte)}</h2>`;
export const titre3 = (texte: string): string => `<h3>${echapper(texte)}</h3>`;
