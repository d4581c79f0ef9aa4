import { type Api, type AppelUsager, type Reponse } from '../api.js';
import { type Inscription, type Libelle } from '../modele.js';

// Published examples: labels keep spaces at their end.
const rembourre = ({ libelle }: Libelle): string => `${libelle}  `;

const libelles = (nom: string, valeur: Libelle | undefined): object =>
  valeur ? { [`m_${nom}_code`]: valeur.code, [`m_${nom}_lib`]: rembourre(valeur) } : {};

function lue({ statut, dateEffet, durees, ...inscription }: Inscription): object {
  const [douze, vingtQuatre, trenteSix] = durees;
  return {
    m_contrat: {
      m_statut: statut,
      m_date_effet_statut: dateEffet,
      m_duree_inscription_12: douze,
      m_duree_inscription_24: vingtQuatre,
      m_duree_inscription_36: trenteSix,
      ...libelles('motif_inscription', inscription.motif),
      ...libelles('categ_inscription', inscription.categorie),
      ...libelles('situation_reg_emp', inscription.situation),
      ...libelles('motif_cloture', inscription.cloture),
    },
  };
}

/** The error that comes with a 200 (fact sheet section 6). */
const NON_GEREE = {
  message: "Type de population non géré par l'API",
  stackTrace: null,
  codeErreur: 'ERT_200_FONCT',
  codeHttp: 200,
  entite: null,
  classeOrigine: null,
};

function lire({ contexte, numeroFranceTravail, usager }: AppelUsager): Reponse {
  const inscription = contexte.depot.etat.inscriptions.get(numeroFranceTravail);
  if (!usager || !inscription) return { status: 204 };
  return { status: 200, corps: inscription.populationNonGeree ? NON_GEREE : lue(inscription) };
}

/** statut-usager v2, whose path is contrat-usager (fact sheet section 6). */
export const statutUsager: Api = {
  nom: 'contrat-usager',
  base: '/partenaire/contrat-usager/v2',
  scopes: ['api_contrat-usagerv2', 'statutcontratusager', 'profil_accedant'],
  erreur: ({ status, message }) => (status >= 500 ? { status } : { status, corps: { message, codeErreur: 'ERT_FONCT', codeHttp: status } }),
  operations: [{ nom: 'contrat', methode: 'GET', chemin: '/contrat', acces: 'usager', traiter: lire }],
};
