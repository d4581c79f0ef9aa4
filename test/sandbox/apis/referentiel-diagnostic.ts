import { type AppelStructure, type Operation, type Reponse } from '../api.js';
import { VALEURS_BESOIN, VALEURS_CONTRAINTE, VALEURS_OBJECTIF, VALEURS_SITUATION } from '../modele-diagnostic.js';
import { ANALYSES, CONTRAINTES, QUESTIONS, REPONSES, THEMATIQUE_CONTRAINTE, THEMATIQUES, type Code } from '../referentiel-diagnostic.js';

// The published help to questioning is long and of no use to a client: one sentence stands for it.
const AIDE = [{ question: 'Question fictive du bac à sable', precisions: ['Précision fictive'] }];

type Aide = { aideQuestionnement?: typeof AIDE };
const aideDe = ({ requete }: AppelStructure): Aide => (requete['inclure'] === 'aide-questionnement' ? { aideQuestionnement: AIDE } : {});

const code = (connu: Code, valeur: readonly string[]): object => ({ code: connu.code, valeur, libelle: connu.libelle });

const besoins = (aide: Aide): object => ({
  thematiquesBesoins: THEMATIQUES.map((thematique) => ({
    code: thematique.code,
    libelle: thematique.libelle,
    ...aide,
    besoins: thematique.besoins.map((besoin) => ({ ...code(besoin, VALEURS_BESOIN), ...aide })),
  })),
});

const contraintes = (aide: Aide, garder: readonly ('situation' | 'objectif')[] = ['situation', 'objectif']): object => ({
  thematiqueContrainte: {
    ...THEMATIQUE_CONTRAINTE,
    ...aide,
    contraintes: CONTRAINTES.map((connue) => ({
      ...code(connue, VALEURS_CONTRAINTE),
      ...aide,
      ...(garder.includes('situation') && { situations: connue.situations.map((situation) => code(situation, VALEURS_SITUATION)) }),
      ...(garder.includes('objectif') && { objectifs: connue.objectifs.map((objectif) => code(objectif, VALEURS_OBJECTIF)) }),
    })),
  },
});

// Written `pourvoirAgir` by the published document.
const pouvoirAgir = (aide: Aide, garder: readonly ('question' | 'analyse')[], analyses = ANALYSES): object => ({
  pourvoirAgir: {
    ...aide,
    ...(garder.includes('question') && { questions: QUESTIONS.map(({ question, libelle }) => ({ question, valeur: REPONSES, libelle })) }),
    ...(garder.includes('analyse') && { analyses }),
  },
});

const DOMAINES: Record<string, (aide: Aide) => object> = {
  besoin: besoins,
  contrainte: contraintes,
  'pouvoir-agir': (aide) => pouvoirAgir(aide, ['question', 'analyse']),
  'contrainte/situation': (aide) => contraintes(aide, ['situation']),
  'contrainte/objectif': (aide) => contraintes(aide, ['objectif']),
  'pouvoir-agir/question': (aide) => pouvoirAgir(aide, ['question']),
  'pouvoir-agir/analyse': (aide) => pouvoirAgir(aide, ['analyse']),
};

const tout = (appel: AppelStructure): object => {
  const aide = aideDe(appel);
  return { ...besoins(aide), ...contraintes(aide), ...pouvoirAgir(aide, ['question', 'analyse']) };
};

/** Nothing but 200 and 500 is documented: an unknown part is a 500. */
function partie(appel: AppelStructure): Reponse {
  const { domaine = '', sousDomaine } = appel.parametres;
  const lire = DOMAINES[sousDomaine === undefined ? domaine : `${domaine}/${sousDomaine}`];
  return lire ? { status: 200, corps: lire(aideDe(appel)) } : { status: 500 };
}

function analyses(appel: AppelStructure): Reponse {
  const { confiance, accompagnement } = appel.requete;
  const retenues = ANALYSES.filter((analyse) => (!confiance || analyse.confiance === confiance) && (!accompagnement || analyse.accompagnement === accompagnement));
  return { status: 200, corps: pouvoirAgir(aideDe(appel), ['analyse'], retenues) };
}

const lecture = (nom: string, chemin: string, traiter: (appel: AppelStructure) => Reponse): Operation => ({ nom, methode: 'GET', chemin, acces: 'structure', traiter });

/** Reference lists of the diagnostic: no jeton. */
export const operationsReferentielDiagnostic: readonly Operation[] = [
  lecture('referentiel', '/referentiel', (appel) => ({ status: 200, corps: tout(appel) })),
  lecture('referentiel-analyse', '/referentiel/pouvoir-agir/analyse', analyses),
  lecture('referentiel-domaine', '/referentiel/:domaine', partie),
  lecture('referentiel-sous-domaine', '/referentiel/:domaine/:sousDomaine', partie),
];
