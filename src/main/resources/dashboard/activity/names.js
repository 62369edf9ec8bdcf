/** The names of tokens that calls are shown of. They are asked for once, and only of what is shown. */
import { useEffect, useState } from 'preact/hooks';
import { get } from '../api.js';
import { html } from '../html.js';
import { Link } from '../router.js';

const AT_ONCE = 4;
/** A tail of thousands of tokens shows numbers in the end: each question would prolong the session. */
const MOST = 300;

/** By id; null = there is no such token any more. */
const names = new Map();
const asked = new Set();
const listeners = new Set();
const queue = [];
let running = 0;
let begun = null;

/** Takes in what an answer has said: `[{id | token_id, name}, …]`. */
export function learnNames(rows) {
  for (const { id, token_id, name } of rows) names.set(id ?? token_id, name ?? null);
  listeners.forEach((listener) => listener());
}

const begin = () => (begun ??= get('/tokens', { limit: 100 }).then(({ data }) => learnNames(data), () => {}));

async function next() {
  if (running >= AT_ONCE || queue.length === 0) return;
  running++;
  const id = queue.shift();
  try {
    learnNames([(await get(`/tokens/${id}`)).token]);
  } catch (error) {
    if (error.status === 404) learnNames([{ id, name: null }]);
  } finally {
    running--;
    next();
  }
}

async function wish(id) {
  if (names.has(id) || asked.has(id) || asked.size >= MOST) return;
  asked.add(id);
  await begin();
  if (names.has(id)) return;
  queue.push(id);
  next();
}

/** The name of that token; undefined = not known yet, null = it has been revoked or deleted. */
export function useTokenName(id) {
  const [, again] = useState(0);
  useEffect(() => {
    const listener = () => again((times) => times + 1);
    listeners.add(listener);
    if (id) wish(id);
    return () => listeners.delete(listener);
  }, [id]);
  return names.get(id);
}

/** A token's name and number, with the way to its page. */
export function TokenLink({ id, name: told }) {
  const known = useTokenName(told ? null : id);
  const name = told ?? known;
  return html`<span class="token-link"><${Link} to=${`/settings/tokens/${id}`} class="main" title=${name ?? undefined}>${name ?? `Token ${id}`}<//>
    <span class="muted small nowrap">${name ? `#${id}` : known === null ? 'revoked' : ''}</span></span>`;
}
