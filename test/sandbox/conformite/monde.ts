import { APIS } from '../apis/index.js';
import { type Operation } from '../api.js';
import { ClientBacASable, usagerFictif, type Demande, type Recu } from '../client.js';
import { type OperationDocumentee, type Specification } from './specification.js';

export interface Personne {
  numero: string;
  entetes: Record<string, string>;
}

/** One call of a documented operation: what it needs is made first. */
export interface Appel {
  corps?: unknown;
  requete?: Record<string, string>;
  parametres?: Record<string, string>;
  entetes?: Record<string, string>;
}

const chemin = (modele: string, { parametres = {}, requete = {} }: Appel): string => {
  const rempli = modele.replaceAll(/\{([^}]+)\}/g, (_trouve, nom: string) => encodeURIComponent(parametres[nom] ?? '00000000-0000-4000-8000-000000000000'));
  const recherche = new URLSearchParams(requete).toString();
  return recherche === '' ? rempli : `${rempli}?${recherche}`;
};

/** A sandbox where persons are made at will, for calls that must each give one status. */
export class Monde {
  readonly client: ClientBacASable;
  private rang = 0;
  private communs: Record<string, string> | undefined;

  constructor(url: string) {
    this.client = new ClientBacASable(url);
  }

  async structure(): Promise<Record<string, string>> {
    this.communs ??= await this.client.entetes();
    return this.communs;
  }

  async inconnu(champs: Record<string, unknown> = {}): Promise<string> {
    this.rang += 1;
    const numeroFranceTravail = String(33_900_000_000 + this.rang);
    await this.client.admin('/usagers', usagerFictif({ numeroFranceTravail, nir: null, ...champs }));
    return numeroFranceTravail;
  }

  async personne(champs: Record<string, unknown> = {}): Promise<Personne> {
    const numero = await this.inconnu(champs);
    return { numero, entetes: await this.client.entetesUsager(numero) };
  }

  /** A person whose jeton outlives them. */
  async partie(): Promise<Personne> {
    const personne = await this.personne();
    await this.client.admin(`/usagers/${personne.numero}`, undefined, 'DELETE');
    return personne;
  }

  appeler(specification: Specification, { methode, chemin: modele }: OperationDocumentee, appel: Appel): Promise<Recu> {
    const demande: Demande = { methode, entetes: appel.entetes ?? {}, ...(appel.corps === undefined ? {} : { corps: appel.corps }) };
    return this.client.appeler(`${specification.base}${chemin(modele, appel)}`, demande);
  }

  /** The next call of this operation is answered with this status. */
  async faute({ base }: Specification, documentee: OperationDocumentee, statut: number): Promise<void> {
    const { api, operation } = operationServie(base, documentee);
    await this.client.admin('/fautes', { type: 'statut', statut, api, operation: operation.nom });
  }
}

/** The operation of the sandbox that serves a documented one. Throws when none does. */
export function operationServie(base: string, { methode, chemin: modele }: OperationDocumentee): { api: string; operation: Operation } {
  const motif = modele.replaceAll(/\{[^}]+\}/g, ':');
  for (const api of APIS) {
    const operation = api.operations.find((servie) => api.base === base && servie.methode === methode && servie.chemin.replaceAll(/:\w+/g, ':') === motif);
    if (operation) return { api: api.nom, operation };
  }
  throw new Error(`${methode} ${base}${modele} n'est pas servie par le bac à sable`);
}
