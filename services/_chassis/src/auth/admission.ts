import { BlockList, isIP } from 'node:net';
import { Failure } from '@relais/kernel';
import { type Agent } from './agent.js';

/** A rule that a caller with a valid token must satisfy besides; throws the refusal. */
export type Admission = (agent: Agent) => Promise<void>;

const refused = (code: string, message: string): Promise<never> => Promise.reject(new Failure('rejected', code, { message }));

const MACHINES = new Set(['CONNECTEUR', 'PARTENAIRE']);

/** A machine has no other role than a machine's. */
export const isMachine = ({ roles }: Agent): boolean => roles.length > 0 && roles.every((role) => MACHINES.has(role));

/** Persons come with a second factor, which the level of their authentication (`acr`) says; machines are exempt. Throws AUTHENTIFICATION_FAIBLE. */
export const secondFactor =
  (accepted: readonly string[]): Admission =>
  (agent) =>
    isMachine(agent) || accepted.includes(agent.acr ?? '') ? Promise.resolve() : refused('AUTHENTIFICATION_FAIBLE', 'the token tells of no accepted level of authentication');

const listOf = (ranges: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return list;
};

/**
 * The account of a machine is used from the addresses that its structure declared: a token or a secret replayed from
 * elsewhere is refused (ADRESSE_INATTENDUE). A partner that declared none is refused; the connector may be left out.
 * @param declared ranges (`10.1.0.0/16`) by account
 */
export const declaredAddresses = (declared: Readonly<Record<string, readonly string[]>>): Admission => {
  const lists = new Map(Object.entries(declared).map(([account, ranges]) => [account, listOf(ranges)]));
  return (agent) => {
    if (!isMachine(agent)) return Promise.resolve();
    const list = lists.get(agent.client ?? agent.id) ?? lists.get(agent.id);
    if (list ? isWithin(list, agent.origin ?? '') : !agent.roles.includes('PARTENAIRE')) return Promise.resolve();
    return refused('ADRESSE_INATTENDUE', 'a machine calls from an address that it did not declare');
  };
};

const isWithin = (list: BlockList, address: string): boolean => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  const version = isIP(plain);
  return version !== 0 && list.check(plain, version === 6 ? 'ipv6' : 'ipv4');
};

/** All of them, in that order. */
export const allOf =
  (...rules: readonly Admission[]): Admission =>
  async (agent) => {
    for (const rule of rules) await rule(agent);
  };
