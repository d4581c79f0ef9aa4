import { type Api, type AppelUsager, type Reponse } from '../api.js';
import { type Entretien } from '../modele.js';

const lu = ({ codeAgent, codeModaliteContact, commentaire, dateEntretien, libelleAgent, libelleEntretien, typeEntretien, codeAgence, libelleAgence, libelleModalite }: Entretien): object => ({
  codeAgent,
  codeModaliteContact,
  commentaire,
  dateEntretien,
  libelleAgent,
  libelleEntretien,
  typeEntretien,
  codeAgence,
  libelleAgence,
  libelleModalite,
});

/** Latest first; a person who has left since is a functional error. */
function lister({ contexte, numeroFranceTravail, usager }: AppelUsager): Reponse {
  if (!usager) return { status: 422, corps: { message: "L'usager est inconnu" } };
  const entretiens = contexte.depot.etat.entretiens.get(numeroFranceTravail) ?? [];
  const ordonnes = [...entretiens].sort((a, b) => (a.dateEntretien < b.dateEntretien ? 1 : -1));
  return { status: 200, corps: ordonnes.map(lu) };
}

/** conclusions-entretiens v1 (fact sheet section 14); its error bodies are not published. */
export const conclusionsEntretiens: Api = {
  nom: 'conclusions-entretiens',
  base: '/partenaire/conclusions-entretiens/v1',
  scopes: ['api_conclusions-entretiensv1', 'conclusionsentretienagent'],
  erreur: ({ status, message }) => (status >= 500 ? { status } : { status, corps: { message } }),
  operations: [{ nom: 'entretiens', methode: 'GET', chemin: '/entretiens', acces: 'usager', traiter: lister }],
};
