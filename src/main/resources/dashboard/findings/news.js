/** Looks again when calls are made, as long as somebody is there to see it. */
import { useEffect, useRef } from 'preact/hooks';
import { Tail } from '../activity/tail.js';

/** Findings come some moments after the calls that led to them. */
const AFTER_MILLIS = [1000, 4000];
const APART_MILLIS = 5000;

/** So long after the last movement nobody looks any more: each question prolongs the session, the tail does not. */
const ASLEEP_MILLIS = 300_000;

const MOVEMENTS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'];

/** Calls `look()` soon after calls were made, at most every 5 s, while the page is visible and its reader awake. */
export function useNews(look) {
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    let moved = Date.now();
    let looked = 0;
    let tail = null;
    let timers = [];
    const move = () => { moved = Date.now(); };
    const glance = () => {
      if (document.hidden || Date.now() - moved > ASLEEP_MILLIS) return;
      looked = Date.now();
      latest.current();
    };
    const called = () => {
      if (timers.length > 0) return;
      const rest = Math.max(0, looked + APART_MILLIS - Date.now());
      timers = AFTER_MILLIS.map((millis) => setTimeout(glance, Math.max(millis, rest)));
      timers.push(setTimeout(() => { timers = []; }, Math.max(...AFTER_MILLIS, rest)));
    };
    const watch = () => {
      tail?.close();
      tail = document.hidden ? null : new Tail({}, { row: called, skipped: called, gap: called, state: () => {} });
    };
    const seen = () => { watch(); if (!document.hidden) glance(); };
    watch();
    document.addEventListener('visibilitychange', seen);
    MOVEMENTS.forEach((type) => addEventListener(type, move, { passive: true, capture: true }));
    return () => {
      tail?.close();
      timers.forEach(clearTimeout);
      document.removeEventListener('visibilitychange', seen);
      MOVEMENTS.forEach((type) => removeEventListener(type, move, { capture: true }));
    };
  }, []);
}
