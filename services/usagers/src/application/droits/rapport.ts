import { z } from 'zod';
import { type Shown } from '@relais/chassis/http';
import { type InventaireService } from './ports.js';

/** The proof of an erasure: every place, what was done there, what stays and why. */
export const rapportEffacement = z.object({
  effacementId: z.uuid(),
  usagerId: z.uuid(),
  departement: z.string(),
  motif: z.enum(['DEMANDE_DE_LA_PERSONNE', 'TRAITEMENT_ILLICITE', 'OBLIGATION_LEGALE', 'FIN_DE_CONSERVATION']),
  etat: z.enum(['DEMANDE', 'EFFECTUE']),
  demandePar: z.string(),
  demandeLe: z.iso.datetime(),
  confirmePar: z.string().nullable(),
  confirmeLe: z.iso.datetime().nullable(),
  acheve: z.boolean().describe('Chaque service a répondu, et plus rien ne reste de ce qui s’efface'),
  lieux: z.array(
    z.object({
      service: z.string(),
      table: z.string(),
      quoi: z.string(),
      fait: z.enum(['EFFACE', 'EN_COURS', 'CONSERVE', 'NON_INTERROGE']),
      fondement: z.string().nullable().describe('Pourquoi ce qui reste est gardé'),
      lignesAvant: z.int().nullable(),
      lignes: z.int().nullable().describe('À l’instant du rapport'),
    }),
  ),
  ailleurs: z.array(z.object({ lieu: z.string(), fait: z.string(), fondement: z.string() })),
});
export type RapportEffacement = Shown<typeof rapportEffacement>;

/** What no table shows. */
export const AILLEURS: RapportEffacement['ailleurs'] = [
  {
    lieu: 'Topics Kafka et journaux d’événements de chaque service',
    fait: 'Conservés : ils ne portent ni nom, ni NIR, ni date de naissance, ni adresse autre que le code de la commune, et leur clé est un identifiant aléatoire. Le commentaire libre qu’un agent a pu joindre au refus d’une préconisation (orientation.OrientationDecidee) y reste aussi.',
    fondement: 'Preuve des décisions (RGPD, article 17, 3, b et e) ; durée de conservation à confirmer.',
  },
  {
    lieu: 'Trace des accès (table access_trace de chaque service)',
    fait: 'Conservée : qui a consulté quel identifiant, sans identité.',
    fondement: 'R. 262-107 CASF : un an au moins.',
  },
  {
    lieu: 'Sauvegardes et journaux de transactions de PostgreSQL',
    fait: 'La clé de la personne y reste, enveloppée par la clé maîtresse, jusqu’à leur expiration ; illisible dès que cette version de la clé maîtresse est détruite (rotation).',
    fondement: 'Sécurité du traitement (RGPD, article 32) ; durée de conservation des sauvegardes à confirmer.',
  },
  {
    lieu: 'France Travail et partenaires',
    fait: 'Ce qui leur a été transmis n’est pas effacé d’ici : les prévenir.',
    fondement: 'RGPD, article 19 : l’effacement est notifié aux destinataires.',
  },
  {
    lieu: 'Journaux techniques et traces d’exécution',
    fait: 'Rien à effacer : ils ne portent ni identité ni contenu.',
    fondement: 'Par construction (RGPD, article 25).',
  },
];

type Lieu = RapportEffacement['lieux'][number];

const faitDe = (efface: boolean, lignes: number): Lieu['fait'] => {
  if (!efface) return 'CONSERVE';
  return lignes === 0 ? 'EFFACE' : 'EN_COURS';
};

/** Puts beside each other what each service held before and what it holds now. */
export const lieuxDuRapport = (avant: readonly InventaireService[] | null, maintenant: readonly InventaireService[]): Lieu[] =>
  maintenant.flatMap(({ service, lieux }): Lieu[] => {
    if (lieux === null) return [{ service, table: '', quoi: 'Ce service n’a pas répondu', fait: 'NON_INTERROGE', fondement: null, lignesAvant: null, lignes: null }];
    const deja = avant?.find((inventaire) => inventaire.service === service)?.lieux;
    return lieux.map(({ table, quoi, efface, fondement, lignes }) => ({
      service,
      table,
      quoi,
      fait: faitDe(efface, lignes),
      fondement,
      lignesAvant: deja?.find((lieu) => lieu.table === table)?.lignes ?? null,
      lignes,
    }));
  });

/** Nothing is left of what an erasure takes, and every service has said so. */
export const estAcheve = (lieux: readonly Lieu[]): boolean => lieux.every(({ fait }) => fait === 'EFFACE' || fait === 'CONSERVE');
