/** How many calls there were, and what they used most. */
import { utcDate } from '../format.js';
import { html } from '../html.js';
import { setQuery } from '../router.js';
import { Bars } from '../ui/bars.js';
import { Card } from '../ui/card.js';
import { Chart } from '../ui/chart.js';
import { Loaded } from '../ui/notice.js';

const mono = (text) => html`<span class="mono small">${text}</span>`;

/** How each of the tops is read, and what a click on a row filters by. */
const TOPS = {
  tokens: { title: 'Top tokens', row: ({ token_id: id, name, revoked }) => ({ key: id, what: `${name ?? `Token ${id}`}${revoked ? ' (revoked)' : ''}`, title: name ?? undefined, set: { token_id: id } }) },
  routes: { title: 'Top routes', row: ({ method, path }) => ({ key: `${method} ${path}`, what: mono(`${method} ${path}`), title: `${method} ${path}`, set: { method, path } }) },
  addresses: { title: 'Top addresses', row: ({ address }) => ({ key: address, what: mono(address), title: address, set: { address } }) },
};

const bar = (row) => (top) => {
  const { set, ...others } = row(top);
  return { ...others, calls: top.calls, onClick: () => setQuery(set) };
};

/** The tops may reach back before the chart; then it is said from when on they count. */
const since = ({ top_since, from }) => (top_since < from ? html`<span class="muted small">since ${utcDate(top_since)} (UTC)</span>` : undefined);

const Top = ({ kind, summary }) => html`<${Card} title=${TOPS[kind].title} actions=${since(summary)}>
  <${Bars} rows=${summary[kind].top.map(bar(TOPS[kind].row))} others=${summary[kind].others} none="No accepted call in this time." /><//>`;

/** `summary` is from `useLoad`; `note` says what the figures leave out. */
export function Figures({ summary, ofToken, note }) {
  const kinds = ofToken ? ['routes', 'addresses'] : ['tokens', 'routes', 'addresses'];
  return html`<${Card} title="Calls over time" actions=${note && html`<span class="muted small">${note}</span>`}>
      <${Loaded} from=${summary} lines=${6}>${(data) => html`<div class=${summary.loading ? 'busy' : ''} aria-busy=${summary.loading}><${Chart} summary=${data} label="Calls over time" /></div>`}<//>
    <//>
    ${summary.data && html`<div class="tops">${kinds.map((kind) => html`<${Top} key=${kind} kind=${kind} summary=${summary.data} />`)}</div>`}`;
}
