import { useCallback, useEffect, useRef, useState } from 'react';
import { call, type Problem, problemIn } from './api.js';

export type Resource<T> = Readonly<{ data: T | undefined; problem: Problem | undefined; loading: boolean; reload: () => void }>;

/** Reads a path of the portal's API; the former answer stays while the next is on its way. */
export const useResource = <T>(path: string | null): Resource<T> => {
  const [state, setState] = useState<{ path: string | null; data?: T; problem?: Problem; loading: boolean }>({ path, loading: path !== null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (path === null) return undefined;
    let current = true;
    setState((before) => ({ ...before, loading: true }));
    call<T>(path).then(
      (data) => current && setState({ path, data, loading: false }),
      (error: unknown) => current && setState({ path, problem: problemIn(error), loading: false }),
    );
    return () => {
      current = false;
    };
  }, [path, turn]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  return { data: state.data, problem: state.problem, loading: state.loading, reload };
};

/** Calls `again` every `everyMs` while `active`. */
export const usePolling = (active: boolean, again: () => void, everyMs: number): void => {
  useEffect(() => {
    if (!active) return undefined;
    const timer = setInterval(again, everyMs);
    return () => clearInterval(timer);
  }, [active, again, everyMs]);
};

// The first page keeps the focus where the browser puts it.
let arrived = false;

/** The page's title, and the focus on its heading when one arrives on it from another page. */
export const usePageTitle = (title: string) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} - Relais`;
  }, [title]);
  useEffect(() => {
    const active = document.activeElement;
    if (arrived && (active === null || active === document.body || active.closest('header') !== null)) heading.current?.focus();
    arrived = true;
  }, []);
  return heading;
};
