import { type Compte } from './comptes.js';
import { type Contexte } from './contexte.js';
import { type Usager } from './modele.js';

/** An HTTP answer; `corps` is sent as JSON, `texte` as it is, neither means an empty body. */
export interface Reponse {
  status: number;
  corps?: unknown;
  texte?: string;
  type?: string;
  entetes?: Record<string, string>;
}

/** A refusal to be told in the API's own error shape. */
export interface Erreur {
  status: number;
  message: string;
  instant: Date;
}

/** A call as received, before any right is checked. */
export interface AppelLibre {
  contexte: Contexte;
  instant: Date;
  /** Parsed JSON, or URLSearchParams for a form. */
  corps: unknown;
  requete: Record<string, string | undefined>;
  parametres: Record<string, string | undefined>;
  entete: (nom: string) => string | undefined;
}

/** A call by a known client, with agent headers and scopes checked. */
export interface AppelStructure extends AppelLibre {
  client: Compte;
  empreinteToken: string;
}

/** A call on one person, with a valid jeton; `usager` is undefined when the person has left since. */
export interface AppelUsager extends AppelStructure {
  numeroFranceTravail: string;
  usager: Usager | undefined;
}

interface Description {
  nom: string;
  methode: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  chemin: string;
  /** Replaces the API's scopes. */
  scopes?: readonly string[];
}

export type Operation = Description &
  (
    | { acces: 'libre'; traiter: (appel: AppelLibre) => Reponse }
    | { acces: 'structure'; traiter: (appel: AppelStructure) => Reponse }
    | { acces: 'usager'; traiter: (appel: AppelUsager) => Reponse }
  );

/** One partner API: adding one is a file exporting this and a line in apis/index.ts. */
export interface Api {
  nom: string;
  base: string;
  scopes: readonly string[];
  formulaire?: boolean;
  /** The API's error dialect (fact sheet section 15.1). */
  erreur: (erreur: Erreur, operation: string, contexte: Contexte) => Reponse;
  operations: readonly Operation[];
}

/** Empty 401/403 with a JSON content type, as the gateway answers. */
export const refusVide = (status: number): Reponse => ({ status, texte: '', type: 'application/json; charset=utf-8' });
