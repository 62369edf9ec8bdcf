/** Who would notice if these tokens were revoked: the impact of each, and of all together. */
import { useEffect, useState } from 'preact/hooks';
import { get } from '../api.js';
import { turns } from './turns.js';
import { isInUse, lastSeen, later } from './words.js';

const AT_ONCE = 4;
const LISTED = 10;

/**
 * Asks the impact of each token, a few at a time: `{impacts, missing, done, again}`; `impacts` and `missing` are maps
 * by id, `missing` holding why it cannot be told (a token that is gone already is in neither).
 */
export function useImpacts(tokens) {
  const [state, setState] = useState({ impacts: new Map(), missing: new Map(), looked: 0 });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    const impacts = new Map(state.impacts);
    const missing = new Map();
    const open = tokens.filter(({ id }) => !impacts.has(id));
    let looked = tokens.length - open.length;
    const look = async ({ id }) => {
      if (abort.signal.aborted) return;
      try {
        impacts.set(id, await get(`/tokens/${id}/impact`, {}, { signal: abort.signal }));
      } catch (error) {
        if (error.status !== 404) missing.set(id, error);
      }
      looked++;
      if (!abort.signal.aborted) setState({ impacts: new Map(impacts), missing: new Map(missing), looked });
    };
    setState({ impacts, missing, looked });
    const turn = turns(AT_ONCE);
    open.forEach((token) => turn(() => look(token)));
    return () => abort.abort();
  }, [round]);
  return { ...state, done: state.looked === tokens.length, again: () => setRound((number) => number + 1) };
}

/** All of them together: calls, addresses (`more` = at least so many), the last call, and which were used within the hour. */
export function sumOf(tokens, { impacts, missing }, now = Date.now()) {
  const known = tokens.filter(({ id }) => impacts.has(id)).map((token) => ({ token, impact: impacts.get(token.id) }));
  const addresses = new Set(known.flatMap(({ impact }) => impact.addresses.map(({ address }) => address)));
  return {
    calls: known.reduce((sum, { impact }) => sum + impact.calls_last_24h, 0),
    addresses: addresses.size,
    more: known.some(({ impact }) => impact.addresses.length === LISTED),
    lastSeen: known.reduce((last, { token, impact }) => later(last, lastSeen(token, impact)), null),
    inUse: known.filter(({ token, impact }) => isInUse(token, impact, now)).map(({ token }) => token),
    unknown: tokens.filter(({ id }) => missing.has(id)),
  };
}

/** The most used first. */
export const busiestFirst = (tokens, { impacts }) =>
  [...tokens].sort((a, b) => (impacts.get(b.id)?.calls_last_24h ?? 0) - (impacts.get(a.id)?.calls_last_24h ?? 0));
