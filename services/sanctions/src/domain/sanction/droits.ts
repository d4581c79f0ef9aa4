import { refuse, type Result } from '@relais/kernel';
import { type Acteur } from './commands.js';
import { type SanctionEvent } from './events.js';
import { type SanctionRejection } from './rejections.js';
import { ORGANISMES_DECIDEURS } from './rules.js';
import { type Dossier, type Sanctions } from './state.js';

export type Outcome = Result<readonly SanctionEvent[], SanctionRejection>;

export const no = (code: SanctionRejection['code'], details?: NonNullable<SanctionRejection['details']>): Result<never, SanctionRejection> =>
  refuse(details ? { code, details } : { code });

/** An agent of the département, or of its délégataire, acts on its cases. */
export const peutAgir = ({ departement, structure }: Acteur, de: string): boolean =>
  departement === de && structure !== null && ORGANISMES_DECIDEURS.includes(structure.type);

export const peutDecider = (acteur: Acteur, de: string): boolean => acteur.peutDecider && peutAgir(acteur, de);

/** The case that a command names, of this département. */
export const dossierDe = ({ dossiers }: Sanctions, { sanctionId, departement }: Readonly<{ sanctionId: string; departement: string }>): Dossier | undefined => {
  const dossier = dossiers[sanctionId];
  return dossier?.departement === departement ? dossier : undefined;
};

export const dejaDecidee = ({ statut, decision }: Dossier): Outcome =>
  no('SANCTION_DEJA_DECIDEE', {
    statut,
    sens: decision?.sens ?? null,
    taux: decision?.taux ?? null,
    dureeMois: decision?.dureeMois ?? null,
    dateDecision: decision?.dateDecision ?? null,
  });
