import { useState } from 'react';
import { call, type Problem, problemIn } from '../lib/api.js';
import { decisionOf, type Draft, emptyDraft, type Errors, errorsFrom, errorsOf } from '../lib/draft.js';
import { type Orientation } from '../lib/model.js';
import { useDrafts } from '../session.js';

export type DecisionForm = Readonly<{
  draft: Draft;
  errors: Errors;
  problem: Problem | undefined;
  busy: boolean;
  change: (change: Partial<Draft>) => void;
  /** From the input to its confirmation, when nothing is missing. */
  review: () => void;
  edit: () => void;
  send: () => void;
  cancel: () => void;
}>;

const post = ({ usagerId, version, preconisation }: Orientation, draft: Draft): Promise<unknown> =>
  call(`/usagers/${usagerId}/decisions`, {
    method: 'POST',
    json: decisionOf(draft, preconisation?.organisme),
    headers: { 'if-match': `"v${version}"`, 'idempotency-key': draft.cle },
  });

/** What the services refused: beside its field, or as a whole. A session that is over says so by itself. */
const useRefusals = () => {
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<Problem>();
  const refuse = (error: unknown): boolean => {
    const found = problemIn(error);
    const beside = errorsFrom(found);
    const placed = Object.keys(beside).length > 0;
    setErrors(beside);
    setProblem(placed || found.status === 401 ? undefined : found);
    return placed;
  };
  return { errors, problem, setErrors, refuse, forget: () => setProblem(undefined) };
};

/** What is typed, kept in the tab at each change. */
const useDraft = (usagerId: string) => {
  const drafts = useDrafts();
  const [draft, setDraft] = useState<Draft>(() => drafts.read(usagerId) ?? emptyDraft(crypto.randomUUID()));
  const keep = (next: Draft): void => {
    setDraft(next);
    drafts.write(usagerId, next);
  };
  return { draft, keep, drop: () => drafts.drop(usagerId) };
};

/** The decision being taken on one dossier: kept at each key, so that a session that ends takes nothing away. */
export const useDecision = (orientation: Orientation, { done, closed }: { done: () => void; closed: () => void }): DecisionForm => {
  const { usagerId } = orientation;
  const { draft, keep, drop } = useDraft(usagerId);
  const [busy, setBusy] = useState(false);
  const { errors, problem, setErrors, refuse, forget } = useRefusals();

  const send = async (): Promise<void> => {
    setBusy(true);
    forget();
    try {
      await post(orientation, draft);
      drop();
      done();
    } catch (error) {
      if (refuse(error)) keep({ ...draft, etape: 'SAISIE' });
    } finally {
      setBusy(false);
    }
  };
  return {
    draft,
    errors,
    problem,
    busy,
    // Another content is another demand: its key too.
    change: (change) => keep({ ...draft, ...change, cle: crypto.randomUUID() }),
    review: () => {
      const missing = errorsOf(draft);
      setErrors(missing);
      if (Object.keys(missing).length === 0) keep({ ...draft, etape: 'CONFIRMATION' });
    },
    edit: () => keep({ ...draft, etape: 'SAISIE' }),
    send: () => void send(),
    cancel: () => {
      drop();
      closed();
    },
  };
};
