import { type Contexte } from './contexte.js';
import { type Activite, type Usager } from './modele.js';
import { actions } from './page-actions.js';

const LIGNES = 200;

const ENTITES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const html = (texte: string): string => texte.replaceAll(/[&<>"']/g, (signe) => ENTITES[signe] ?? signe);

function tableau(legende: string, colonnes: string[], lignes: string[][]): string {
  if (lignes.length === 0) return `<p>${html(legende)} : rien pour le moment.</p>`;
  const entete = colonnes.map((colonne) => `<th scope="col">${html(colonne)}</th>`).join('');
  const corps = lignes.map((ligne) => `<tr>${ligne.map((cellule) => `<td>${html(cellule)}</td>`).join('')}</tr>`).join('\n');
  return `<table><caption>${html(legende)}</caption><thead><tr>${entete}</tr></thead><tbody>${corps}</tbody></table>`;
}

function ligneUsager(contexte: Contexte, usager: Usager): string[] {
  const orientations = contexte.depot.etat.orientations.get(usager.numeroFranceTravail) ?? [];
  const derniere = orientations.at(-1);
  return [
    usager.numeroFranceTravail,
    `${usager.prenom} ${usager.nom}`,
    usager.structures.join(', '),
    derniere ? `${derniere.etat}, ${derniere.statut}` : 'aucune orientation',
    derniere ? `${derniere.parcours} / ${derniere.organisme}` : '',
    contexte.depot.etat.contrats.get(usager.numeroFranceTravail)?.etat ?? '',
  ];
}

const panier = ({ panier: { organisme, structure } }: Activite): string => structure ?? `organisme ${organisme}`;

function paniers(contexte: Contexte): string {
  const groupes = new Map<string, Activite[]>();
  for (const activite of contexte.depot.etat.activites.values()) {
    const groupe = groupes.get(panier(activite));
    if (groupe) groupe.push(activite);
    else groupes.set(panier(activite), [activite]);
  }
  if (groupes.size === 0) return '<p>Tous les paniers sont vides.</p>';
  return [...groupes]
    .map(([nom, activites]) =>
      tableau(
        `Panier ${nom} (${activites.length})`,
        ['Activité', 'Usager', 'Échéance', 'Attributs'],
        activites
          .slice(0, LIGNES)
          .map((activite) => [
            activite.codeActivite,
            activite.numeroFranceTravail ?? 'non exploitable',
            activite.dateEcheance,
            activite.attributs.map(({ nom: attribut, valeur }) => `${attribut}=${valeur}`).join(', '),
          ]),
      ),
    )
    .join('\n');
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#161616}
table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{border-bottom:1px solid #ccc;text-align:left;padding:.25rem .75rem .25rem 0;font-size:.9rem}
.actions{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:1rem}.actions p{margin:.25rem 0}output{color:#b00020}`;

/** The sandbox at a glance, and what can be done to it: persons, baskets, last calls, forms. */
export function page(contexte: Contexte): string {
  const { usagers } = contexte.depot.etat;
  const lignes = [...usagers.values()].slice(0, LIGNES).map((usager) => ligneUsager(contexte, usager));
  const appels = contexte.journal
    .derniers(30)
    .map((appel) => [appel.instant, appel.api, appel.operation, String(appel.status), appel.agent ?? '', appel.faute ?? '']);
  const fautes = contexte.depot.etat.fautes.map(({ type, api, operation, reste }) => [type, api ?? 'toutes', operation ?? 'toutes', String(reste ?? 'jusqu’à effacement')]);
  return `<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bac à sable SI Plateforme</title>
<style>${STYLE}</style></head><body>
<h1>Bac à sable SI Plateforme</h1>
<p>Simulateur local des API partenaires de France Travail. Il est ${html(new Date(contexte.maintenant()).toISOString())} à son horloge. Données fictives uniquement.</p>
<h2>Usagers</h2>${tableau(`Usagers (${usagers.size})`, ['Numéro France Travail', 'Nom', 'Structures', 'Orientation', 'Parcours / organisme', 'Contrat'], lignes)}
<h2>Paniers d'activités</h2>${paniers(contexte)}
<h2>Fautes posées</h2>${tableau('Fautes', ['Type', 'API', 'Opération', 'Reste'], fautes)}
<h2>Derniers appels</h2>${tableau('Du plus récent au plus ancien', ['Instant', 'API', 'Opération', 'Statut', 'Agent', 'Faute jouée'], appels)}
<h2>Agir</h2>${actions(contexte, html)}
</body></html>
`;
}
