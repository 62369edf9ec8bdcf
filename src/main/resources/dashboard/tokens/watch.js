/** Keeps what is shown up to date while somebody looks at it. */
import { useEffect, useRef } from 'preact/hooks';

/** So long after the last movement nobody looks any more, and asking stops: it would prolong the session for ever. */
const ASLEEP_MILLIS = 300_000;

let moved = Date.now();
const move = () => { moved = Date.now(); };
['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'].forEach((type) => addEventListener(type, move, { passive: true, capture: true }));

/** Whether somebody sees the page, as far as can be told. */
export const awake = () => !document.hidden && Date.now() - moved < ASLEEP_MILLIS;

/** Calls `look()` every `millis` while the page is visible and its reader awake, and when it becomes visible. */
export function useWatch(look, millis = 5000) {
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    const glance = () => { if (awake()) latest.current(); };
    const back = () => { if (!document.hidden) latest.current(); };
    const timer = setInterval(glance, millis);
    document.addEventListener('visibilitychange', back);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', back);
    };
  }, [millis]);
}

/** Asks all of these again that are not just being asked; they are from `useLoad`. */
export const again = (...loads) => loads.forEach((load) => load.loading || load.reload());

/** Does `turn()` again and again while somebody looks, `millis` after it has ended, until it answers true. Not at all unless `wanted`. */
export function useRepeat(turn, millis, wanted = true) {
  const latest = useRef(turn);
  latest.current = turn;
  useEffect(() => {
    if (!wanted) return undefined;
    let timer;
    let gone = false;
    const next = () => { timer = setTimeout(run, millis); };
    const run = async () => { if (!(awake() && (await latest.current(() => gone))) && !gone) next(); };
    next();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [millis, wanted]);
}
