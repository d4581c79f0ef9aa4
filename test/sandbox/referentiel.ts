/** Activities published for partners (fact sheet section 7); a domain is the first three letters of its families. */

export interface ActiviteConnue {
  code: string;
  libelle: string;
  codeFamille: string;
}

export const FAMILLES: Record<string, string> = {
  GLI100: 'Gestion des sanctions RSA',
  INSEA: 'Orientation',
  MSACC: 'Rendez-vous',
  ACC100: 'Gestion de Portefeuille',
};

export const DOMAINES: Record<string, string> = {
  GLI: 'Gestion de la liste',
  INS: 'Inscription',
  MSA: 'Mise en accompagnement',
  ACC: 'Accompagnement',
};

export const ACTIVITES: readonly ActiviteConnue[] = [
  { code: 'ACT366', libelle: 'Proposition suspension RSA à instruire', codeFamille: 'GLI100' },
  { code: 'ACT367', libelle: 'Proposition suspension RSA à traiter', codeFamille: 'GLI100' },
  { code: 'ACT368', libelle: 'Proposition levée de suspension RSA à instruire', codeFamille: 'GLI100' },
  { code: 'ACT369', libelle: 'Proposition levée de suspension RSA à traiter', codeFamille: 'GLI100' },
  { code: 'ACT370', libelle: 'Proposition suppression RSA à traiter', codeFamille: 'GLI100' },
  { code: 'ACT382', libelle: "Décision d'orientation à prendre", codeFamille: 'INSEA' },
  { code: 'ACT414', libelle: 'Décision de Réorientation à prendre', codeFamille: 'INSEA' },
  { code: 'ACT380', libelle: "1er RDV d'accompagnement à prendre", codeFamille: 'MSACC' },
  { code: 'ACT395', libelle: 'Modification diagnostic socio-professionnel à valider', codeFamille: 'ACC100' },
];

export const domaineDe = (codeFamille: string): string => codeFamille.slice(0, 3);

/** Codes of the activities that a search criterion covers. */
export function codesActivite(critere: 'codeActivite' | 'codeFamille' | 'codeDomaine', valeur: string): Set<string> {
  if (critere === 'codeActivite') return new Set([valeur]);
  const retenues = ACTIVITES.filter(({ codeFamille }) =>
    critere === 'codeFamille' ? codeFamille === valeur : domaineDe(codeFamille) === valeur,
  );
  return new Set(retenues.map(({ code }) => code));
}
