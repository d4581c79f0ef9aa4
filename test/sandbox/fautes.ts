import { type Api, type Operation, type Reponse } from './api.js';
import { type Contexte } from './contexte.js';
import { type Faute } from './modele.js';

function concerne(faute: Faute, api: Api, operation: Operation): boolean {
  if (faute.api !== undefined && faute.api !== api.nom) return false;
  if (faute.operation !== undefined && faute.operation !== operation.nom) return false;
  if (faute.type === 'jeton-expire') return operation.acces === 'usager';
  if (faute.type === 'token-expire') return operation.acces !== 'libre';
  return true;
}

/** Takes the first fault set for this call, and uses it up by one. */
export function preleverFaute(contexte: Contexte, api: Api, operation: Operation): Faute | undefined {
  const faute = contexte.depot.etat.fautes.find((posee) => concerne(posee, api, operation));
  if (!faute) return undefined;
  const prelevee = { ...faute };
  if (faute.reste !== null) contexte.depot.emettre({ type: 'faute-consommee', id: faute.id });
  return prelevee;
}

const PAGE_HTML = '<!DOCTYPE html>\n<html><head><title>Service indisponible</title></head><body><h1>503</h1></body></html>\n';

// Gateway text published with code JCS0011G (fact sheet section 15.1).
const PASSERELLE = {
  codeErreur: 'JCS0011G',
  codeHttp: 500,
  message: 'La vue service retournée par le connecteur HTTP est nulle ou mal formée',
};

/** 429 as the gateway words it; no Retry-After when `retryAfter` is null or absent. */
export function trop(retryAfter: number | null | undefined): Reponse {
  return {
    status: 429,
    texte: 'Too Many Requests',
    type: 'text/plain',
    entetes: { 'cache-control': 'no-store', ...(retryAfter === null || retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }) },
  };
}

function statut(faute: Faute, api: Api, arret: { operation: Operation; contexte: Contexte }): Reponse {
  const status = faute.statut ?? 500;
  if (faute.corps !== undefined) return { status, texte: faute.corps, type: faute.typeContenu ?? 'text/plain' };
  if (status === 429) return trop(faute.retryAfter);
  if (status < 400 && status >= 300) return { status, entetes: { location: '/connexion/oauth2/agent/authorize' } };
  const instant = new Date(arret.contexte.maintenant());
  return api.erreur({ status, message: 'Service en erreur', instant }, arret.operation.nom, arret.contexte);
}

const html = (faute: Faute): Reponse => ({
  status: faute.statut ?? 503,
  texte: faute.corps ?? PAGE_HTML,
  type: 'text/html; charset=utf-8',
});

/** The answer that a fault puts in place of the API's, or undefined when the call must be played. */
export function reponseDeFaute(
  faute: Faute | undefined,
  api: Api,
  arret: { operation: Operation; contexte: Contexte },
): Reponse | undefined {
  if (faute?.type === 'statut') return statut(faute, api, arret);
  if (faute?.type === 'html') return html(faute);
  return faute?.type === 'passerelle' ? { status: 500, corps: PASSERELLE } : undefined;
}
