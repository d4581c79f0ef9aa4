import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lireComptes } from './comptes.js';
import { createSandbox, type OptionsSandbox } from './index.js';
import { type Quota } from './modele.js';
import { lireQuota } from './quotas.js';

const AIDE = `Bac à sable SI Plateforme : simulateur local des API partenaires de France Travail.

  --port N           port d'écoute (9400 ; 0 : un port libre)
  --hote ADRESSE     adresse d'écoute (127.0.0.1)
  --donnees DOSSIER  garde l'état dans ce dossier et le reprend au démarrage
  --comptes FICHIER  comptes clients (JSON)
  --graine TEXTE     graine des identifiants
  --quota API=N/s    quota par client et par API (répétable ; unités s, m, h, j)
  --https PORT       sert aussi en HTTPS sur ce port, signé par une autorité locale faite au premier démarrage
  --noms A,B         noms d'hôte du certificat (localhost et 127.0.0.1 y sont toujours)
  --oidc ADRESSE     fournisseur d'identité des agents (code d'autorisation) ; avec --oidc-client,
                     et son secret dans le fichier que nomme --oidc-secret
  --oidc-client ID   identifiant du bac à sable chez ce fournisseur (bac-a-sable)
  --jeton-strict     lie le jeton usager au jeton d'accès`;

function quotasDe(textes: readonly string[]): Record<string, Quota> {
  return Object.fromEntries(
    textes.map((texte) => {
      const [api = '', valeur = ''] = texte.split('=');
      const quota = lireQuota(valeur);
      if (!quota || api === '') throw new Error(`--quota ${texte} : écrivez par exemple orientationusager=5/s.`);
      return [api, quota];
    }),
  );
}

function portDe(texte: string): number {
  const port = Number(texte);
  if (!/^\d+$/.test(texte) || port > 65_535) throw new Error(`--port ${texte} : donnez un nombre entre 0 et 65535.`);
  return port;
}

function fournisseurDe(emetteur: string | undefined, clientId: string, fichier: string | undefined): OptionsSandbox['fournisseur'] {
  if (emetteur === undefined) return undefined;
  if (fichier === undefined) throw new Error('--oidc demande aussi --oidc-secret : le fichier qui contient le secret du bac à sable.');
  return { emetteur: emetteur.replace(/\/$/, ''), clientId, clientSecret: readFileSync(fichier, 'utf8').trim() };
}

function lireOptions(args: string[]): OptionsSandbox | undefined {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '9400' },
      hote: { type: 'string' },
      donnees: { type: 'string' },
      comptes: { type: 'string' },
      graine: { type: 'string' },
      quota: { type: 'string', multiple: true, default: [] },
      https: { type: 'string' },
      noms: { type: 'string', default: '' },
      oidc: { type: 'string' },
      'oidc-client': { type: 'string', default: 'bac-a-sable' },
      'oidc-secret': { type: 'string' },
      'jeton-strict': { type: 'boolean', default: false },
      aide: { type: 'boolean', default: false },
    },
  });
  if (values.aide) return undefined;
  return {
    port: portDe(values.port),
    hote: values.hote,
    donnees: values.donnees,
    graine: values.graine,
    comptes: values.comptes === undefined ? undefined : lireComptes(values.comptes),
    quotas: quotasDe(values.quota),
    https: values.https === undefined ? undefined : { port: portDe(values.https), noms: values.noms.split(',').map((nom) => nom.trim()).filter(Boolean) },
    fournisseur: fournisseurDe(values.oidc, values['oidc-client'], values['oidc-secret']),
    reglages: { jetonStrict: values['jeton-strict'] },
  };
}

async function main(): Promise<void> {
  const options = lireOptions(process.argv.slice(2));
  if (!options) {
    console.log(AIDE);
    return;
  }
  const sandbox = await createSandbox(options);
  console.log(`Bac à sable SI Plateforme prêt : ${sandbox.url}`);
  if (sandbox.https) {
    console.log(`En HTTPS : ${sandbox.https.url}`);
    console.log(options.donnees === undefined ? sandbox.https.autorite : `Autorité à déclarer : ${join(options.donnees, 'autorite.pem')}`);
  }
  const arreter = (): void => void sandbox.close().then(() => process.exit(0));
  process.once('SIGTERM', arreter);
  process.once('SIGINT', arreter);
}

function expliquer(erreur: NodeJS.ErrnoException): string {
  if (erreur.code === 'EADDRINUSE') return 'Ce port est déjà pris : choisissez-en un autre avec --port, ou --port 0 pour un port libre.';
  if (erreur.code?.startsWith('ERR_PARSE_ARGS')) return `Option inconnue ou mal écrite (${erreur.message}).\n\n${AIDE}`;
  return erreur.message;
}

main().catch((erreur: unknown) => {
  console.error(expliquer(erreur as NodeJS.ErrnoException));
  process.exitCode = 2;
});
