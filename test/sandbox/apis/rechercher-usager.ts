import { type Api, type AppelStructure, type Reponse } from '../api.js';
import { type Contexte } from '../contexte.js';
import { empreinte } from '../depot.js';
import { cleIdentite } from '../etat.js';
import { type Reglages, type Usager } from '../modele.js';
import { personneALaVolee } from '../peuplement.js';
import { champTexte, estDate } from '../valeurs.js';

const DUREE_JETON_MS = 86_400_000;
const NIR = /^\d{5}(?:\d{2}|2[AB])\d{6}(?:\d{2})?$/;

const RETOURS = {
  400: ['R997', "Une erreur de validation s'est produite"],
  403: ['R002', "L'usager n'est pas rattaché à la structure de l'accédant"],
  500: ['R998', 'Un service a répondu en erreur'],
  503: ['R999', 'Service indisponible, veuillez réessayer ultérieurement'],
} as const;

const nul = (contexte: Contexte): string | null => (contexte.depot.etat.reglages.nulEnTexte ? 'null' : null);

function refus(contexte: Contexte, status: number, retour?: readonly [string, string]): Reponse {
  const [codeRetour, message] = retour ?? RETOURS[status as keyof typeof RETOURS] ?? RETOURS[500];
  return { status, corps: { codeRetour, message, jetonUsager: nul(contexte) } };
}

// "Not found" and "several" are HTTP 200 (fact sheet section 4).
function sansJeton(contexte: Contexte, codeRetour: string, message: string): Reponse {
  const rien = nul(contexte);
  if (contexte.depot.etat.reglages.introuvableEn204) return { status: 204 };
  return {
    status: 200,
    corps: { codeRetour, message, topIdentiteCertifiee: rien, jetonUsager: rien, numeroFranceTravail: rien },
  };
}

/** The forms seen of a jeton; opaque in all of them. */
const ecrireJeton: Record<Reglages['formeJeton'], (contenu: { data: string }) => string> = {
  base64: (contenu) => Buffer.from(JSON.stringify(contenu)).toString('base64'),
  uuid: ({ data }) => data,
  'uuid-encode': ({ data }) => encodeURIComponent(data),
};

function emettreJeton({ contexte, instant, empreinteToken }: AppelStructure, usager: Usager): string {
  const { depot } = contexte;
  const expire = instant.getTime() + DUREE_JETON_MS;
  const contenu = {
    vers: '0.1',
    uuid: depot.uuid('jeton'),
    expire,
    type: '/partenaire',
    data: `${depot.uuid('jeton')}#${depot.tirer('jeton').toString('base64url')}`,
  };
  const secret = ecrireJeton[depot.etat.reglages.formeJeton](contenu);
  const jeton = { empreinte: empreinte(secret), numeroFranceTravail: usager.numeroFranceTravail, empreinteToken, expire };
  depot.emettre({ type: 'jeton-emis', jeton });
  return secret;
}

function conclure(appel: AppelStructure, trouves: Usager[]): Reponse {
  const { contexte, client } = appel;
  const [usager, ...autres] = trouves;
  if (!usager) return sansJeton(contexte, 'S002', 'Aucun usager trouvé');
  if (autres.length > 0) return sansJeton(contexte, 'S003', 'Plusieurs usagers trouvés');
  // Without an address France Travail cannot compute the structure: seen as R998 by production clients.
  if (!usager.adresse) return refus(contexte, 500);
  if (!usager.structures.includes(client.structure.code_aurore)) return refus(contexte, 403);
  return {
    status: 200,
    corps: {
      codeRetour: 'S001',
      message: 'Usager trouvé',
      topIdentiteCertifiee: usager.topIdentiteCertifiee,
      jetonUsager: emettreJeton(appel, usager),
      numeroFranceTravail: usager.numeroFranceTravail,
    },
  };
}

function chercher(appel: AppelStructure, trouver: () => Usager[] | undefined): Reponse {
  if (!appel.client.habilite) return refus(appel.contexte, 403, ['R001', 'Accès non autorisé']);
  const trouves = trouver();
  return trouves ? conclure(appel, trouves) : refus(appel.contexte, 400);
}

const usagersDe = (contexte: Contexte, numeros: Iterable<string>): Usager[] =>
  [...numeros].flatMap((numero) => contexte.depot.etat.usagers.get(numero) ?? []);

function parNir(appel: AppelStructure): Reponse {
  return chercher(appel, () => {
    const nir = champTexte(appel.corps, 'nir');
    const dateNaissance = champTexte(appel.corps, 'dateNaissance');
    if (!nir || !NIR.test(nir) || !dateNaissance || !estDate(dateNaissance)) return undefined;
    const connus = usagersDe(appel.contexte, appel.contexte.depot.etat.identites.get(cleIdentite(nir, dateNaissance)) ?? []);
    return connus.length > 0 ? connus : personneALaVolee(appel, { nir, dateNaissance });
  });
}

function parNumero(appel: AppelStructure): Reponse {
  return chercher(appel, () => {
    const numero = champTexte(appel.corps, 'numeroFranceTravail');
    if (!numero || !/^\d{11}$/.test(numero)) return undefined;
    const connus = usagersDe(appel.contexte, [numero]);
    return connus.length > 0 ? connus : personneALaVolee(appel, { numero });
  });
}

/** rechercher-usager v2 (fact sheet section 4). */
export const rechercherUsager: Api = {
  nom: 'rechercher-usager',
  base: '/partenaire/rechercher-usager/v2',
  scopes: ['api_rechercher-usagerv2', 'rechercheusager', 'profil_accedant'],
  erreur: ({ status }, _operation, contexte) => refus(contexte, status),
  operations: [
    {
      nom: 'par-datenaissance-et-nir',
      methode: 'POST',
      chemin: '/usagers/par-datenaissance-et-nir',
      acces: 'structure',
      traiter: parNir,
    },
    {
      nom: 'par-numero-francetravail',
      methode: 'POST',
      chemin: '/usagers/par-numero-francetravail',
      acces: 'structure',
      traiter: parNumero,
    },
  ],
};
