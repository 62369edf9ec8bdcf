/** Asking the service from within a component. What is shown is what the service has confirmed. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/**
 * Runs `ask(signal)` now and whenever one of `inputs` changes: `{data, error, loading, reload, set}`.
 * What was there stays until the next answer, and after a failure only if that question was the same: `about` tells
 * questions apart. An answer to an older question is thrown away.
 */
export function useLoad(ask, inputs, about = JSON.stringify(inputs)) {
  const [{ of, ...state }, setState] = useState({ of: null, data: null, error: null, loading: true });
  const [round, setRound] = useState(0);
  const asked = useRef(null);
  // Not useEffect: the question is to be on its way before what stands in for the answer is painted.
  useLayoutEffect(() => {
    const abort = new AbortController();
    asked.current = abort;
    setState((before) => (before.loading ? before : { ...before, loading: true }));
    ask(abort.signal).then(
      (data) => abort.signal.aborted || setState({ of: about, data, error: null, loading: false }),
      (error) => abort.signal.aborted || setState((before) => ({ ...before, data: before.of === about ? before.data : null, error, loading: false })),
    );
    return () => abort.abort();
  }, [...inputs, round]);
  const reload = useCallback(() => setRound((number) => number + 1), []);
  const set = useCallback((data) => {
    asked.current.abort();
    setState({ of: about, data, error: null, loading: false });
  }, [about]);
  return { ...state, reload, set };
}

/** So many pages as one; `wanted()` may grow meanwhile. */
async function gather(ask, wanted, signal) {
  let all = await ask(null, signal);
  for (let pages = 1; pages < wanted() && all.next_cursor !== null; pages++) {
    const { data, next_cursor } = await ask(all.next_cursor, signal);
    all = { ...all, data: [...all.data, ...data], next_cursor };
  }
  return all;
}

/**
 * Pages behind a cursor, one below the other: `ask(cursor, signal)` answers `{data, next_cursor}`.
 * Gives `{rows, error, loading, more, hasMore, reload}`; `rows` is null until the first answer. As many pages as are
 * shown are loaded again, so that the list does not end above what is being read.
 */
export function usePages(ask, inputs, about) {
  const key = JSON.stringify(inputs);
  const opened = useRef({ key, pages: 1 });
  if (opened.current.key !== key) opened.current = { key, pages: 1 };
  const { current: open } = opened;
  const first = useLoad((signal) => gather(ask, () => open.pages, signal), inputs, about);
  const [further, setFurther] = useState({ of: null, rows: [], cursor: null, error: null, loading: false });
  const latest = useRef(null);
  latest.current = first.data;
  const mine = further.of === first.data ? further : { rows: [], cursor: first.data?.next_cursor ?? null };
  const more = async () => {
    const of = first.data;
    open.pages++;
    setFurther({ of, ...mine, error: null, loading: true });
    try {
      const page = await ask(mine.cursor, undefined);
      if (latest.current === of) setFurther({ of, rows: [...mine.rows, ...page.data], cursor: page.next_cursor, loading: false });
    } catch (error) {
      open.pages--;
      if (latest.current === of) setFurther({ of, ...mine, error, loading: false });
    }
  };
  return {
    rows: first.data === null ? null : [...first.data.data, ...mine.rows],
    first: first.data,
    error: first.error ?? mine.error ?? null,
    loading: first.loading || Boolean(mine.loading),
    hasMore: mine.cursor !== null,
    more,
    reload: first.reload,
  };
}

/** `run(...)` does something once at a time and keeps what went wrong: `{run, busy, error, clear}`; `clear()` lets go of what runs. */
export function useAction(act) {
  const [state, setState] = useState({ busy: false, error: null });
  const gone = useRef(false);
  const present = useRef(null);
  useEffect(() => () => { gone.current = true; }, []);
  const run = async (...given) => {
    if (present.current !== null) return undefined;
    const mine = {};
    present.current = mine;
    const settle = (after) => { if (present.current === mine && !gone.current) setState(after); };
    setState({ busy: true, error: null });
    try {
      const result = await act(...given);
      settle({ busy: false, error: null });
      return result;
    } catch (error) {
      settle({ busy: false, error });
      return undefined;
    } finally {
      if (present.current === mine) present.current = null;
    }
  };
  const clear = () => {
    present.current = null;
    setState({ busy: false, error: null });
  };
  return { run, ...state, clear };
}

/** A value that follows `value` once it has been still for so long. */
export function useSettled(value, millis = 250) {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), millis);
    return () => clearTimeout(timer);
  }, [value, millis]);
  return settled;
}

/** Names the page in the tab, and to who listens. */
export function useTitle(title) {
  useEffect(() => { document.title = `${title} · Colleckt Auth`; }, [title]);
}
