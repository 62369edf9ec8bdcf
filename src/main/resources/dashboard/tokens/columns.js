/** The columns of the list of tokens. */
import { number, short } from '../format.js';
import { html } from '../html.js';
import { Link } from '../router.js';
import { Abilities, EnvironmentBadge, StatusBadge } from '../ui/badge.js';
import { memo } from '../ui/memo.js';
import { Sparkline } from '../ui/sparkline.js';
import { Ago, Expiry, On } from '../ui/time.js';
import { RowMenu } from './row-menu.js';
import { Pick, PickAll } from './selection.js';

const Name = memo(({ token }) => html`<div class="named">
  <${Link} to=${`/settings/tokens/${token.id}`} class="main" title=${token.name}>${token.name}<//>
  <span class="row"><${EnvironmentBadge} environment=${token.environment} /></span>
</div>`);

const Created = memo(({ token }) => html`<div>
  <${On} at=${token.created_at} />
  <span class="under small muted truncate" title=${token.created_by?.email}>${token.created_by?.email ?? 'former member'}</span>
</div>`);

const LastUsed = memo(({ token }) => html`<div>
  <${Ago} at=${token.last_used_at} />
  ${token.last_used_address && html`<span class="under small muted truncate" title=${token.last_used_address}>${token.last_used_address}</span>`}
</div>`);

const LONG = 100_000;

const Calls = memo(({ token: { sparkline, calls_last_24h: calls } }) => html`<div class="calls">
  <${Sparkline} counts=${sparkline} total=${calls} />
  ${calls !== null && html`<span class="number" title=${number(calls)}>${calls < LONG ? number(calls) : short(calls)}</span>`}
</div>`);

const Status = memo(({ token }) => html`<${StatusBadge} status=${token.status} />`);
const FirstAbilities = memo(({ token }) => html`<${Abilities} abilities=${token.abilities} most=${1} />`);
const Expires = memo(({ token }) => html`<${Expiry} at=${token.expires_at} />`);
const Box = memo(Pick);
const Actions = memo(RowMenu);

/**
 * `count`: of the rows, to open the menus of the last ones upwards. A choice draws the boxes of the rows that it is about, and
 * no other cell, as long as `actions` and `selection.toggle` stay the same.
 */
export const columnsOf = (count, selection, actions) => [
  { title: html`<${PickAll} selection=${selection} />`, label: '', cell: (token) => html`<${Box} token=${token} chosen=${selection.has(token)} toggle=${selection.toggle} />` },
  { title: 'Name', label: '', cell: (token) => html`<${Name} token=${token} />` },
  { title: 'Status', cell: (token) => html`<${Status} token=${token} />` },
  { title: 'Abilities', cell: (token) => html`<${FirstAbilities} token=${token} />` },
  { title: 'Created', cell: (token) => html`<${Created} token=${token} />` },
  { title: 'Expires', cell: (token) => html`<${Expires} token=${token} />` },
  { title: 'Last used', cell: (token) => html`<${LastUsed} token=${token} />` },
  { title: 'Calls in 24 h', cell: (token) => html`<${Calls} token=${token} />` },
  { title: html`<span class="sr-only">Actions</span>`, label: '', right: true, cell: (token, at) => html`<${Actions} token=${token} actions=${actions} up=${count > 6 && at > count - 4} />` },
];
