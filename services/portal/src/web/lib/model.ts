/** Shapes of what the portal's API answers, as far as the pages show them. */

export type Structure = Readonly<{ code: string; type: string }>;

export type Agent = Readonly<{
  id: string;
  nom: string | null;
  roles: readonly string[];
  departement: string | null;
  structure: Structure | null;
}>;

export type SessionInfo = Readonly<{ agent: Agent; expireLe: string; traces: string | null }>;

export type Identite = Readonly<{ nom: string; prenom: string; nomNaissance: string | null; dateNaissance: string; civilite: string | null }>;

export type Fiche = Readonly<{
  usagerId: string;
  identite: Identite;
  numeroFranceTravail: string | null;
  rattachement: Readonly<{ structureCode: string; structureType: string; depuis: string }> | null;
}>;

export type Preconisation = Readonly<{ parcours: string; organisme: string; structure: Structure | null; datePreconisation: string | null }>;

export type Decision = Readonly<{
  sens: 'ACCEPTEE' | 'REFUSEE';
  parcours: string;
  organisme: string;
  structure: Structure | null;
  motifRefus: string | null;
  commentaireRefus: string | null;
  dateDecision: string;
  decideurId: string;
}>;

export type Orientation = Readonly<{
  usagerId: string;
  statut: 'ANNONCEE' | 'A_PRENDRE' | 'DECIDEE' | 'CLOSE';
  version: number;
  dateReception: string | null;
  echeance: string | null;
  preconisation: Preconisation | null;
  decision: Decision | null;
  transmission: Readonly<{ etat: string; code: string | null; aFaire: string | null; le: string | null }> | null;
}>;

export type Dossier = Orientation & Readonly<{ identite: Identite | null }>;
export type File = Readonly<{ orientations: readonly Dossier[]; suite: string | null }>;

export type Fait = Readonly<{
  id: string;
  service: string;
  topic: string;
  type: string;
  sequence: number;
  at: string;
  origine: Readonly<{ correlationId: string; causationId: string | null }>;
  traceId: string | null;
  publie: boolean;
  publieLe: string | null;
  resume: Readonly<Record<string, unknown>>;
}>;

export type Historique = Readonly<{ faits: readonly Fait[]; manquants: readonly string[] }>;

export type Transmission = Readonly<{
  id: string;
  usagerId: string;
  faitId: string;
  operation: string;
  etat: string;
  code: string | null;
  explication: string | null;
  envois: number;
  version: number;
  traceId: string | null;
  creeLe: string;
  prochainEssai: string | null;
  closeLe: string | null;
}>;

export type Tentative = Readonly<{ genre: string; debut: string; fin: string | null; issue: string | null; code: string | null }>;

export type Contrat = Readonly<{
  usagerId: string;
  etat: string;
  version: number;
  organisme: string;
  structure: Structure | null;
  dateNotification: string;
  echeance: string;
  dateSignature: string | null;
  minutesHebdomadaires: number | null;
  transmission: Orientation['transmission'];
}>;

export type Livraison = Readonly<{
  id: string;
  faitId: string;
  abonnement: string;
  etat: string;
  essais: number;
  code: string | null;
  creeLe: string;
  prochainEssai: string | null;
  closeLe: string | null;
}>;
