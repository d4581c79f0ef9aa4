const ELSEWHERE = /^\/[/\\]/;
// A base that is nobody's: what resolves out of it was not a path.
const BASE = 'http://portail.invalid';

/**
 * Where to go back to after the login: a path of the portal, never an address elsewhere.
 * @returns the path and its query, `/` for anything else
 */
export const returnPath = (asked: string | undefined): string => {
  if (asked === undefined || !asked.startsWith('/') || ELSEWHERE.test(asked)) return '/';
  if (!URL.canParse(asked, BASE)) return '/';
  const url = new URL(asked, BASE);
  return url.origin === BASE ? `${url.pathname}${url.search}` : '/';
};
