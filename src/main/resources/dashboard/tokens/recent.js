/** The last calls that were made with a token. */
import { get } from '../api.js';
import { number } from '../format.js';
import { html } from '../html.js';
import { useLoad } from '../load.js';
import { Link } from '../router.js';
import { Badge, OutcomeBadge } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { Loaded } from '../ui/notice.js';
import { Table } from '../ui/table.js';
import { Ago } from '../ui/time.js';

const SHOWN = 20;

export const useRecentCalls = (id) => useLoad((signal) => get('/activity', { token_id: id, limit: SHOWN }, { signal }), [id]);

const COLUMNS = [
  { title: 'Time', cell: ({ at }) => html`<${Ago} at=${at} />` },
  { title: 'Outcome', cell: ({ outcome }) => html`<${OutcomeBadge} outcome=${outcome} />` },
  { title: 'Call', cell: ({ method, path, calls }) => html`<span class="mono small">${method === '*' ? 'Several calls' : `${method} ${path}`}</span>${calls > 1 && html` <span class="muted nowrap">× ${number(calls)}</span>`}` },
  { title: 'Address', cell: ({ address }) => html`<span class="mono small">${address ?? 'Several'}</span>` },
  {
    title: 'Client',
    cell: ({ user_agent: agent, browser }) => html`<span class="row"><span class="client small muted" title=${agent}>${agent || 'Not told'}</span>${browser && html`<${Badge} tone="warn" title="Made by a page in a browser: the token may be exposed in client-side code">Browser<//>`}</span>`,
  },
];

/** `calls` is from `useRecentCalls`. */
export function RecentCalls({ calls, id, title = 'Recent calls' }) {
  const all = html`<${Link} to=${`/activity?token_id=${id}`} class="small">All activity of this token<//>`;
  return html`<${Card} title=${title} actions=${all} flush>
    <${Loaded} from=${calls} lines=${5}>${({ data }) => (data.length === 0
      ? html`<p class="muted card-pad">No call has been made with it, as far back as the activity log goes.</p>`
      : html`<${Table} caption=${title} columns=${COLUMNS} rows=${data} />`)}<//>
  <//>`;
}
