import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { call, onSessionLost, problemIn } from './lib/api.js';
import { Drafts } from './lib/draft.js';
import { type Agent, type SessionInfo } from './lib/model.js';
import { SignIn } from './pages/sign-in.js';

type State = SessionInfo | 'loading' | 'none' | 'expired' | 'unreachable';

const SessionContext = createContext<SessionInfo | null>(null);

/** Who is logged in. Under `WithSession` only. */
export const useSession = (): SessionInfo => {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('no session here');
  return session;
};

/** Who is logged in, for what is around the pages. */
export const useMaybeSession = (): SessionInfo | null => useContext(SessionContext);

export const hasRole = ({ roles }: Agent, ...wanted: readonly string[]): boolean => roles.some((role) => wanted.includes(role));

export const useDrafts = (): Drafts => new Drafts(window.sessionStorage, useSession().agent.id);

/** Ends the session here and at the identity provider. */
export const logOut = async (agent: Agent): Promise<void> => {
  new Drafts(window.sessionStorage, agent.id).dropAll();
  const { adresse } = await call<{ adresse: string }>('/deconnexion', { method: 'POST' });
  window.location.assign(adresse);
};

/** The pages for who is logged in, the sign-in for the others; a session that ends gives way to the sign-in at once. */
export const WithSession = ({ frame, children }: { frame: (content: ReactNode) => ReactNode; children: ReactNode }) => {
  const [state, setState] = useState<State>('loading');
  useEffect(() => {
    call<SessionInfo>('/session').then(setState, (error: unknown) => setState(problemIn(error).status === 401 ? 'none' : 'unreachable'));
  }, []);
  useEffect(() => onSessionLost(() => setState((before) => (typeof before === 'object' ? 'expired' : before))), []);
  if (state === 'loading') return frame(<p aria-live="polite">Chargement…</p>);
  if (typeof state === 'string') return frame(<SignIn reason={state} />);
  return <SessionContext value={state}>{frame(children)}</SessionContext>;
};
