/** Activity: every call made with the tokens, over time, one by one, and as it is made. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { filtersOf, Filters, needsNarrowing, looksAtCalls, onlyInList } from '../activity/filters.js';
import { Figures } from '../activity/figures.js';
import { CallList, useCalls } from '../activity/list.js';
import { Live } from '../activity/live.js';
import { learnNames } from '../activity/names.js';
import { periodOf } from '../activity/range.js';
import { get } from '../api.js';
import { html } from '../html.js';
import { useLoad, useTitle } from '../load.js';
import { setQuery, useLocation } from '../router.js';
import { Button } from '../ui/button.js';
import { PageHead } from '../ui/card.js';
import { Notice } from '../ui/notice.js';
import { Switch } from '../ui/switch.js';

/** Calls without end are looked for until now; where the time has to be short, until the moment it was asked. */
const timesOf = (filters, { from, to }, now) => ({ from, to: to || (looksAtCalls(filters) && !filters.token_id ? new Date(now).toISOString() : '') });

async function summarize({ token_id, from, to, step }, signal) {
  const { summary } = await get('/activity/summary', { token_id, from, to, step }, { signal });
  learnNames(summary.tokens.top);
  return summary;
}

/** `now` is when it was asked for: all is asked again at another moment, also what does not end now. */
function Recorded({ filters, period, now, about, onError }) {
  const narrow = needsNarrowing(filters, period);
  const parameters = { ...filters, ...timesOf(filters, period, now) };
  const pages = useCalls({ parameters, narrow, now, about });
  const { token_id } = filters;
  const { from, to, step } = period;
  const summary = useLoad((signal) => summarize({ token_id, from, to, step }, signal), [token_id, from, to, step, now], about);
  useEffect(() => onError(pages.error), [pages.error]);
  const note = onlyInList(filters) ? `All calls ${token_id ? 'of this token' : 'of this time'}; the other filters narrow the list below` : null;
  return html`<${Figures} summary=${summary} ofToken=${Boolean(token_id)} note=${note} />
    <${CallList} pages=${pages} narrow=${narrow} filtered=${Object.values(filters).some(Boolean)} parameters=${parameters} />`;
}

export default function ActivityPage() {
  useTitle('Activity');
  const { query } = useLocation();
  const [round, setRound] = useState(0);
  const [error, setError] = useState(null);
  const now = useMemo(() => Date.now(), [query.toString(), round]);
  const live = query.get('live') === 'on';
  const filters = filtersOf(query);
  const period = periodOf(query, now);
  const actions = html`<${Switch} on=${live} onInput=${(on) => setQuery({ live: on ? 'on' : null })}>Live<//>
    ${!live && html`<${Button} icon="rotate" onClick=${() => setRound(round + 1)}>Refresh<//>`}`;
  return html`<div class="page">
    <${PageHead} title="Activity" actions=${actions}>Every call made with the tokens of this workspace, accepted or refused.<//>
    <${Filters} filters=${filters} period=${period} live=${live} error=${live ? null : error} />
    ${live ? html`<${Live} filters=${filters} />`
      : period.problem ? html`<${Notice} tone="warn">${period.problem}<//>`
        : html`<${Recorded} filters=${filters} period=${period} now=${now} about=${query.toString()} onError=${setError} />`}
  </div>`;
}
