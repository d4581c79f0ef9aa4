import { APIS } from './apis/index.js';
import { type Contexte } from './contexte.js';
import { ETATS_CONTRAT, FORMES_JETON, ORGANISMES_PRECONISES, PARCOURS_PRECONISES, TYPES_FAUTE, TYPES_SANCTION_RSA } from './modele.js';

/** What the page lets one do: each form is one call of the administration, sent as JSON. */

type Valeur = string | number | boolean | null;

interface Champ {
  nom: string;
  libelle: string;
  type: 'texte' | 'nombre' | 'case' | 'liste';
  valeurs?: readonly string[];
  valeur?: Valeur;
}

interface Formulaire {
  titre: string;
  methode: 'POST' | 'PUT' | 'DELETE';
  chemin: string;
  champs: readonly Champ[];
  bouton: string;
}

const NUMERO: Champ = { nom: 'numeroFranceTravail', libelle: 'Numéro France Travail', type: 'texte' };
const nombre = (nom: string, libelle: string, valeur?: number): Champ => ({ nom, libelle, type: 'nombre', ...(valeur === undefined ? {} : { valeur }) });
const liste = (nom: string, libelle: string, valeurs: readonly string[]): Champ => ({ nom, libelle, type: 'liste', valeurs });
const coche = (nom: string, libelle: string, valeur = false): Champ => ({ nom, libelle, type: 'case', valeur });
const texte = (nom: string, libelle: string): Champ => ({ nom, libelle, type: 'texte' });

const LIBELLES: Record<string, string> = {
  jetonStrict: 'Jeton usager lié au jeton d’accès',
  erreurActivitesEnTableau: 'Erreur 400 des activités en tableau',
  nulEnTexte: 'Nul écrit « null » par rechercher-usager',
  mojibake: 'Accents cassés dans la typologie du diagnostic',
  reorientationAct414: 'Réorientation à décider en ACT414',
  personnesALaVolee: 'Personnes à la volée',
  champsNouveaux: 'Champs nouveaux',
  introuvableEn204: 'Introuvable en 204',
  modaliteALaRacine: 'Modalité à la racine de detailManquement',
  contratCreeEn201: 'Contrat créé en 201',
  delaiRendezVousMs: 'Délai d’apparition d’un rendez-vous (ms)',
};

function reglages({ depot }: Contexte): Champ[] {
  return Object.entries(depot.etat.reglages).flatMap(([nom, valeur]: [string, Valeur]): Champ[] => {
    const libelle = LIBELLES[nom] ?? nom;
    if (typeof valeur === 'boolean') return [coche(nom, libelle, valeur)];
    return nom === 'delaiRendezVousMs' ? [nombre(nom, libelle, Number(valeur))] : [];
  });
}

const formulaires = (contexte: Contexte): Formulaire[] => [
  { titre: 'Réglages', methode: 'PUT', chemin: '/reglages', champs: [...reglages(contexte), { ...liste('formeJeton', 'Forme du jeton', FORMES_JETON), valeur: contexte.depot.etat.reglages.formeJeton }], bouton: 'Appliquer' },
  {
    titre: 'Inventer des personnes',
    methode: 'POST',
    chemin: '/generer',
    champs: [nombre('nombre', 'Combien', 10), nombre('depuis', 'À partir du rang', 1), coche('preconisation', 'Une préconisation à décider', true), coche('contrat', 'Un contrat à signer'), coche('sanction', 'Une proposition de suspension')],
    bouton: 'Inventer',
  },
  {
    titre: 'Préconiser une orientation',
    methode: 'POST',
    chemin: '/preconisations',
    champs: [NUMERO, liste('parcours', 'Parcours', PARCOURS_PRECONISES), liste('organisme', 'Organisme', ORGANISMES_PRECONISES)],
    bouton: 'Préconiser',
  },
  { titre: 'Mettre un contrat dans un état', methode: 'POST', chemin: '/contrats', champs: [NUMERO, liste('etat', 'État', ETATS_CONTRAT)], bouton: 'Mettre' },
  {
    titre: 'Proposer une sanction',
    methode: 'POST',
    chemin: '/propositions-sanction',
    champs: [NUMERO, texte('id', 'identifiantSanction (tiré s’il est vide)'), liste('type', 'Type', TYPES_SANCTION_RSA), nombre('montant', 'Pourcentage', 50), nombre('duree', 'Mois', 1)],
    bouton: 'Proposer',
  },
  { titre: 'Fusionner deux personnes', methode: 'POST', chemin: '/fusions', champs: [texte('ancien', 'Numéro qui disparaît'), texte('nouveau', 'Numéro qui reste')], bouton: 'Fusionner' },
  {
    titre: 'Poser une faute',
    methode: 'POST',
    chemin: '/fautes',
    champs: [
      liste('type', 'Faute', TYPES_FAUTE),
      liste('api', 'API', ['', ...APIS.map(({ nom }) => nom)]),
      texte('operation', 'Opération (toutes si vide)'),
      nombre('nombre', 'Combien de fois', 1),
      nombre('statut', 'Statut HTTP'),
      nombre('retryAfter', 'Retry-After (s)'),
      nombre('millisecondes', 'Lenteur (ms)'),
    ],
    bouton: 'Poser',
  },
  { titre: 'Effacer les fautes', methode: 'DELETE', chemin: '/fautes', champs: [], bouton: 'Effacer' },
  { titre: 'Avancer l’horloge', methode: 'POST', chemin: '/horloge', champs: [nombre('avancerSecondes', 'Secondes', 86_400)], bouton: 'Avancer' },
  { titre: 'Tout oublier', methode: 'POST', chemin: '/reinitialiser', champs: [], bouton: 'Réinitialiser' },
];

type Echapper = (texte: string) => string;

function saisie({ nom, type, valeurs = [], valeur }: Champ, id: string, html: Echapper): string {
  if (type === 'liste') return `<select id="${id}" name="${nom}">${valeurs.map((choix) => `<option value="${html(choix)}"${choix === valeur ? ' selected' : ''}>${html(choix === '' ? 'toutes' : choix)}</option>`).join('')}</select>`;
  if (type === 'case') return `<input type="checkbox" id="${id}" name="${nom}"${valeur === true ? ' checked' : ''}>`;
  return `<input type="${type === 'nombre' ? 'number' : 'text'}" id="${id}" name="${nom}"${valeur === undefined ? '' : ` value="${html(String(valeur))}"`}>`;
}

function formulaire({ titre, methode, chemin, champs, bouton }: Formulaire, html: Echapper, rang: number): string {
  const lignes = champs.map((champ) => {
    const id = `f${rang}-${champ.nom}`;
    return `<p><label for="${id}">${html(champ.libelle)}</label> ${saisie(champ, id, html)}</p>`;
  });
  return `<form data-methode="${methode}" data-chemin="/_admin${chemin}"><fieldset><legend>${html(titre)}</legend>${lignes.join('')}<button>${html(bouton)}</button> <output></output></fieldset></form>`;
}

const SCRIPT = `for (const f of document.querySelectorAll('form')) f.addEventListener('submit', async (e) => {
  e.preventDefault();
  const corps = {};
  for (const c of f.elements) {
    if (!c.name) continue;
    if (c.type === 'checkbox') corps[c.name] = c.checked;
    else if (c.value !== '') corps[c.name] = c.type === 'number' ? Number(c.value) : c.value;
  }
  const vide = Object.keys(corps).length === 0;
  const r = await fetch(f.dataset.chemin, { method: f.dataset.methode, ...(vide ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(corps) }) });
  if (r.ok) location.reload();
  else f.querySelector('output').textContent = (await r.json()).erreur;
});`;

/** Forms and the script that sends them. */
export const actions = (contexte: Contexte, html: Echapper): string =>
  `<div class="actions">${formulaires(contexte)
    .map((decrit, rang) => formulaire(decrit, html, rang))
    .join('\n')}</div>\n<script>${SCRIPT}</script>`;
