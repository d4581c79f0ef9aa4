/** What an agent has typed of a decision and not yet sent. */
export type Draft = Readonly<{
  sens: 'ACCEPTEE' | 'REFUSEE' | '';
  motifRefus: string;
  commentaireRefus: string;
  parcours: string;
  organisme: string;
  structure: string;
  /** Sent with every try of this decision, so that a try again changes nothing more. */
  cle: string;
  etape: 'SAISIE' | 'CONFIRMATION';
}>;

export const emptyDraft = (cle: string): Draft => ({
  sens: '',
  motifRefus: '',
  commentaireRefus: '',
  parcours: '',
  organisme: '',
  structure: '',
  cle,
  etape: 'SAISIE',
});

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'relais.brouillon.';

/** The drafts of this tab. They outlive a session, not the tab, and are shown to the agent who typed them only. */
export class Drafts {
  constructor(
    private readonly store: Store,
    private readonly agentId: string,
  ) {}

  read<T = Draft>(name: string): T | undefined {
    const text = this.store.getItem(PREFIX + name);
    if (text === null) return undefined;
    const { agentId, draft } = JSON.parse(text) as { agentId: string; draft: T };
    return agentId === this.agentId ? draft : undefined;
  }

  write(name: string, draft: unknown): void {
    this.store.setItem(PREFIX + name, JSON.stringify({ agentId: this.agentId, draft }));
  }

  drop(name: string): void {
    this.store.removeItem(PREFIX + name);
  }

  /** For a logout that was asked for: nothing typed is left. */
  dropAll(): void {
    const keys = Array.from({ length: this.store.length }, (_, index) => this.store.key(index) ?? '');
    for (const key of keys) if (key.startsWith(PREFIX)) this.store.removeItem(key);
  }
}

export type Errors = Readonly<Partial<Record<'sens' | 'motifRefus' | 'parcours' | 'organisme' | 'structure' | 'commentaireRefus', string>>>;

const STRUCTURE = /^[A-Za-z]{3}\d{4}$/;
const WITH_STRUCTURE = ['ML', 'CE'];
const MISSING = {
  motifRefus: 'Choisissez le motif du refus.',
  parcours: 'Choisissez le parcours.',
  organisme: 'Choisissez l’organisme.',
} as const;

/** What is missing before the decision can be sent; the services decide the rest. */
export const errorsOf = (draft: Draft): Errors => {
  if (draft.sens === '') return { sens: 'Choisissez d’accepter ou de refuser la préconisation.' };
  if (draft.sens === 'ACCEPTEE') return structureError(draft, false);
  const missing = (['motifRefus', 'parcours', 'organisme'] as const).flatMap((field) => (draft[field] === '' ? [[field, MISSING[field]] as const] : []));
  return { ...Object.fromEntries(missing), ...structureError(draft, WITH_STRUCTURE.includes(draft.organisme)) };
};

const structureError = ({ structure }: Draft, required: boolean): Errors => {
  if (structure === '') return required ? { structure: 'Indiquez le code de la structure qui accompagnera la personne.' } : {};
  return STRUCTURE.test(structure) ? {} : { structure: 'Un code de structure a trois lettres et quatre chiffres, par exemple NAQ0405.' };
};

/** The body of the decision. `organisme`: the one préconised, for an agreement. */
export const decisionOf = (draft: Draft, preconise: string | undefined): Record<string, unknown> => {
  const organisme = draft.sens === 'ACCEPTEE' ? (preconise ?? '') : draft.organisme;
  const structure = draft.structure === '' ? null : { code: draft.structure.toUpperCase(), type: organisme };
  if (draft.sens === 'ACCEPTEE') return { sens: 'ACCEPTEE', structure };
  const { sens, motifRefus, parcours, commentaireRefus } = draft;
  return { sens, motifRefus, commentaireRefus: commentaireRefus.trim() === '' ? null : commentaireRefus.trim(), parcours, organisme, structure };
};

const FIELDS = new Set(['sens', 'motifRefus', 'parcours', 'organisme', 'structure', 'commentaireRefus']);
const OF_STRUCTURE = ['STRUCTURE_INCOHERENTE', 'STRUCTURE_ABSENTE'];

type Refused = Readonly<{ code: string; detail: string; champs?: readonly Readonly<{ champ: string; probleme: string }>[] }>;

/** Puts what the services refuse beside the field it is about; empty when it is about none. */
export const errorsFrom = ({ code, detail, champs = [] }: Refused): Errors => {
  if (OF_STRUCTURE.includes(code)) return { structure: detail };
  const known = champs.map(({ champ, probleme }) => [champ.split('.')[0] ?? '', probleme] as const).filter(([champ]) => FIELDS.has(champ));
  return Object.fromEntries(known);
};
