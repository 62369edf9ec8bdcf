/** Audit: who changed what, and whether the log is as it was written. */
import { Chain } from '../audit/chain.js';
import { Entries } from '../audit/entries.js';
import { ACTIONS, actionName } from '../audit/words.js';
import { get } from '../api.js';
import { noun } from '../format.js';
import { html } from '../html.js';
import { useLoad, usePages, useTitle } from '../load.js';
import { setQuery, useLocation } from '../router.js';
import { Button } from '../ui/button.js';
import { Card, PageHead } from '../ui/card.js';
import { Options } from '../ui/field.js';
import { InstantInput } from '../ui/instant.js';
import { Empty, ErrorNotice } from '../ui/notice.js';
import { TableFoot, TableSkeleton } from '../ui/table.js';
import { TextFilter } from '../ui/text-filter.js';

const NAMES = ['action', 'member_id', 'subject', 'from', 'to'];

const withChosen = (options, value, name) => (value && !options.some(([option]) => option === value) ? [...options, [value, name(value)]] : options);

function Filters({ filters, error }) {
  const members = useLoad((signal) => get('/members', {}, { signal }), []);
  const set = (name) => (value) => setQuery({ [name]: value });
  const actions = withChosen([['', 'All actions'], ...Object.entries(ACTIONS)], filters.action, actionName);
  const people = withChosen([['', 'All members'], ...(members.data?.data ?? []).map(({ id, email }) => [String(id), email])], filters.member_id, (id) => `Member ${id}`);
  return html`<div class="stack tight" role="search" aria-label="Audit log">
    <div class="filter-grid">
      <${Options} aria-label="Action" value=${filters.action} options=${actions} onInput=${set('action')} />
      <${Options} aria-label="Member" value=${filters.member_id} options=${people} onInput=${set('member_id')} />
      <${TextFilter} label="Subject, such as token:12" value=${filters.subject} onInput=${set('subject')} maxlength="1000" aria-invalid=${error?.of?.('subject') ? 'true' : undefined} />
    </div>
    <div class="filters">
      <${InstantInput} label="From" value=${filters.from} onInput=${set('from')} />
      <${InstantInput} label="To" value=${filters.to} onInput=${set('to')} />
      ${NAMES.some((name) => filters[name]) && html`<${Button} kind="quiet" icon="close" onClick=${() => setQuery(Object.fromEntries(NAMES.map((name) => [name, null])))}>Clear filters<//>`}
    </div>
  </div>`;
}

function Listed({ pages, filtered }) {
  if (pages.rows === null) return pages.error ? null : html`<${TableSkeleton} />`;
  if (pages.rows.length === 0) {
    return filtered ? html`<${Empty} icon="search" title="No such entry">Choose a longer time, or fewer filters.<//>`
      : html`<${Empty} icon="list" title="Nothing has been changed yet">Each change of a token, member, webhook or of the workspace, and each sign-in, is one entry here.<//>`;
  }
  return html`<${Entries} rows=${pages.rows} busy=${pages.loading} /><${TableFoot} pages=${pages} what=${noun(pages.rows.length, 'entry', 'entries')} />`;
}

export default function AuditPage() {
  useTitle('Audit log');
  const { query } = useLocation();
  const filters = Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? '']));
  const pages = usePages((cursor, signal) => get('/audit', { ...filters, cursor }, { signal }), [JSON.stringify(filters)]);
  return html`<div class="page">
    <${PageHead} title="Audit log">Who changed what in this workspace, and when. It only grows.<//>
    <${Chain} />
    <${Filters} filters=${filters} error=${pages.error} />
    <${Card} title="Entries" flush>
      ${pages.error && html`<div class="card-pad"><${ErrorNotice} error=${pages.error} retry=${pages.reload} /></div>`}
      <${Listed} pages=${pages} filtered=${NAMES.some((name) => filters[name])} />
    <//>
  </div>`;
}
