import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ORGANISMES } from './modele.js';

/** Every scope of the Loi Plein Emploi APIs of realm /agent that a département may hold. */
export const SCOPES_LPE = [
  'profil_accedant',
  'api_rechercher-usagerv2',
  'rechercheusager',
  'api_informations-administrativesv1',
  'informationsadministrativesusager',
  'api_contrat-usagerv2',
  'statutcontratusager',
  'api_orientationusagerv1',
  'orientationusager',
  'api_orientationusagerv2',
  'decisionorientationusager',
  'lireorientationusager',
  'api_testorientationusagerv2',
  'testdecisionorientationusager',
  'testlireorientationusager',
  'api_activites-operationnellesv1',
  'api_activites-operationnellesv2',
  'activitesCD',
  'referentielCD',
  'api_rendez-vous-partenairev1',
  'gererRDV',
  'api_diagnosticargumentev4',
  'diagnosticusageragent',
  'api_contrat-engagementv1',
  'contratengagementpart',
  'api_gestion-sanctions-rsav1',
  'gestiondesmanquements',
  'decisionSanctionPartenaire',
  'demandeRadiation',
  'api_conclusions-entretiensv1',
  'conclusionsentretienagent',
] as const;

const compte = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  scopes: z.array(z.string().min(1)),
  structure: z.object({
    code_aurore: z.string().regex(/^[A-Za-z]{3}\d{4}$/),
    type: z.enum(ORGANISMES),
    libelle: z.string().optional(),
  }),
  departement: z.string().regex(/^(?:\d{2,3}|2[AB])$/),
  /** Addresses where an agent who logged in may be sent back. */
  redirections: z.array(z.url()).default([]),
  /** false: authenticated but not habilitated to reach persons (R001). */
  habilite: z.boolean().default(true),
});

export type Compte = z.output<typeof compte>;
export type CompteDeclare = z.input<typeof compte>;

export const COMPTES_PAR_DEFAUT: CompteDeclare[] = [
  {
    clientId: 'PAR_relais33_0001',
    clientSecret: 'secret-bac-a-sable',
    scopes: [...SCOPES_LPE],
    structure: { code_aurore: 'CDP0033', type: 'CD', libelle: 'Département de la Gironde' },
    departement: '33',
  },
];

/** Checks an account list; throws with every problem found, never a secret. */
export function verifierComptes(comptes: unknown): Compte[] {
  const lu = z.array(compte).min(1).safeParse(comptes);
  if (lu.success) return lu.data;
  const problemes = lu.error.issues.map(({ path, message }) => `- ${path.join('.')} : ${message}`);
  throw new Error(`La liste des comptes est incorrecte :\n${problemes.join('\n')}`);
}

/** Reads an account list from a JSON file; throws when it is missing, not JSON or not such a list. */
export function lireComptes(fichier: string): Compte[] {
  let contenu: unknown;
  try {
    contenu = JSON.parse(readFileSync(fichier, 'utf8'));
  } catch {
    throw new Error(`Le fichier de comptes ${fichier} est introuvable ou n'est pas du JSON : vérifiez --comptes.`);
  }
  return verifierComptes(contenu);
}

/** Département of an INSEE commune code (three characters overseas). */
export const departementDe = (codeInsee: string): string => codeInsee.slice(0, codeInsee.startsWith('97') ? 3 : 2);
