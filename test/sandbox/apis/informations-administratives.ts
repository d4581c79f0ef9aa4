import { STATUS_CODES } from 'node:http';
import { type Api, type AppelUsager, type Reponse } from '../api.js';
import { type Usager } from '../modele.js';

function ressource(usager: Usager): object {
  const { nom, prenom } = usager;
  return {
    numeroFranceTravail: usager.numeroFranceTravail,
    etatCivil: {
      civilite: usager.civilite ?? undefined,
      nom,
      nomCorrespondance: nom,
      prenom,
      prenomCorrespondance: prenom,
      dateNaissance: usager.dateNaissance,
      nir: usager.nir ?? undefined,
    },
    adresses: usager.adresse ? [usager.adresse] : [],
    emails: usager.emails.map((adresseEmail) => ({ adresseEmail })),
    telephones: usager.telephones.map((numeroTelephone) => ({ numeroTelephone })),
  };
}

function lire({ usager }: AppelUsager): Reponse {
  return usager ? { status: 200, corps: ressource(usager) } : { status: 204 };
}

const libelleStatut = (status: number): string =>
  `${status} ${(STATUS_CODES[status] ?? '').toUpperCase().replaceAll(/[^A-Z]+/g, '_')}`;

/** informations-administratives v1 (fact sheet section 5). */
export const informationsAdministratives: Api = {
  nom: 'informations-administratives',
  base: '/partenaire/informations-administratives/v1',
  scopes: ['api_informations-administrativesv1', 'informationsadministrativesusager'],
  erreur: ({ status, message, instant }) => ({
    status,
    corps: { code: 'Non déterminé', erreur: message, status: libelleStatut(status), timestamp: instant.toISOString() },
  }),
  operations: [{ nom: 'usager', methode: 'GET', chemin: '/usager', acces: 'usager', traiter: lire }],
};
