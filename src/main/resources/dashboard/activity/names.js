/** The names of tokens that calls are shown of. They are asked for once, and only of what is shown. */
import { useEffect, useState } from 'preact/hooks';
import { get } from '../api.js';
import { html } from '../html.js';
import { Link } from '../router.js';
import { onOtherMember } from '../session.js';

const AT_ONCE = 4;
/** A tail of thousands of tokens shows numbers in the end: each question would prolong the session. */
const MOST = 300;

/** By id: `{name, revoked}`; `name` is null where there is no such token. */
const names = new Map();
const asked = new Set();
const listeners = new Set();
const queue = [];
let running = 0;
let begun = null;

onOtherMember(() => {
  [names, asked].forEach((known) => known.clear());
  queue.length = 0;
  begun = null;
});

/** Takes in what an answer has said: tokens, or rows with a `token_id`. */
export function learnNames(rows) {
  for (const { id, token_id, name, token_name, revoked, token_revoked } of rows) {
    if (name ?? token_name) names.set(token_id ?? id, { name: name ?? token_name, revoked: Boolean(revoked ?? token_revoked) });
  }
  listeners.forEach((listener) => listener());
}

/** The latest calls hold the names of their tokens, also of revoked ones: those that a tail shows are most likely among them. */
const begin = () => (begun ??= get('/activity', { limit: 200 }).then(({ data }) => learnNames(data), () => { begun = null; }));

async function next() {
  if (running >= AT_ONCE || queue.length === 0) return;
  running++;
  const id = queue.shift();
  try {
    const { data } = await get('/activity', { token_id: id, limit: 1 });
    if (data.length > 0) learnNames(data);
    else learnNames([(await get(`/tokens/${id}`)).token]);
  } catch (error) {
    if (error.status === 404) names.set(id, { name: null, revoked: true });
    else asked.delete(id);
    listeners.forEach((listener) => listener());
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

/** `{name, revoked}` of that token; undefined = not known yet, `name` null = there is none. */
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

/** A token's name and number, with the way to its page. `told` = `{name, revoked}` where an answer has held it. */
export function TokenLink({ id, told }) {
  const known = useTokenName(told?.name ? null : id);
  const { name, revoked } = (told?.name ? told : known) ?? {};
  return html`<span class="token-link"><${Link} to=${`/settings/tokens/${id}`} class="main" title=${name ?? undefined}>${name ?? `Token ${id}`}<//>
    <span class="muted small nowrap">${[name && `#${id}`, revoked && '(revoked)'].filter(Boolean).join(' ')}</span></span>`;
}
