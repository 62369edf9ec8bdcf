/** Looks again when calls are made, as long as somebody is there to see it. */
import { useEffect, useRef } from 'preact/hooks';
import { Tail } from '../activity/tail.js';
import { awake } from '../tokens/watch.js';

/** Findings come some moments after the calls that led to them. */
const AFTER_MILLIS = [1000, 4000];
const APART_MILLIS = 5000;

/**
 * Calls `look()` soon after calls were made, at most every 5 s, while the page is visible and its reader awake: each look
 * prolongs the session, the tail does not.
 */
export function useNews(look) {
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    let looked = 0;
    let tail = null;
    let timers = [];
    const glance = () => {
      if (!awake()) return;
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
      tail = document.hidden ? null : new Tail({}, { row: called, skipped: called, gap: called, state: ({ name }) => name === 'live' && called() });
    };
    const seen = () => { watch(); if (!document.hidden) glance(); };
    watch();
    document.addEventListener('visibilitychange', seen);
    return () => {
      tail?.close();
      timers.forEach(clearTimeout);
      document.removeEventListener('visibilitychange', seen);
    };
  }, []);
}
