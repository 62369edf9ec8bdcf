/** The calls themselves, the newest first. */
import { number } from '../format.js';
import { html } from '../html.js';
import { Badge, OutcomeBadge } from '../ui/badge.js';
import { Moment } from '../ui/time.js';
import { Table } from '../ui/table.js';
import { TokenLink } from './names.js';

/** What was called; many that were refused are one row without a route. */
function Route({ method, path, calls }) {
  const route = method === '*' && path === '*' ? 'Several routes' : `${method} ${path}`;
  return html`<span class="call"><span class="mono clamp" title=${route}>${route}</span>${calls > 1 && html`<span class="muted small nowrap" title="Calls alike within one second">× ${number(calls)}</span>`}</span>`;
}

const Client = ({ user_agent: agent, browser }) => html`<span class="stack tight">
  <span class="small muted clamp" title=${agent}>${agent || 'No user agent'}</span>
  ${browser && html`<span><${Badge} tone="warn" title="Made by a page in a browser: the token may be exposed in client-side code">Browser<//></span>`}</span>`;

const COLUMNS = [
  { title: 'Time', cell: ({ at }) => html`<${Moment} at=${at} />` },
  { title: 'Outcome', cell: ({ outcome }) => html`<${OutcomeBadge} outcome=${outcome} />` },
  { title: 'Token', cell: ({ token_id: id, token_name: name, token_revoked: revoked }) => html`<${TokenLink} id=${id} told=${{ name, revoked }} />` },
  { title: 'Call', cell: (row) => html`<${Route} ...${row} />` },
  { title: 'Address', cell: ({ address }) => html`<span class="mono">${address ?? 'Several'}</span>` },
  { title: 'Client', cell: (row) => html`<${Client} ...${row} />` },
];

export const Calls = ({ caption, rows, busy }) => html`<div class="calls"><${Table} caption=${caption} columns=${COLUMNS} rows=${rows} busy=${busy} /></div>`;
