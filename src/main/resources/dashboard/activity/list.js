/** The calls on record, page by page; and the same as files. */
import { address, get } from '../api.js';
import { noun } from '../format.js';
import { html } from '../html.js';
import { usePages } from '../load.js';
import { Button } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { Icon } from '../ui/icon.js';
import { Empty, ErrorNotice } from '../ui/notice.js';
import { TableFoot, TableSkeleton } from '../ui/table.js';
import { Calls } from './calls.js';
import { Narrow } from './filters.js';

/** So many empty pages are gone through at once; then it is asked whether to look further. */
const EMPTY_PAGES = 4;

async function look(parameters, cursor, signal) {
  let page = await get('/activity', { ...parameters, cursor }, { signal });
  for (let i = 0; i < EMPTY_PAGES && page.data.length === 0 && page.next_cursor !== null; i++) {
    page = await get('/activity', { ...parameters, cursor: page.next_cursor }, { signal });
  }
  return page;
}

/** The calls that fit `parameters`, as of `now`; none are asked for while `narrow`. `about` as in `useLoad`. */
export const useCalls = ({ parameters, narrow, now, about }) =>
  usePages((cursor, signal) => (narrow ? Promise.resolve({ data: [], next_cursor: null }) : look(parameters, cursor, signal)), [JSON.stringify(parameters), narrow, now], about);

const file = (format, parameters) => address('/activity/export', { format, ...parameters });

/** Plain links: the browser writes the file while it comes. */
export const Exports = ({ parameters }) => html`<span class="row">${[['csv', 'CSV'], ['ndjson', 'NDJSON']].map(([format, name]) =>
  html`<a key=${format} class="button little" href=${file(format, parameters)} download><${Icon} name="download" /><span class="sr-only">Export these calls as </span>${name}</a>`)}</span>`;

const Nothing = ({ filtered }) => (filtered
  ? html`<${Empty} icon="search" title="No such call in this time">Choose a longer time, or fewer filters.<//>`
  : html`<${Empty} icon="activity" title="No calls in this time" action=${html`<${Button} to="/settings/tokens">To the API tokens<//>`}>Every call that is checked with one of your tokens is shown here within a second, accepted or refused, with its route, address and client.<//>`);

function Rows({ pages, filtered }) {
  const { rows, hasMore, loading } = pages;
  if (rows === null) return pages.error ? null : html`<${TableSkeleton} />`;
  if (rows.length === 0 && !hasMore) return html`<${Nothing} filtered=${filtered} />`;
  return html`${rows.length > 0 && html`<${Calls} caption="Calls, the newest first" rows=${rows} busy=${loading} />`}
    <${TableFoot} pages=${pages} what=${rows.length === 0 ? 'such calls among those looked at' : noun(rows.length, 'row')} more="Look further back" />`;
}

export const CallList = ({ pages, narrow, filtered, parameters }) => html`<${Card} title="Calls" flush actions=${!narrow && html`<${Exports} parameters=${parameters} />`}>
  ${narrow ? html`<div class="card-pad"><${Narrow} /></div>` : html`
    ${pages.error && html`<div class="card-pad"><${ErrorNotice} error=${pages.error} retry=${pages.reload} /></div>`}
    <${Rows} pages=${pages} filtered=${filtered} />`}<//>`;
