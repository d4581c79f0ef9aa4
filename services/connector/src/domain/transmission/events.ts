/** How it is known that France Travail took it into account: its answer, its re-reading, or a person who looked there. */
export type Voie = 'REPONSE' | 'RELECTURE' | 'CONSTAT';

/** What happened to one transmission. */
export type TransmissionEvent =
  | Readonly<{ type: 'IntentionEcrite' }>
  | Readonly<{ type: 'Reportee'; code: string; attenteMs?: number }>
  | Readonly<{ type: 'ReponseIncertaine'; code: string }>
  | Readonly<{ type: 'RelectureReportee'; code: string; attenteMs?: number }>
  | Readonly<{ type: 'NonPriseEnCompte' }>
  | Readonly<{ type: 'Acquittee'; voie: Voie }>
  | Readonly<{ type: 'Refusee'; code: string; message?: string }>
  | Readonly<{ type: 'MiseATraiter'; code: string; message?: string }>
  | Readonly<{ type: 'Relancee'; aRelire: boolean }>;
