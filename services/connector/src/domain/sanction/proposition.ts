import { type LegalDate } from '@relais/kernel';
import { type Activite } from '../panier/activite.js';
import { consequenceDe, type ManquementVu } from './manquement.js';

/** What France Travail proposes and the département must take up or decide. */
export type PropositionSanction = Readonly<{
  codeActivite: string;
  idConsequenceSanction: string;
  identifiantManquement: string | null;
  typeSanction: string;
  familleManquement: string | null;
  naturesDefaut: readonly string[];
  dateManquement: LegalDate | null;
  dateAvertissement: LegalDate | null;
  modalite: string | null;
  montant: number | null;
  dureeMois: number | null;
  delegation: boolean;
}>;

/** Name of the attribute that holds the consequence, in the activities of the family of sanctions. */
const ATTRIBUT = 'idConsequenceSanction';

export const idConsequenceDe = ({ attributs }: Activite): string | undefined => attributs[ATTRIBUT];

const CLOSES: readonly string[] = ['VALID_SANCTION', 'REFUS_SANCTION', 'REFUS_SAISIE_SANCTION', 'ANNULATION_SANCTION'];

/**
 * The proposal behind an ACT366 or an ACT370. Undefined when the manquement does not show the consequence,
 * or shows it decided: the activity is about to go.
 */
export const propositionSanctionDe = (activite: Activite, vu: ManquementVu | null): PropositionSanction | undefined => {
  const consequence = consequenceDe(vu, idConsequenceDe(activite) ?? '');
  if (!vu || !consequence || consequence.evenements.some((type) => CLOSES.includes(type))) return undefined;
  const { id, type, delegation, proposee } = consequence;
  const { identifiantManquement, famille, naturesDefaut, dateManquement, dateAvertissement } = vu;
  return {
    codeActivite: activite.codeActivite ?? '',
    idConsequenceSanction: id,
    identifiantManquement,
    typeSanction: type ?? 'SUSP_RSA',
    familleManquement: famille,
    naturesDefaut,
    dateManquement,
    dateAvertissement,
    ...proposee,
    delegation,
  };
};
