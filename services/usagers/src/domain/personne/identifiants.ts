/** What others call a person, beside the NIR. */
export type Identifiant =
  | Readonly<{ genre: 'NUMERO_FRANCE_TRAVAIL'; numero: string }>
  | Readonly<{ genre: 'MATRICULE'; organisme: 'CAF' | 'MSA'; numeroOrganisme: string; matricule: string; numeroDemande: string }>
  | Readonly<{ genre: 'OUTIL_DEPARTEMENT'; departement: string; numero: string }>
  | Readonly<{ genre: 'PARTENAIRE'; partenaire: string; numero: string }>;

export type GenreIdentifiant = Identifiant['genre'];

/** Why an identifier is no longer a person's. */
export const MOTIFS_FIN = ['CHANGEMENT', 'ERREUR', 'REMPLACE', 'PASSE_A_UNE_AUTRE_PERSONNE'] as const;
export type MotifFin = (typeof MOTIFS_FIN)[number];

/**
 * Who gives the identifier (one at a time for a person), and the texts that make it, in the order
 * of its blind index. A matricule is the one of a foyer, so several persons share it.
 */
export const formeDe = (identifiant: Identifiant): Readonly<{ portee: string; valeur: readonly string[] }> => {
  switch (identifiant.genre) {
    case 'NUMERO_FRANCE_TRAVAIL':
      return { portee: '', valeur: [identifiant.numero] };
    case 'MATRICULE': {
      const { organisme, numeroOrganisme, matricule, numeroDemande } = identifiant;
      return { portee: organisme, valeur: [organisme, numeroOrganisme, matricule, numeroDemande] };
    }
    case 'OUTIL_DEPARTEMENT':
      return { portee: identifiant.departement, valeur: [identifiant.departement, identifiant.numero] };
    case 'PARTENAIRE':
      return { portee: identifiant.partenaire, valeur: [identifiant.partenaire, identifiant.numero] };
  }
};
