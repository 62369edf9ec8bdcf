/** What the list of tokens is narrowed by. It lives in the address: a reload, a link and "back" keep it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { DAY } from '../format.js';
import { html } from '../html.js';
import { useSettled } from '../load.js';
import { Link, setQuery, useLocation } from '../router.js';
import { Button } from '../ui/button.js';
import { Options, Search } from '../ui/field.js';

const STATUSES = [['', 'Any status'], ['active', 'Active'], ['paused', 'Paused'], ['expired', 'Expired'], ['revoking', 'Being revoked']];
const ENVIRONMENTS = [['', 'Any environment'], ['production', 'Production'], ['sandbox', 'Sandbox']];
const EXPIRIES = [['', 'Any expiry'], ['7', 'Expires in 7 days'], ['14', 'Expires in 14 days'], ['30', 'Expires in 30 days'], ['90', 'Expires in 90 days']];
/** `[value, name, sort, direction]` */
const ORDERS = [
  ['', 'Newest first', 'created_at', 'desc'],
  ['oldest', 'Oldest first', 'created_at', 'asc'],
  ['expiry', 'First to expire', 'expires_at', 'asc'],
  ['latest', 'Last to expire', 'expires_at', 'desc'],
];
const LONGEST = 255;

const oneOf = (options, value) => (options.some(([option]) => option === value) ? value : '');
/** A token itself, or its number; the number is the first group. */
const TOKEN = /^\s*#?([1-9]\d{0,15})(?:[|.]\S*)?\s*$/;

const numberIn = (text) => TOKEN.exec(text)?.[1] ?? null;

/** What names can be searched for. A secret that was pasted goes nowhere: neither into the address nor to the service. */
const searchable = (text) => (/^\s*\d+[|.]\S{8,}/.test(text) ? '' : text).replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim().slice(0, LONGEST);

/** `{status, environment, q, expires, sort}` of the address; '' = not narrowed, or as usual. What is unknown is ignored. */
export function useFilters() {
  const { query } = useLocation();
  return {
    status: oneOf(STATUSES, query.get('status') ?? ''),
    environment: oneOf(ENVIRONMENTS, query.get('environment') ?? ''),
    q: searchable(query.get('q') ?? ''),
    expires: oneOf(EXPIRIES, query.get('expires') ?? ''),
    sort: oneOf(ORDERS, query.get('sort') ?? ''),
  };
}

/** What the API is asked for; `now` is when "in 14 days" begins. */
export function parametersOf({ status, environment, q, expires, sort }, now) {
  const [, , by, direction] = ORDERS.find(([order]) => order === sort);
  const at = (days) => new Date(now + days * DAY).toISOString();
  const soon = expires && { expires_after: at(0), expires_before: at(Number(expires)) };
  return { status, environment, q, ...soon, sort: by, direction };
}

/** The same as one text, for what has to begin anew when one of them changes. */
export const keyOf = (filters) => Object.values(filters).join('\n');

export const orderName = ({ sort }) => ORDERS.find(([order]) => order === sort)[1].toLowerCase();

export const isFiltered = ({ status, environment, q, expires }) => Boolean(status || environment || q || expires);

export const clearFilters = () => setQuery({ status: null, environment: null, q: null, expires: null });

/** What is typed, and the address once it has been still for a moment. */
function useSearchText(q) {
  const [text, setText] = useState(q);
  const settled = useSettled(searchable(text));
  const written = useRef(q);
  useEffect(() => {
    if (settled === written.current) return;
    written.current = settled;
    setQuery({ q: settled });
  }, [settled]);
  useEffect(() => {
    if (q === written.current) return;
    written.current = q;
    setText(q);
  }, [q]);
  return [text, setText];
}

export function Filters({ filters }) {
  const [text, setText] = useSearchText(filters.q);
  const number = numberIn(text);
  return html`<div class="filters" role="search" aria-label="Tokens">
    <${Search} label="Search by name" value=${text} onInput=${setText} />
    <${Options} aria-label="Status" value=${filters.status} options=${STATUSES} onInput=${(status) => setQuery({ status })} />
    <${Options} aria-label="Environment" value=${filters.environment} options=${ENVIRONMENTS} onInput=${(environment) => setQuery({ environment })} />
    <${Options} aria-label="Expiry" value=${filters.expires} options=${EXPIRIES} onInput=${(expires) => setQuery({ expires })} />
    <${Options} aria-label="Order" value=${filters.sort} options=${ORDERS} onInput=${(sort) => setQuery({ sort })} />
    ${isFiltered(filters) && html`<${Button} kind="quiet" icon="close" onClick=${clearFilters}>Clear filters<//>`}
    <p class=${number ? 'small' : 'sr-only'} role="status">${number && html`<${Link} to=${`/settings/tokens/${number}`}>Open token ${number}<//>`}</p>
  </div>`;
}
