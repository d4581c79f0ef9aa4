import { type RapportEffacement } from '../../application/droits/rapport.js';
import { page, paragraphe, tableau, titre2 } from './page.js';

const FAITS: Readonly<Record<RapportEffacement['lieux'][number]['fait'], string>> = {
  EFFACE: 'Effacé',
  EN_COURS: 'Pas encore effacé',
  CONSERVE: 'Conservé',
  NON_INTERROGE: 'Non vérifié',
};

const MOTIFS: Readonly<Record<RapportEffacement['motif'], string>> = {
  DEMANDE_DE_LA_PERSONNE: 'demande de la personne',
  TRAITEMENT_ILLICITE: 'traitement illicite',
  OBLIGATION_LEGALE: 'obligation légale',
  FIN_DE_CONSERVATION: 'fin de la durée de conservation',
};

const nombre = (lignes: number | null): string => (lignes === null ? '' : String(lignes));

const etatDe = ({ etat, acheve }: RapportEffacement): string => {
  if (etat === 'DEMANDE') return 'Effacement demandé : il attend la confirmation d’un second agent. Rien n’est effacé.';
  return acheve ? 'Effacement achevé : plus rien ne reste de ce qui s’efface.' : 'Effacement confirmé ; un service au moins n’a pas encore effacé, ou n’a pas répondu.';
};

/** The proof of an erasure, for a person to read. */
export const pageRapport = (rapport: RapportEffacement): string =>
  page(
    'Rapport d’effacement',
    [
      paragraphe(etatDe(rapport)),
      tableau(
        ['', ''],
        [
          ['Effacement', rapport.effacementId],
          ['Identifiant interne de la personne', rapport.usagerId],
          ['Département', rapport.departement],
          ['Motif', MOTIFS[rapport.motif]],
          ['Demandé', `${rapport.demandeLe} par ${rapport.demandePar}`],
          ['Confirmé', rapport.confirmeLe === null ? 'non' : `${rapport.confirmeLe} par ${rapport.confirmePar ?? ''}`],
        ],
      ),
      titre2('Dans les bases de Relais'),
      tableau(
        ['Service', 'Table', 'Ce qui s’y trouve', 'Ce qui a été fait', 'Lignes avant', 'Lignes aujourd’hui', 'Pourquoi ce qui reste est gardé'],
        rapport.lieux.map(({ service, table, quoi, fait, fondement, lignesAvant, lignes }) => [service, table, quoi, FAITS[fait], nombre(lignesAvant), nombre(lignes), fondement ?? '']),
      ),
      titre2('Ailleurs'),
      tableau(
        ['Lieu', 'Ce qui y est fait', 'Fondement'],
        rapport.ailleurs.map(({ lieu, fait, fondement }) => [lieu, fait, fondement]),
      ),
    ].join(''),
  );
