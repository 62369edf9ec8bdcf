/** The tokens as they are listed, kept up with what the service has said about single ones since. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { get } from '../api.js';
import { DAY } from '../format.js';
import { usePages } from '../load.js';
import { keyOf, parametersOf } from './filters.js';

const SPARKLINE = { sparkline: '24h' };
const COUNT = { include: 'total_count' };
const UNUSED_DAYS = 90;

/**
 * As `usePages`, with `put(token)` (what the service answered about one), `drop(id)` (it says that there is none any
 * more) and `look(id)` (asks it about one).
 */
export function useTokens(filters) {
  const asked = useRef(null);
  const ask = (cursor, signal) => {
    if (cursor === null) asked.current = parametersOf(filters, Date.now());
    return get('/tokens', { ...asked.current, ...SPARKLINE, ...(cursor === null ? COUNT : { cursor }) }, { signal });
  };
  const pages = usePages(ask, [keyOf(filters)]);
  const [said, setSaid] = useState(new Map());
  const hear = useCallback((id, token) => setSaid((before) => new Map(before).set(id, token)), []);
  useEffect(() => setSaid((before) => new Map([...before].filter(([, token]) => token === null))), [pages.first]);
  const rows = pages.rows
    ?.filter(({ id }) => said.get(id) !== null)
    .map((row) => (said.has(row.id) ? { ...row, ...said.get(row.id) } : row)) ?? null;
  useEffect(() => {
    if (rows?.length === 0 && pages.hasMore && !pages.loading) pages.reload();
  }, [rows?.length, pages.hasMore, pages.loading]);
  const put = useCallback((token) => hear(token.id, token), []);
  const drop = useCallback((id) => hear(id, null), []);
  const look = useCallback(async (id) => {
    try {
      hear(id, (await get(`/tokens/${id}`, SPARKLINE)).token);
    } catch (error) {
      if (error.status === 404) drop(id);
    }
  }, []);
  const gone = (pages.rows?.length ?? 0) - (rows?.length ?? 0);
  return { ...pages, rows, gone, put, drop, look };
}

/** Usable, but not used for 90 days; a token that never was counts from when it was made. */
export const isUnused = ({ status, last_used_at: used, created_at: created }, now = Date.now()) =>
  (status === 'active' || status === 'paused') && now - new Date(used ?? created).getTime() > UNUSED_DAYS * DAY;
