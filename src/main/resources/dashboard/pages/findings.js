/** Findings: what the tokens did that was not expected of them. */
import { useEffect, useState } from 'preact/hooks';
import { TokenFilter } from '../activity/token-filter.js';
import { get } from '../api.js';
import { Finding } from '../findings/finding.js';
import { useNews } from '../findings/news.js';
import { lookForOpenFindings } from '../findings/open.js';
import { KINDS } from '../findings/words.js';
import { noun, plural } from '../format.js';
import { html } from '../html.js';
import { usePages, useTitle } from '../load.js';
import { setQuery, useLocation } from '../router.js';
import { managesAll, managesToken, useSession } from '../session.js';
import { Card, PageHead } from '../ui/card.js';
import { Options } from '../ui/field.js';
import { Empty, ErrorNotice } from '../ui/notice.js';
import { TableFoot, TableSkeleton } from '../ui/table.js';
import { Segments } from '../ui/tabs.js';

const STATUSES = [['open', 'Open'], ['acknowledged', 'Acknowledged'], ['all', 'All']];
const KIND_OPTIONS = [['', 'All kinds'], ...Object.entries(KINDS).map(([kind, [name]]) => [kind, name])];

/** Whose findings this member may change: `(tokenId) => boolean`; of single tokens the service is asked. */
function useManaged(ids) {
  const session = useSession();
  const [mine, setMine] = useState({});
  const all = managesAll(session);
  const key = ids.join();
  useEffect(() => {
    if (all) return;
    ids.filter((id) => mine[id] === undefined).forEach((id) => get(`/tokens/${id}`).then(
      ({ token }) => setMine((before) => ({ ...before, [id]: managesToken(session, token) })),
      () => {},
    ));
  }, [key, all]);
  return (id) => all || mine[id] === true;
}

const Watched = () => html`<ul class="watched">${Object.entries(KINDS).map(([kind, [name, what]]) => html`<li key=${kind}><b>${name}</b>: ${what}.</li>`)}</ul>`;

const Nothing = ({ filtered, status }) => (filtered
  ? html`<${Empty} icon="search" title="No such finding">Choose fewer filters.<//>`
  : html`<${Empty} icon="shield" title=${{ open: 'Nothing unexpected is open', acknowledged: 'Nothing has been acknowledged yet' }[status] ?? 'No findings yet'} action=${html`<${Watched} />`}>Every call is compared to what the token usually does. You are told, here and by webhook, of:<//>`);

function Listed({ pages, filtered, status, onChanged }) {
  const manages = useManaged([...new Set((pages.rows ?? []).filter(({ token }) => !token.revoked).map(({ token }) => token.id))]);
  if (pages.rows === null) return pages.error ? null : html`<${TableSkeleton} />`;
  if (pages.rows.length === 0) return html`<${Nothing} filtered=${filtered} status=${status} />`;
  return html`<ul class="finding-list">${pages.rows.map((finding) => html`<${Finding} key=${finding.id} finding=${finding} manages=${manages(finding.token.id)} onChanged=${onChanged} />`)}</ul>
    <${TableFoot} pages=${pages} what=${noun(pages.rows.length, 'finding')} />`;
}

export default function FindingsPage() {
  useTitle('Findings');
  const { query } = useLocation();
  const [status, kind, token] = [query.get('status') ?? 'open', query.get('kind') ?? '', query.get('token_id') ?? ''];
  const ask = (cursor, signal) => get('/findings', { status: status === 'all' ? '' : status, kind, token_id: token, cursor }, { signal });
  const pages = usePages(ask, [status, kind, token]);
  const again = () => { pages.reload(); lookForOpenFindings(true); };
  useNews(again);
  return html`<div class="page">
    <${PageHead} title="Findings">Calls that were not expected of a token: how a stolen one is noticed.<//>
    <div class="filters" role="search" aria-label="Findings">
      <${Segments} label="State" options=${STATUSES} value=${status} onInput=${(value) => setQuery({ status: value === 'open' ? null : value })} />
      <${Options} aria-label="Kind" value=${kind} options=${KIND_OPTIONS} onInput=${(value) => setQuery({ kind: value })} />
      <div class="filter-token"><${TokenFilter} value=${token} onInput=${(value) => setQuery({ token_id: value })} /></div>
    </div>
    <${Card} flush aria-label="Findings">
      ${pages.error && html`<div class="card-pad"><${ErrorNotice} error=${pages.error} retry=${pages.reload} /></div>`}
      <div role="status" class="sr-only">${pages.rows?.length === 0 && 'No findings shown'}</div>
      <${Listed} pages=${pages} filtered=${Boolean(kind || token)} status=${status} onChanged=${again} />
    <//>
  </div>`;
}
