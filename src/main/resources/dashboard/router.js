/** Which page is shown: the path, and the filters in the query. Links stay links. */
import { useEffect, useState } from 'preact/hooks';
import { html } from './html.js';

const listeners = new Set();
const guards = new Set();
let shown = location.href;

/** Goes to another page of the dashboard, unless what is shown asks to stay and is heard. */
export async function navigate(to, { replace = false } = {}) {
  if (leaves(to) && !(await mayLeave())) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', to);
  arrive();
  if (!location.hash) scrollTo(0, 0);
}

/** Changes filters in the address without a new page; null and '' leave one out. */
export function setQuery(changes) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  const search = query.size > 0 ? `?${query}` : '';
  history.replaceState(null, '', location.pathname + search);
  arrive();
}

/**
 * Asks before the page is left: `ask` returns a promise of whether to go. Returns how to stop that.
 * The browser asks by itself where the whole dashboard is left.
 */
export function askBeforeLeaving(ask) {
  guards.add(ask);
  return () => guards.delete(ask);
}

/** Nothing is asked any more: what was shown is over. */
export const leaveUnasked = () => guards.clear();

/** A page stays as it is when only its query changes: nothing is lost then. */
function leaves(to) {
  const [from, target] = [new URL(shown), new URL(to, shown)];
  return from.pathname !== target.pathname || from.hash !== target.hash;
}

/** What begins to ask meanwhile is asked too. */
async function mayLeave() {
  for (const guard of guards) {
    if (!(await guard())) return false;
  }
  guards.clear();
  return true;
}

function arrive() {
  shown = location.href;
  listeners.forEach((listener) => listener());
}

addEventListener('popstate', () => {
  const target = location.href;
  if (guards.size === 0 || !leaves(target)) {
    arrive();
    return;
  }
  history.pushState(null, '', shown);
  navigate(target);
});

addEventListener('beforeunload', (event) => {
  if (guards.size > 0) event.preventDefault();
});

/** Where the browser is: `{path, query, hash}`, anew after each change. */
export function useLocation() {
  const [, again] = useState(0);
  useEffect(() => {
    const listener = () => again((times) => times + 1);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return { path: location.pathname, query: new URLSearchParams(location.search), hash: location.hash };
}

/** The parts of a path that a pattern such as `/settings/tokens/:id` names; null = does not fit. */
export function match(pattern, path) {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const parts = {};
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i].startsWith(':')) parts[wanted[i].slice(1)] = given[i];
    else if (wanted[i] !== given[i]) return null;
  }
  return parts;
}

function ownClick(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

/** A link within the dashboard. */
export function Link({ to, children, ...others }) {
  const follow = (event) => {
    if (!ownClick(event)) return;
    event.preventDefault();
    navigate(to);
  };
  return html`<a href=${to} onClick=${follow} ...${others}>${children}</a>`;
}
