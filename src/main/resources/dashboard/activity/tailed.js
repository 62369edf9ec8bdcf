/** What the live tail has told, while somebody looks at it: new rows on top, or held back while it is paused. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { sameAddress } from './address.js';
import { Tail } from './tail.js';

/** So many rows are shown; so many wait while it is paused. */
export const MOST_SHOWN = 500;
export const MOST_HELD = 500;
const MOST_NOTES = 3;
const DRAWN_MILLIS = 120;

const EMPTY = { rows: [], held: [], leftOut: 0, notes: [], paused: false };

/** The newest first; what was told before (after a reconnect rows may come twice) is left as it is. */
export function taken(before, told) {
  const seen = new Set([...before.rows, ...before.held].map(({ id }) => id));
  const fresh = told.filter(({ id }) => !seen.has(id) && seen.add(id)).reverse();
  if (!before.paused) return { ...before, rows: [...fresh, ...before.rows].slice(0, MOST_SHOWN) };
  const held = [...fresh, ...before.held];
  return { ...before, held: held.slice(0, MOST_HELD), leftOut: before.leftOut + Math.max(held.length - MOST_HELD, 0) };
}

const noted = (before, note) => ({ ...before, notes: [{ ...note, key: Date.now() + Math.random() }, ...before.notes].slice(0, MOST_NOTES) });

export function resumed(before) {
  const now = { ...before, paused: false, rows: [...before.held, ...before.rows].slice(0, MOST_SHOWN), held: [], leftOut: 0 };
  return before.leftOut > 0 ? noted(now, { left: before.leftOut }) : now;
}

/** Of several notes of rows left out one is made. */
function skippedMore(before, skipped) {
  const [latest, ...others] = before.notes;
  return latest?.skipped ? { ...before, notes: [{ ...latest, skipped: latest.skipped + skipped }, ...others] } : noted(before, { skipped });
}

/** What the service does not filter in a tail. */
const accepts = ({ method, path, address }) => (row) =>
  (!method || row.method === method) && (!path || row.path.startsWith(path)) && (!address || sameAddress(row.address, address));

/**
 * `{rows, held, leftOut, notes, paused, state, pause, resume, again, forget}`; other filters begin a new list. Notes are
 * `{skipped}`, `{left}` (counts) or `{from, until}`.
 */
export function useTail(filters) {
  const [told, setTold] = useState(EMPTY);
  const [state, setState] = useState({ name: 'connecting' });
  const tail = useRef(null);
  const { token_id, environment, outcome } = filters;
  useEffect(() => {
    const passes = accepts(filters);
    let batch = [];
    let timer = null;
    const draw = () => { const now = batch; batch = []; timer = null; setTold((before) => taken(before, now)); };
    const row = (one) => {
      if (!passes(one)) return;
      batch.push(one);
      timer ??= setTimeout(draw, DRAWN_MILLIS);
    };
    setTold((before) => ({ ...EMPTY, paused: before.paused }));
    tail.current = new Tail({ token_id, environment, outcome }, {
      row,
      skipped: (count) => setTold((before) => skippedMore(before, count)),
      gap: (from, until) => setTold((before) => noted(before, { from, until })),
      state: setState,
    });
    return () => {
      clearTimeout(timer);
      tail.current.close();
    };
  }, [JSON.stringify(filters)]);
  return {
    ...told,
    state,
    pause: () => setTold((before) => ({ ...before, paused: true })),
    resume: () => setTold(resumed),
    again: () => tail.current.again(),
    forget: () => setTold((before) => ({ ...before, notes: [] })),
  };
}
