/** How much a token is used: calls by outcome over time, and where they went and came from. */
import { get } from '../api.js';
import { DAY, utcDate } from '../format.js';
import { html } from '../html.js';
import { useLoad } from '../load.js';
import { setQuery, useLocation } from '../router.js';
import { Bars } from '../ui/bars.js';
import { Card } from '../ui/card.js';
import { Chart } from '../ui/chart.js';
import { Loaded } from '../ui/notice.js';
import { Segments } from '../ui/tabs.js';

const RANGES = { '24h': ['24 h', 1, 'hour', 'the last 24 hours'], '7d': ['7 d', 7, 'hour', 'the last 7 days'], '30d': ['30 d', 30, 'day', 'the last 30 days'] };
const OPTIONS = Object.entries(RANGES).map(([key, [text]]) => [key, text]);

/** The range is in the address. */
export function useRange() {
  const asked = useLocation().query.get('range');
  return Object.hasOwn(RANGES, asked ?? '') ? asked : '24h';
}

const startOf = (days) => new Date(Date.now() - days * DAY).toISOString();

export function useUsage(id, range) {
  const [, days, step] = RANGES[range];
  return useLoad((signal) => get('/activity/summary', { token_id: id, from: startOf(days), step }, { signal }).then(({ summary }) => ({ ...summary, range })), [id, range]);
}

/** `usage` is from `useUsage`. */
export function Usage({ usage, range }) {
  const choose = (key) => setQuery({ range: key === '24h' ? null : key });
  const busy = usage.data !== null && usage.data.range !== range;
  return html`<${Card} title="Usage" actions=${html`<${Segments} label="Time shown" options=${OPTIONS} value=${range} onInput=${choose} />`}>
    <${Loaded} from=${usage} lines=${6}>${(summary) => html`<div class=${busy ? 'busy' : ''} aria-busy=${busy}><${Chart} summary=${summary} label=${`Calls in ${RANGES[summary.range][3]}`} /></div>`}<//>
  <//>`;
}

const mono = (text) => html`<span class="mono small">${text}</span>`;
const routeOf = ({ method, path }) => `${method} ${path}`;

/** The tops may reach back before the chart; then it is said from when on they count. */
const reach = ({ top_since, from }) => (top_since < from ? html`<span class="muted small">since ${utcDate(top_since)} (UTC)</span>` : undefined);

function Top({ title, usage, tops, of }) {
  return html`<${Card} title=${title} actions=${usage.data && reach(usage.data)}>
    <${Loaded} from=${{ ...usage, error: usage.data ? null : usage.error }} lines=${5}>${(summary) => html`<${Bars} others=${summary[tops].others} none="No call was let in during this time."
      rows=${summary[tops].top.map((row) => ({ key: of(row), what: mono(of(row)), title: of(row), calls: row.calls }))} />`}<//>
  <//>`;
}

export const Tops = ({ usage }) => html`<div class="two">
  <${Top} title="Top routes" usage=${usage} tops="routes" of=${routeOf} />
  <${Top} title="Top addresses" usage=${usage} tops="addresses" of=${({ address }) => address} />
</div>`;
