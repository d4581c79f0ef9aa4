import { type Api, type AppelUsager, type Operation, type Reponse } from '../api.js';
import {
  creerDiagnostic,
  diagnosticDe,
  ecrireBesoins,
  ecrireContraintes,
  ecrireNumerique,
  ecrirePouvoirAgir,
  modifierDiagnostic,
  prioriser,
  supprimer,
  type Ecriture,
} from '../cycle-diagnostic.js';
import { besoinsLus, contraintesLues, dansLeDossier, diagnosticsLus, dossierLu, historiqueLu, numeriqueLu, pouvoirAgirLu, type Options } from '../lecture-diagnostic.js';
import { dossierVide, type AgentDiagnostic, type Diagnostic, type Domaine, type Dossier, type Trace } from '../modele-diagnostic.js';
import { champs, champTexte } from '../valeurs.js';
import { operationsReferentielDiagnostic } from './referentiel-diagnostic.js';

type Corps = Record<string, unknown>;

/** The bodies of this API's 400 are not published. */
const refuser = (message: string): Reponse => ({ status: 400, corps: { message } });

const listeDe = (valeur: unknown): Corps[] => (Array.isArray(valeur) ? valeur.map(champs) : []);

/** Diagnostics that an aggregate names. */
const cites = (corps: Corps): string[] => [
  ...listeDe(corps['diagnosticsAEnregistrer']).flatMap((diagnostic) => champTexte(diagnostic, 'idDiagnosticModifie') ?? []),
  ...listeDe(corps['besoinsParDiagnosticAEnregistrer']).map((besoins) => champTexte(besoins, 'idDiagnostic') ?? ''),
];

/** With the switch on, a diagnostic of the call that nobody has is one of the person's. */
function aLaVolee(appel: AppelUsager, dossier: Dossier): Dossier {
  const inconnus = [appel.parametres['idDiagnostic'], ...cites(champs(appel.corps))].filter((id) => id && !dossier.diagnostics.some((connu) => connu.id === id));
  return inconnus.reduce<Dossier>((agrandi, id) => {
    const cree = creerDiagnostic(agrandi, { nomMetier: 'Métier fictif', codeTypologie: 'MR' }, { id: id ?? '', trace: traceDe(appel) });
    return 'dossier' in cree ? cree.dossier : agrandi;
  }, dossier);
}

function dossierDe(appel: AppelUsager): Dossier {
  const { contexte, numeroFranceTravail } = appel;
  const { dossiers, reglages } = contexte.depot.etat;
  const dossier = dossiers.get(numeroFranceTravail) ?? dossierVide(numeroFranceTravail);
  return reglages.personnesALaVolee ? aLaVolee(appel, dossier) : dossier;
}

const agentDe = ({ entete, client }: AppelUsager): AgentDiagnostic => ({
  nom: entete('pa-nom-agent') ?? '',
  prenom: entete('pa-prenom-agent') ?? '',
  structure: client.structure.libelle ?? client.structure.code_aurore,
  type: 'AGENT',
});

const traceDe = (appel: AppelUsager): Trace => ({ agent: agentDe(appel), date: appel.instant.toISOString() });

const enregistrer = (appel: AppelUsager, dossier: Dossier): void => appel.contexte.depot.emettre({ type: 'dossier-enregistre', dossier });

function conclure(appel: AppelUsager, ecriture: Ecriture, corps?: object): Reponse {
  if ('probleme' in ecriture) return refuser(ecriture.probleme);
  enregistrer(appel, ecriture.dossier);
  return { status: 200, ...(corps && { corps }) };
}

type Lire = (dossier: Dossier, options: Options, appel: AppelUsager) => object | undefined;

const lecture = (nom: string, chemin: string, lire: Lire): Operation => ({
  nom,
  methode: 'GET',
  chemin,
  acces: 'usager',
  traiter: (appel) => {
    const { mojibake } = appel.contexte.depot.etat.reglages;
    const corps = appel.usager && lire(dossierDe(appel), { mojibake }, appel);
    return corps === undefined ? { status: 204 } : { status: 200, corps };
  },
});

const historique = (domaine: Domaine, chemin: string): Operation =>
  lecture(`historisation-${domaine}`, `/historisation/${chemin}`, ({ versions }, _options, { requete, parametres }) => {
    const { idDiagnostic } = parametres;
    const retenues = versions.filter((version) => version.domaine === domaine && (idDiagnostic === undefined || version.idDiagnostic === idDiagnostic));
    return historiqueLu(retenues, requete);
  });

interface Voulue {
  nom: string;
  chemin: string;
  methode?: 'POST' | 'PUT' | 'DELETE';
}

function ecriture({ nom, chemin, methode = 'POST' }: Voulue, ecrire: (appel: AppelUsager, corps: Corps) => Reponse): Operation {
  return { nom, methode, chemin, acces: 'usager', traiter: (appel) => (appel.usager ? ecrire(appel, champs(appel.corps)) : { status: 500 }) };
}

function creer(appel: AppelUsager, corps: Corps): Reponse {
  const id = appel.contexte.depot.uuid('diagnostic');
  return conclure(appel, creerDiagnostic(dossierDe(appel), corps, { id, trace: traceDe(appel) }), { idDiagnostic: id });
}

const idDe = ({ parametres }: AppelUsager): string => parametres['idDiagnostic'] ?? '';

/** An unknown diagnostic has no documented answer but 500. */
const surDiagnostic = (agir: (dossier: Dossier, connu: Diagnostic, appel: AppelUsager) => Dossier) => (appel: AppelUsager): Reponse => {
  const dossier = dossierDe(appel);
  const connu = diagnosticDe(dossier, idDe(appel));
  if (!connu) return { status: 500 };
  enregistrer(appel, agir(dossier, connu, appel));
  return { status: 200 };
};

const PRIORITES: Record<string, boolean | undefined> = { true: true, false: false };
const prioriserDiagnostic = surDiagnostic((dossier, connu, appel) => prioriser(dossier, connu, { prioritaire: PRIORITES[appel.requete['prioritaire'] ?? ''], trace: traceDe(appel) }));
const supprimerDiagnostic = surDiagnostic((dossier, connu, appel) => supprimer(dossier, connu, traceDe(appel)));

/** The writings asked for by an aggregate, in order: each works on what the one before gave. */
function etapes(appel: AppelUsager, corps: Corps): ((dossier: Dossier) => Ecriture)[] {
  const agent = agentDe(appel);
  const trace = traceDe(appel);
  const partie = (champ: string, ecrire: (dossier: Dossier, partie: Corps) => Ecriture) =>
    corps[champ] === undefined || corps[champ] === null ? [] : [(dossier: Dossier) => ecrire(dossier, champs(corps[champ]))];
  return [
    ...listeDe(corps['diagnosticsAEnregistrer']).map((diagnostic) => (dossier: Dossier) => {
      const id = champTexte(diagnostic, 'idDiagnosticModifie');
      if (id !== undefined) return modifierDiagnostic(dossier, diagnostic, { id, trace });
      return creerDiagnostic(dossier, diagnostic, { id: appel.contexte.depot.uuid('diagnostic'), trace });
    }),
    ...listeDe(corps['besoinsParDiagnosticAEnregistrer']).map(
      (besoins) => (dossier: Dossier) => ecrireBesoins(dossier, besoins, { id: champTexte(besoins, 'idDiagnostic') ?? '', agent }),
    ),
    ...partie('contraintesDossierAEnregistrer', (dossier, contraintes) => ecrireContraintes(dossier, contraintes, agent)),
    ...partie('pouvoirAgirAEnregistrer', (dossier, pouvoirAgir) => ecrirePouvoirAgir(dossier, pouvoirAgir, trace)),
    ...partie('autonomieNumeriqueAEnregistrer', (dossier, numerique) => ecrireNumerique(dossier, numerique, agent)),
  ];
}

/** All or nothing; 204 when one diagnostic is unknown. */
function ecrireDossier(appel: AppelUsager, corps: Corps): Reponse {
  const depart = dossierDe(appel);
  const faire = etapes(appel, corps);
  if (faire.length === 0) return refuser('rien à enregistrer');
  if (cites(corps).some((id) => !diagnosticDe(depart, id))) return { status: 204 };
  let dossier = depart;
  for (const etape of faire) {
    const faite = etape(dossier);
    if ('probleme' in faite) return refuser(faite.probleme);
    dossier = faite.dossier;
  }
  return conclure(appel, { dossier });
}

const UN = '/diagnostics/:idDiagnostic';

/** diagnostic-usager v4, whose path is diagnosticargumente (fact sheet section 11). */
export const diagnostic: Api = {
  nom: 'diagnosticargumente',
  base: '/partenaire/diagnosticargumente/v4',
  scopes: ['api_diagnosticargumentev4', 'diagnosticusageragent'],
  erreur: ({ status, message }) => (status >= 500 ? { status } : { status, corps: { message } }),
  operations: [
    lecture('dossiers', '/dossiers', dossierLu),
    ecriture({ nom: 'dossiers', chemin: '/dossiers' }, ecrireDossier),
    lecture('autonomienumerique', '/autonomienumerique', numeriqueLu),
    ecriture({ nom: 'autonomienumerique', chemin: '/autonomienumerique' }, (appel, corps) => conclure(appel, ecrireNumerique(dossierDe(appel), corps, agentDe(appel)))),
    lecture('besoins', '/besoins', besoinsLus),
    lecture('contraintes', '/contraintes', contraintesLues),
    ecriture({ nom: 'contraintes', chemin: '/contraintes' }, (appel, corps) => conclure(appel, ecrireContraintes(dossierDe(appel), corps, agentDe(appel)))),
    lecture('diagnostics', '/diagnostics', diagnosticsLus),
    ecriture({ nom: 'diagnostics', chemin: '/diagnostics' }, creer),
    ecriture({ nom: 'diagnostic', methode: 'PUT', chemin: UN }, (appel, corps) => conclure(appel, modifierDiagnostic(dossierDe(appel), corps, { id: idDe(appel), trace: traceDe(appel) }))),
    ecriture({ nom: 'diagnostic-besoins', chemin: `${UN}/besoins` }, (appel, corps) => conclure(appel, ecrireBesoins(dossierDe(appel), corps, { id: idDe(appel), agent: agentDe(appel) }))),
    ecriture({ nom: 'diagnostic-priorise', chemin: `${UN}/priorise` }, prioriserDiagnostic),
    ecriture({ nom: 'diagnostic-supprime', chemin: `${UN}/supprime` }, supprimerDiagnostic),
    // The published collection of calls deletes, the document posts.
    ecriture({ nom: 'diagnostic-supprime', methode: 'DELETE', chemin: `${UN}/supprime` }, supprimerDiagnostic),
    lecture('pouvoiragir', '/pouvoiragir', pouvoirAgirLu),
    ecriture({ nom: 'pouvoiragir', chemin: '/pouvoiragir' }, (appel, corps) => conclure(appel, ecrirePouvoirAgir(dossierDe(appel), corps, traceDe(appel)))),
    lecture('historisation-dossiers', '/dossiers/historisation', ({ versions }, _options, { requete }) => historiqueLu(versions, requete, dansLeDossier)),
    historique('autonomienumerique', 'autonomienumerique'),
    historique('contraintes', 'contraintes'),
    historique('diagnostics', 'diagnostics'),
    historique('besoins', 'diagnostics/:idDiagnostic/besoins'),
    historique('pouvoiragir', 'pouvoiragir'),
    ...operationsReferentielDiagnostic,
  ],
};
