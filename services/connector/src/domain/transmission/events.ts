/** What happened to one transmission. */
export type TransmissionEvent =
  | Readonly<{ type: 'IntentionEcrite' }>
  | Readonly<{ type: 'Reportee'; code: string; attenteMs?: number }>
  | Readonly<{ type: 'ReponseIncertaine'; code: string }>
  | Readonly<{ type: 'RelectureReportee'; code: string; attenteMs?: number }>
  | Readonly<{ type: 'NonPriseEnCompte' }>
  | Readonly<{ type: 'Acquittee'; parRelecture: boolean }>
  | Readonly<{ type: 'Refusee'; code: string; message?: string }>
  | Readonly<{ type: 'MiseATraiter'; code: string; message?: string }>
  | Readonly<{ type: 'Relancee'; dejaEnvoyee: boolean }>;
