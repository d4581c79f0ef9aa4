import { type Agent } from '../addresses.js';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

const page = (title: string, body: string): string => `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; color: #161616; background: #f6f6f6; margin: 0; }
main { max-width: 36rem; margin: 3rem auto; padding: 2rem; background: #fff; border: 1px solid #ddd; }
h1 { font-size: 1.5rem; margin-top: 0; }
ul { list-style: none; padding: 0; }
button { font: inherit; text-align: left; width: 100%; padding: .75rem 1rem; margin: .25rem 0; color: #000091; background: #fff; border: 1px solid #000091; cursor: pointer; }
button:hover { background: #f5f5fe; }
button strong { display: block; }
button span { color: #3a3a3a; font-size: .875rem; }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;

const choice = ({ sub, nom, roles, structure }: Agent): string => `<li><button name="compte" value="${escapeHtml(sub)}">
<strong>${escapeHtml(nom ?? sub)}</strong>
<span>${escapeHtml(roles.join(', '))} · ${escapeHtml(`${structure.type} ${structure.code}`)} · ${escapeHtml(sub)}</span>
</button></li>`;

/** Where a person picks the account to play: no password, for the local stack only. */
export const loginPage = (action: string, accounts: readonly Agent[]): string =>
  page(
    'Se connecter',
    `<p>Installation locale : choisissez le compte fictif à employer. Aucun mot de passe n’est demandé.</p>
<form method="post" action="${escapeHtml(action)}"><ul>
${accounts.map(choice).join('\n')}
</ul></form>`,
  );

/** Ends the session at once when scripts run, else after a click. `form` is the provider's own. */
export const logoutPage = (form: string): string =>
  page(
    'Se déconnecter',
    `${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes"><strong>Se déconnecter</strong></button>
<script>document.querySelector('button').click()</script>`,
  );

export const errorPage = (code: string): string =>
  page('Connexion impossible', `<p>Le fournisseur d’identité a refusé la demande (${escapeHtml(code)}). Revenez au portail et recommencez.</p>`);
