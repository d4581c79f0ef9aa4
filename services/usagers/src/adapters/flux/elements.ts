/** An element of a flux bénéficiaires that is read; every other one is passed over. */
export type Element = Readonly<{
  nom: string;
  /** A text that is kept, under the element's name. */
  feuille: boolean;
  /** Opens a record of its own: the texts below it go there. */
  bloc: boolean;
  enfants: ReadonlyMap<string, Element>;
}>;

interface Arbre {
  readonly [nom: string]: Arbre | true;
}

const textes = (...noms: string[]): Arbre => Object.fromEntries(noms.map((nom) => [nom, true as const]));

const BLOCS = new Set(['Racine', 'IdentificationFlux', 'InfosFoyerRSA', 'Personne', 'Prestations', 'Adresse', 'TransmissionFlux']);

/**
 * Source: vrsb0801.xsd, sequence of `Racine`; and what VRSD0301 adds or names otherwise (VERSIONFLUX,
 * LISPRENOMS, DTDC, CalculDroitRSAPersonne), whose XSD is not published: the rest is taken as unchanged.
 */
const BENEFICIAIRES: Arbre = {
  Racine: {
    IdentificationFlux: textes('APPLIEME', 'NUMVERSIONAPPLIEME', 'VERSIONFLUX', 'TYPEFLUX', 'NATFLUX', 'DTCREAFLUX', 'DTREF'),
    InfosFoyerRSA: {
      IdentificationRSA: {
        Organisme: textes('FONORG', 'NUMORG', 'MATRICULE'),
        Partenaire: textes('IDEPARTE'),
        DemandeRSA: textes('DTDEMRSA', 'NUMDEMRSA'),
        OrganismePrenant: textes('FONORGPRENMUT', 'NUMORGPRENMUT', 'DDDEPAMUT'),
      },
      Personne: {
        Identification: textes('QUAL', 'NOM', 'NOMNAI', 'PRENOM', 'LISPRENOMS', 'DTNAI', 'DTDC', 'NIR', 'SEXE'),
        Prestations: textes('NATPREST', 'ROLEPERS'),
        MontantCalculDroitRSAPersonne: textes('TOPPERSDRODEVORSA'),
        CalculDroitRSAPersonne: textes('TOPPERSDRODEVORSA'),
      },
      DonneesAdministratives: {
        Adresse: {
          TroncCommunAdresse: textes('RGADR'),
          AdresseDetailleeFrance: textes('NUMCOM', 'CODEPOS', 'NOMCOM'),
        },
      },
      PrestationRSA: {
        SituationDossierRSA: {
          EtatDossierRSA: textes('ETATDOSRSA'),
          FinDroit: textes('MOTICLORSA'),
        },
      },
    },
    TransmissionFlux: textes('NBTOTDOSRSATRANSM', 'NBTOTDOSRSATRANSMANO'),
  },
};

const element = (nom: string, arbre: Arbre | true): Element => ({
  nom,
  feuille: arbre === true,
  bloc: BLOCS.has(nom),
  enfants: new Map(arbre === true ? [] : Object.entries(arbre).map(([enfant, sous]) => [enfant, element(enfant, sous)])),
});

/** The document itself, whose only child is `Racine`. */
export const DOCUMENT: Element = element('', BENEFICIAIRES);
