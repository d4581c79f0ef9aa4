import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type TestAgent } from '../kit/issuer.js';
import { type Detenteur, suiveuse } from './suivies.js';

/** One request of somebody to whom the person is a stranger. */
export interface Demande {
  readonly as: TestAgent;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const ROLES = ['REFERENT', 'DECIDEUR', 'GESTIONNAIRE', 'PARTENAIRE', 'PILOTE', 'EXPLOITANT'] as const;

const structures = fc.oneof(
  fc.record({ code: fc.constantFrom('NAQ0406', 'NAQ0999', 'NAQ0610', 'naq0405', 'NAQ0405 ', 'NAQ040', ''), type: fc.constantFrom('ML', 'CE', 'FT', 'CAF') }),
  fc.constant(null),
);

/** Agents whose structure is not the one that follows the person, and who do not decide for its département. */
const etrangers: fc.Arbitrary<TestAgent> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ sub: fc.constantFrom('ML33-0009', 'CE33-0001', 'MACHINE-1'), roles: fc.subarray([...ROLES]), departement: fc.constant('33'), structure: structures }) },
  { weight: 1, arbitrary: fc.record({ sub: fc.constant('CD64-0001'), roles: fc.subarray([...ROLES]), departement: fc.constantFrom('64', '2A', ''), structure: fc.constantFrom({ code: 'CDP0064', type: 'CD' }, { code: suiveuse.code, type: 'ML' }) }) },
).map(({ structure, ...agent }) => (structure === null ? agent : { ...agent, structure }));

const bruit = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('..', '%2e%2e', '*', "' or 1=1 --", '33', '64', 'null', suiveuse.code), fc.integer().map(String));

const enTetes = fc.dictionary(fc.constantFrom('if-match', 'idempotency-key', 'x-forwarded-for', 'x-departement', 'x-structure', 'x-http-method-override', 'accept', 'prefer'), fc.constantFrom('"v1"', '*', suiveuse.code, '33', 'GET', 'application/json', '0123456789abcdef', '127.0.0.1'), { maxKeys: 3 });

const requetes = (parametres: Readonly<Record<string, string>>) =>
  fc.dictionary(fc.constantFrom('usagerId', 'structure', 'statut', 'etat', 'limite', 'apres', 'departement', 'fields', 'preconisation'), fc.oneof(fc.constantFrom(...Object.values(parametres), 'A_PRENDRE', 'A_SIGNER', 'PROPOSEE', '100'), bruit), { maxKeys: 3 });

/** A value of a parameter of an address: most often the true one, sometimes another or noise. */
const valeur = (nom: string, vraies: Readonly<Record<string, string>>): fc.Arbitrary<string> => {
  const vraie = nom === 'departement' ? fc.constantFrom('33', '33', '33', '64') : fc.constant(vraies[nom] ?? vraies['usagerId'] ?? '');
  return fc.oneof({ weight: 8, arbitrary: vraie }, { weight: 1, arbitrary: fc.constantFrom(...Object.values(vraies)) }, { weight: 1, arbitrary: bruit });
};

/** Requests at every route of a service, well formed or not. */
export const demandes = ({ http, parametres }: Detenteur): fc.Arbitrary<Demande> =>
  fc.constantFrom(...http.routes).chain(({ method, template, bodies }) => {
    const noms = [...template.matchAll(/\{(\w+)\}/g)].map(([, nom = '']) => nom);
    return fc
      .record({
        as: etrangers,
        autre: fc.constantFrom(method, method, method, method, 'GET', 'POST', 'PUT', 'DELETE', 'HEAD'),
        valeurs: fc.tuple(...noms.map((nom) => valeur(nom, parametres))),
        requete: requetes(parametres),
        headers: enTetes,
        corps: fc.oneof(...(bodies.length > 0 ? [{ weight: 4, arbitrary: fc.constantFrom(...bodies) }] : []), { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) }),
      })
      .map(({ as, autre, valeurs, requete, headers, corps }) => {
        const chemin = noms.reduce((path, nom, index) => path.replace(`{${nom}}`, encodeURIComponent((valeurs)[index] ?? randomUUID())), template);
        const suite = new URLSearchParams(requete).toString();
        const avecCorps = autre !== 'GET' && autre !== 'HEAD';
        return { as, method: autre, path: suite === '' ? chemin : `${chemin}?${suite}`, headers: avecCorps ? { 'content-type': 'application/json', ...headers } : headers, body: avecCorps ? JSON.stringify(corps) : undefined };
      });
  });
