import { useState } from 'react';
import { call, type Problem, problemIn } from '../lib/api.js';
import { useDrafts } from '../session.js';

export type Fields = Readonly<Record<string, string>>;

export type Act<F extends Fields> = Readonly<{
  fields: F;
  /** What the services refuse of a field, by its name. */
  errors: Readonly<Record<string, string>>;
  problem: Problem | undefined;
  busy: boolean;
  change: (change: Partial<F>) => void;
  send: () => void;
  cancel: () => void;
}>;

export type ActOptions<F extends Fields> = Readonly<{
  /** Names the draft: one act on one thing. */
  name: string;
  initial: F;
  /** Where it goes, upon the version that was read. */
  path: string;
  version: number;
  bodyOf: (fields: F) => unknown;
  done: () => void;
  closed: () => void;
}>;

type Draft<F> = Readonly<{ fields: F; cle: string }>;

/** An act being typed: kept in the tab at each key, so that a session that ends takes nothing away; sent once whatever is tried again. */
export const useAct = <F extends Fields>({ name, initial, path, version, bodyOf, done, closed }: ActOptions<F>): Act<F> => {
  const drafts = useDrafts();
  const [draft, setDraft] = useState<Draft<F>>(() => drafts.read<Draft<F>>(name) ?? { fields: initial, cle: crypto.randomUUID() });
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const headers = { 'if-match': `"v${version}"`, 'idempotency-key': draft.cle };
      await call(path, { method: 'POST', json: bodyOf(draft.fields), headers });
      drafts.drop(name);
      done();
    } catch (error) {
      const found = problemIn(error);
      if (found.status !== 401) setProblem(found);
    } finally {
      setBusy(false);
    }
  };
  const errors = Object.fromEntries((problem?.champs ?? []).map(({ champ, probleme }) => [champ.split('.')[0] ?? '', probleme]));
  return {
    fields: draft.fields,
    errors,
    problem,
    busy,
    // Another content is another demand: its key too.
    change: (change) => {
      const next = { fields: { ...draft.fields, ...change }, cle: crypto.randomUUID() };
      setDraft(next);
      drafts.write(name, next);
    },
    send: () => void send(),
    cancel: () => {
      drafts.drop(name);
      closed();
    },
  };
};
