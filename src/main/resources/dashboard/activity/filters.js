/** Which calls are shown: everything that narrows the list stands in the address. */
import { DAY, OUTCOMES } from '../format.js';
import { html } from '../html.js';
import { setQuery } from '../router.js';
import { Button } from '../ui/button.js';
import { Options } from '../ui/field.js';
import { InstantInput } from '../ui/instant.js';
import { Notice } from '../ui/notice.js';
import { Segments } from '../ui/tabs.js';
import { TextFilter } from '../ui/text-filter.js';
import { RANGE_OPTIONS, chosenRange } from './range.js';
import { TokenFilter } from './token-filter.js';

const NAMES = ['token_id', 'environment', 'outcome', 'method', 'path', 'address'];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const ENVIRONMENTS = [['', 'All environments'], ['production', 'Production'], ['sandbox', 'Sandbox']];

/** The filters in the address; what is absent is empty. */
export const filtersOf = (query) => Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? '']));

/** Whether it takes looking at single calls: then a token or at most 24 hours are needed. */
export const looksAtCalls = ({ method, path, address }) => Boolean(method || path || address);

export const needsNarrowing = (filters, period) => looksAtCalls(filters) && !filters.token_id && period.length > DAY;

/** Filters that the list knows and the figures do not. */
export const onlyInList = ({ environment, outcome, method, path, address }) => Boolean(environment || outcome || method || path || address);

const clear = () => setQuery(Object.fromEntries(NAMES.map((name) => [name, null])));

/** `error` is what the service says of the filters; `live` = there is no time to choose. */
export function Filters({ filters, period, live, error }) {
  const { token_id: token, environment, outcome, method, path, address } = filters;
  const methods = [['', 'Any method'], ...(METHODS.includes(method) || !method ? METHODS : [...METHODS, method]).map((name) => [name, name])];
  const set = (name) => (value) => setQuery({ [name]: value });
  const wrong = (name) => (error?.of?.(name) ? 'true' : undefined);
  return html`<div class="stack tight" role="search" aria-label="Calls">
    <div class="filters">
      ${live ? html`<span class="muted">As they are made, whatever the time</span>` : html`<${Segments} label="Time" options=${RANGE_OPTIONS} value=${period.range} onInput=${(range) => setQuery(chosenRange(range))} />
        ${period.range === 'custom' && html`<${InstantInput} label="From" value=${period.from} onInput=${(from) => setQuery({ range: 'custom', from })} />
          <${InstantInput} label="To" value=${period.to} onInput=${(to) => setQuery({ range: 'custom', to })} />`}`}
    </div>
    <div class="filter-grid">
      <${TokenFilter} value=${token} onInput=${set('token_id')} />
      <${Options} aria-label="Outcome" value=${outcome} options=${[['', 'All outcomes'], ...Object.entries(OUTCOMES)]} onInput=${set('outcome')} />
      <${Options} aria-label="Environment" value=${environment} options=${ENVIRONMENTS} onInput=${set('environment')} />
      <${Options} aria-label="Method" value=${method} options=${methods} onInput=${set('method')} />
      <${TextFilter} label="Path begins with" value=${path} onInput=${set('path')} maxlength="1024" aria-invalid=${wrong('path')} />
      <${TextFilter} label="Address" value=${address} onInput=${set('address')} maxlength="45" aria-invalid=${wrong('address')} />
      ${NAMES.some((name) => filters[name]) && html`<${Button} kind="quiet" icon="close" onClick=${clear}>Clear filters<//>`}
    </div>
  </div>`;
}

/** Why there is no list, and two ways to one. */
export const Narrow = () => html`<${Notice} tone="accent">
  <p>To find a method, a path or an address each call has to be looked at. That is done for <b>up to 24 hours</b>, or for <b>one token</b> over any time.</p>
  <div class="row"><${Button} kind="little" onClick=${() => setQuery(chosenRange('24h'))}>Look at the last 24 hours<//><span class="small">or choose a token above.</span></div><//>`;
