// Written by `npm run schemas` from schemas/habilitations.json: do not edit.
export type Relation = 'SUIT' | 'DECIDE' | 'TRANSMET';
export type Finalite = 'orientation' | 'accompagnement' | 'sanction' | 'echange-france-travail' | 'echange-partenaire' | 'droits-des-personnes' | 'exploitation';
export type Categorie = 'identifiant_interne' | 'droit_rsa' | 'adresse' | 'orientation' | 'rattachement' | 'contrat' | 'activite' | 'rendez_vous' | 'sanction' | 'texte_libre' | 'agent' | 'technique' | 'identite' | 'motif_amenagement';
/** One line of the matrix: agents with one of these roles, in this relation to a person, may for this purpose see these categories. */
export type LigneHabilitation = Readonly<{ roles: readonly string[]; relation: Relation; finalite: Finalite; categories: readonly Categorie[]; base: string }>;
export const lignesHabilitation: readonly LigneHabilitation[] = [
  {
    "roles": [
      "REFERENT"
    ],
    "relation": "SUIT",
    "finalite": "accompagnement",
    "categories": [
      "identite",
      "rattachement",
      "droit_rsa",
      "orientation",
      "contrat",
      "activite",
      "rendez_vous",
      "motif_amenagement",
      "texte_libre"
    ],
    "base": "R. 262-107 CASF"
  },
  {
    "roles": [
      "DECIDEUR",
      "GESTIONNAIRE"
    ],
    "relation": "SUIT",
    "finalite": "accompagnement",
    "categories": [
      "identite",
      "rattachement",
      "droit_rsa",
      "orientation",
      "contrat",
      "activite",
      "rendez_vous",
      "motif_amenagement",
      "texte_libre"
    ],
    "base": "R. 262-107 CASF"
  },
  {
    "roles": [
      "PARTENAIRE"
    ],
    "relation": "SUIT",
    "finalite": "accompagnement",
    "categories": [
      "identite",
      "rattachement",
      "orientation",
      "contrat"
    ],
    "base": "R. 262-107 CASF ; à confirmer dans chaque convention"
  },
  {
    "roles": [
      "REFERENT"
    ],
    "relation": "SUIT",
    "finalite": "sanction",
    "categories": [
      "sanction"
    ],
    "base": "L. 262-37 CASF ; R. 262-107 CASF"
  },
  {
    "roles": [
      "DECIDEUR",
      "GESTIONNAIRE"
    ],
    "relation": "DECIDE",
    "finalite": "orientation",
    "categories": [
      "identite",
      "rattachement",
      "droit_rsa",
      "orientation",
      "texte_libre"
    ],
    "base": "L. 5411-5-1 C. trav. ; R. 262-107 CASF"
  },
  {
    "roles": [
      "DECIDEUR",
      "GESTIONNAIRE"
    ],
    "relation": "DECIDE",
    "finalite": "accompagnement",
    "categories": [
      "identite",
      "rattachement",
      "droit_rsa",
      "contrat",
      "activite",
      "rendez_vous"
    ],
    "base": "L. 262-34 et R. 262-107 CASF"
  },
  {
    "roles": [
      "DECIDEUR",
      "GESTIONNAIRE"
    ],
    "relation": "DECIDE",
    "finalite": "sanction",
    "categories": [
      "sanction",
      "droit_rsa",
      "contrat"
    ],
    "base": "L. 262-37, R. 262-68 à R. 262-69 et R. 262-107 CASF"
  },
  {
    "roles": [
      "EXPLOITANT"
    ],
    "relation": "DECIDE",
    "finalite": "orientation",
    "categories": [
      "orientation"
    ],
    "base": "à confirmer : suivi des échecs de transmission, sans l'identité"
  },
  {
    "roles": [
      "DECIDEUR",
      "GESTIONNAIRE"
    ],
    "relation": "DECIDE",
    "finalite": "echange-france-travail",
    "categories": [
      "technique",
      "orientation",
      "contrat",
      "rendez_vous",
      "sanction",
      "texte_libre"
    ],
    "base": "R. 262-107 CASF"
  },
  {
    "roles": [
      "EXPLOITANT"
    ],
    "relation": "DECIDE",
    "finalite": "echange-france-travail",
    "categories": [
      "technique"
    ],
    "base": "à confirmer : suivi des échecs de transmission, sans l'identité"
  },
  {
    "roles": [
      "DECIDEUR",
      "GESTIONNAIRE",
      "EXPLOITANT"
    ],
    "relation": "DECIDE",
    "finalite": "echange-partenaire",
    "categories": [
      "technique"
    ],
    "base": "R. 262-107 CASF"
  },
  {
    "roles": [
      "CONNECTEUR"
    ],
    "relation": "TRANSMET",
    "finalite": "echange-france-travail",
    "categories": [
      "identite"
    ],
    "base": "L. 263-4-1 CASF"
  },
  {
    "roles": [
      "GESTIONNAIRE",
      "DECIDEUR"
    ],
    "relation": "DECIDE",
    "finalite": "droits-des-personnes",
    "categories": [
      "identite"
    ],
    "base": "RGPD, articles 15 à 19"
  }
];
/** What of the bus each type of structure may receive. */
export const categoriesRecues: Readonly<Record<string, readonly string[]>> = {
  "CD": [
    "identifiant_interne",
    "technique",
    "droit_rsa",
    "adresse",
    "orientation",
    "rattachement",
    "contrat",
    "activite",
    "rendez_vous",
    "sanction",
    "texte_libre",
    "agent"
  ],
  "FT": [
    "identifiant_interne",
    "technique",
    "droit_rsa",
    "orientation",
    "rattachement",
    "contrat",
    "activite",
    "rendez_vous",
    "sanction",
    "texte_libre",
    "agent"
  ],
  "ML": [
    "identifiant_interne",
    "technique",
    "orientation",
    "rattachement",
    "contrat",
    "activite",
    "rendez_vous"
  ],
  "CE": [
    "identifiant_interne",
    "technique",
    "orientation",
    "rattachement",
    "contrat",
    "activite",
    "rendez_vous"
  ]
};
