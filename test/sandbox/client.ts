import { SCOPES_LPE } from './comptes.js';

export const AGENT = { 'pa-nom-agent': 'Durand', 'pa-prenom-agent': 'Lucie', 'pa-identifiant-agent': 'BATCH' };

export const BASES = {
  recherche: '/partenaire/rechercher-usager/v2/usagers',
  infos: '/partenaire/informations-administratives/v1/usager',
  activites: '/partenaire/activites-operationnelles/v2',
  orientation: '/partenaire/orientationusager/v1',
  orientationV2: '/partenaire/orientationusager/v2',
  testOrientationV2: '/partenaire/testorientationusager/v2',
  activitesV1: '/partenaire/activites-operationnelles/v1',
  contrat: '/partenaire/contrat-engagement/v1',
  sanctions: '/partenaire/gestion-sanctions-rsa/v1',
  diagnostic: '/partenaire/diagnosticargumente/v4',
  statut: '/partenaire/contrat-usager/v2/contrat',
  rendezVous: '/partenaire/rendez-vous-partenaire/v1',
  entretiens: '/partenaire/conclusions-entretiens/v1/entretiens',
};

export interface Recu {
  status: number;
  entetes: Headers;
  texte: string;
  /** Parsed JSON, undefined for anything else. */
  corps: unknown;
}

export interface Demande {
  methode?: string;
  entetes?: Record<string, string>;
  corps?: unknown;
}

function requete(methode: string | undefined, entetes: Record<string, string>, corps: unknown): RequestInit {
  if (corps === undefined) return { method: methode ?? 'GET', headers: entetes };
  return {
    method: methode ?? 'POST',
    headers: { 'content-type': 'application/json', ...entetes },
    body: typeof corps === 'string' ? corps : JSON.stringify(corps),
  };
}

/** Sends one request without following redirects. */
export async function envoyer(url: string, { methode, entetes = {}, corps }: Demande = {}): Promise<Recu> {
  const reponse = await fetch(url, { redirect: 'manual', ...requete(methode, entetes, corps) });
  const texte = await reponse.text();
  const json = texte !== '' && reponse.headers.get('content-type')?.includes('json');
  return { status: reponse.status, entetes: reponse.headers, texte, corps: json ? (JSON.parse(texte) as unknown) : undefined };
}

/** A plain client of the sandbox, for its own tests: no retry, no cache. */
export class ClientBacASable {
  constructor(readonly url: string) {}

  /** POST of the token endpoint with these fields over the right ones. */
  demanderToken(champs: Record<string, string> = {}, realm = '%2Fagent'): Promise<Recu> {
    const formulaire = {
      grant_type: 'client_credentials',
      client_id: 'PAR_relais33_0001',
      client_secret: 'secret-bac-a-sable',
      scope: SCOPES_LPE.join(' '),
      ...champs,
    };
    return envoyer(`${this.url}/connexion/oauth2/access_token?realm=${realm}`, {
      entetes: { 'content-type': 'application/x-www-form-urlencoded' },
      corps: new URLSearchParams(formulaire).toString(),
    });
  }

  /** Headers of an authorised agent. */
  async entetes(champs: Record<string, string> = {}): Promise<Record<string, string>> {
    const { corps } = await this.demanderToken(champs);
    return { ...AGENT, authorization: `Bearer ${(corps as { access_token: string }).access_token}` };
  }

  /** Headers of an authorised agent with the jeton of one person. */
  async entetesUsager(numeroFranceTravail: string): Promise<Record<string, string>> {
    const entetes = await this.entetes();
    const { corps } = await this.appeler(`${BASES.recherche}/par-numero-francetravail`, { entetes, corps: { numeroFranceTravail } });
    return { ...entetes, 'ft-jeton-usager': (corps as { jetonUsager: string }).jetonUsager };
  }

  appeler(chemin: string, demande: Demande = {}): Promise<Recu> {
    return envoyer(`${this.url}${chemin}`, demande);
  }

  admin(chemin: string, corps?: unknown, methode?: string): Promise<Recu> {
    return this.appeler(`/_admin${chemin}`, { ...(corps === undefined ? {} : { corps }), ...(methode && { methode }) });
  }
}

/** A fictitious person; fields given replace the default ones. */
export const usagerFictif = (champs: Record<string, unknown> = {}): Record<string, unknown> => ({
  numeroFranceTravail: '33000000001',
  nir: '185033306300142',
  dateNaissance: '1985-03-12',
  civilite: 'M.',
  nom: 'MARTIN',
  prenom: 'Paul',
  adresse: { codeInseeCommune: '33063', codePostal: '33000', libelleCommune: 'BORDEAUX', numeroTypeLibelleVoie: '25 rue Lacroix' },
  emails: ['paul.martin@exemple.fr'],
  telephones: ['0500000000'],
  ...champs,
});
