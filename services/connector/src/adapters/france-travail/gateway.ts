import { type Acces, type DonneesRecherche, type DossierFranceTravail, type PanierFranceTravail } from '../../application/ports.js';
import { isLegalDate } from '@relais/kernel';
import { type Outcome, succeeded } from '../../domain/transmission/outcome.js';
import { type Agent, batchAgent } from './agent.js';
import { type JetonCache, type JetonSource } from './jeton-cache.js';
import { type FranceTravail } from './operations.js';
import { type UsagerTrouve } from './search-outcome.js';
import { sortantDe } from './sortants.js';

export type GatewayOptions = Readonly<{
  departement: string;
  franceTravail: FranceTravail;
  jetons: JetonCache;
  /** What to search one of our persons by. */
  rechercheDe: (usagerId: string) => Promise<Outcome<DonneesRecherche>>;
}>;

export type Gateway = DossierFranceTravail & PanierFranceTravail;

const batch = batchAgent('RELAIS');
/** The agent who acted, known by pseudonym only. */
const agentDe = (departement: string, identifiant: string): Agent => ({ nom: 'RELAIS', prenom: `DEPARTEMENT ${departement}`, identifiant });

/** NIR and birth date first; the number when the person is not found so, since numbers change (fact sheet section 4.1). */
const chercher = async (franceTravail: FranceTravail, { nir, dateNaissance, numeroFranceTravail }: DonneesRecherche): Promise<Outcome<UsagerTrouve>> => {
  const parNir = nir !== null && dateNaissance !== null && isLegalDate(dateNaissance);
  const first: Outcome<UsagerTrouve> = parNir
    ? await franceTravail.rechercherParNirEtNaissance(batch, { nir, dateNaissance })
    : { kind: 'refused-by-rule', code: 'IDENTITE_INCOMPLETE' };
  const another = first.kind === 'not-found' || first.kind === 'refused-by-rule';
  return another && numeroFranceTravail !== null ? franceTravail.rechercherParNumero(batch, numeroFranceTravail) : first;
};

/** France Travail for one département: its persons by usagerId, its basket by France Travail number. */
export const createGateway = ({ departement, franceTravail, jetons, rechercheDe }: GatewayOptions): Gateway => {
  const sourceDe = (usagerId: string): JetonSource =>
    jetons.sourceFor(usagerId, async () => {
      const donnees = await rechercheDe(usagerId);
      return donnees.kind === 'ok' ? chercher(franceTravail, donnees.value) : donnees;
    });
  const parAcces = ({ jeton, numeroFranceTravail }: Acces): JetonSource => ({
    get: () => Promise.resolve(succeeded(jeton)),
    renew: async () => {
      const found = await franceTravail.rechercherParNumero(batch, numeroFranceTravail);
      return found.kind === 'ok' ? succeeded(found.value.jeton) : found;
    },
  });
  return {
    acceder: async (usagerId) => {
      const jeton = await sourceDe(usagerId).get();
      return jeton.kind === 'ok' ? succeeded(undefined) : jeton;
    },
    envoyer: ({ operation, contenu }, { usagerId, pasApresMs }) => {
      const sortant = sortantDe(operation);
      const agent = agentDe(departement, sortant.agent(contenu));
      return sortant.envoyer(franceTravail, { agent, jeton: sourceDe(usagerId), notAfterMs: pasApresMs }, contenu);
    },
    constater: ({ operation, contenu }, usagerId) =>
      sortantDe(operation).constater(franceTravail, { agent: batch, jeton: sourceDe(usagerId) }, contenu),
    activites: (codeActivite) => franceTravail.chercherActivites(batch, codeActivite),
    rechercher: async (numeroFranceTravail) => {
      const found = await franceTravail.rechercherParNumero(batch, numeroFranceTravail);
      return found.kind === 'ok' ? succeeded({ jeton: found.value.jeton, numeroFranceTravail }) : found;
    },
    identite: (acces) => franceTravail.informationsAdministratives({ agent: batch, jeton: parAcces(acces) }),
    orientationsDe: (acces) => franceTravail.lectureOrientation({ agent: batch, jeton: parAcces(acces) }),
    manquementDe: (acces, id) => franceTravail.detailManquement({ agent: batch, jeton: parAcces(acces) }, id),
    retenir: (usagerId, { jeton }) => jetons.keep(usagerId, jeton),
  };
};
