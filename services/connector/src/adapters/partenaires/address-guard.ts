import { lookup as systemLookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

export type Address = Readonly<{ address: string; family: 4 | 6 }>;
export type Resolve = (hostname: string) => Promise<readonly Address[]>;

export type GuardOptions = Readonly<{
  /** Http and private addresses too: a partner of the local stack. */
  allowPrivate: boolean;
  resolve?: Resolve;
}>;

/** A destination checked now: the address to connect to is the one that was checked. */
export type Destination = Readonly<{ url: URL; pinned: Address }>;
export type Refused = Readonly<{ refused: 'URL_INVALIDE' | 'HTTPS_EXIGE' | 'NOM_INTROUVABLE' | 'ADRESSE_PRIVEE' }>;

/** Ranges that no partner on the internet has (IANA special-purpose registries). */
const notPublic = new BlockList();
const ranges: readonly (readonly [net: string, prefix: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
];
for (const [net, prefix, family] of ranges) notPublic.addSubnet(net, prefix, family);

/** The only global unicast space in use; translations and tunnels inside it lead back to IPv4. */
const publicV6 = new BlockList();
publicV6.addSubnet('2000::', 3, 'ipv6');
const tunnelsV6 = new BlockList();
tunnelsV6.addSubnet('2001::', 23, 'ipv6');
tunnelsV6.addSubnet('2001:db8::', 32, 'ipv6');
tunnelsV6.addSubnet('2002::', 16, 'ipv6');
tunnelsV6.addSubnet('3fff::', 20, 'ipv6');

/** True for an address of the public internet. */
export const isPublicAddress = ({ address, family }: Address): boolean =>
  family === 4
    ? !notPublic.check(address, 'ipv4')
    : publicV6.check(address, 'ipv6') && !tunnelsV6.check(address, 'ipv6');

const systemResolve: Resolve = async (hostname) => {
  const found = await systemLookup(hostname, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

const literal = (hostname: string): Address | undefined => {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(bare);
  return family === 0 ? undefined : { address: bare, family: family === 6 ? 6 : 4 };
};

const addressesOf = async (hostname: string, resolve: Resolve): Promise<readonly Address[]> => {
  const given = literal(hostname);
  return given ? [given] : resolve(hostname).catch(() => []);
};

/** Refuses a URL that is not one, not https, or holds credentials. */
const parse = (text: string, allowPrivate: boolean): URL | Refused => {
  if (!URL.canParse(text)) return { refused: 'URL_INVALIDE' };
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return { refused: 'URL_INVALIDE' };
  const plain = url.protocol === 'http:' && allowPrivate;
  return url.protocol === 'https:' || plain ? url : { refused: 'HTTPS_EXIGE' };
};

/**
 * Checks a partner's URL and resolves it once, so that the name cannot lead elsewhere between the check
 * and the call. One private address among those of the name refuses it.
 */
export const guardUrl = async (text: string, { allowPrivate, resolve = systemResolve }: GuardOptions): Promise<Destination | Refused> => {
  const url = parse(text, allowPrivate);
  if ('refused' in url) return url;
  const addresses = await addressesOf(url.hostname, resolve);
  const [pinned] = addresses;
  if (!pinned) return { refused: 'NOM_INTROUVABLE' };
  if (!allowPrivate && !addresses.every(isPublicAddress)) return { refused: 'ADRESSE_PRIVEE' };
  return { url, pinned };
};
