/** What the list of tokens is narrowed by. It lives in the address: a reload, a link and "back" keep it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { html } from '../html.js';
import { useSettled } from '../load.js';
import { setQuery, useLocation } from '../router.js';
import { Button } from '../ui/button.js';
import { Options, Search } from '../ui/field.js';

const STATUSES = [['', 'Any status'], ['active', 'Active'], ['paused', 'Paused'], ['expired', 'Expired'], ['revoking', 'Being revoked']];
const ENVIRONMENTS = [['', 'Any environment'], ['production', 'Production'], ['sandbox', 'Sandbox']];
const LONGEST = 255;

const oneOf = (options, value) => (options.some(([option]) => option === value) ? value : '');
const searchable = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim().slice(0, LONGEST);

/** `{status, environment, q}` of the address; '' = not narrowed. What no token can have is ignored. */
export function useFilters() {
  const { query } = useLocation();
  return {
    status: oneOf(STATUSES, query.get('status') ?? ''),
    environment: oneOf(ENVIRONMENTS, query.get('environment') ?? ''),
    q: searchable(query.get('q') ?? ''),
  };
}

export const isFiltered = ({ status, environment, q }) => Boolean(status || environment || q);

export const clearFilters = () => setQuery({ status: null, environment: null, q: null });

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
  return html`<div class="filters" role="search" aria-label="Tokens">
    <${Search} label="Search by name" value=${text} onInput=${setText} />
    <${Options} aria-label="Status" value=${filters.status} options=${STATUSES} onInput=${(status) => setQuery({ status })} />
    <${Options} aria-label="Environment" value=${filters.environment} options=${ENVIRONMENTS} onInput=${(environment) => setQuery({ environment })} />
    ${isFiltered(filters) && html`<${Button} kind="quiet" icon="close" onClick=${clearFilters}>Clear filters<//>`}
  </div>`;
}
