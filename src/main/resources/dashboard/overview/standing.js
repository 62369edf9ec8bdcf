/** How a workspace in use stands at this moment. What cannot be had is left out. */
import { sentence } from '../findings/words.js';
import { number, refusedOf } from '../format.js';
import { html } from '../html.js';
import { Link } from '../router.js';
import { Card, Figure, Figures } from '../ui/card.js';
import { Chart } from '../ui/chart.js';
import { Empty, Loaded } from '../ui/notice.js';
import { Ago, Expiry } from '../ui/time.js';

/** So many days ahead a token expires soon, and so many of them are shown. */
export const SOON_DAYS = 14;
export const SHOWN = 5;

const share = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

/** `12`, or `100+` where there are more than one page has. */
const atLeast = (rows, cursor) => (cursor === null ? number(rows.length) : `${number(rows.length)}+`);

/** `12`, or `10,000+` where there are more than are counted. */
const counted = ({ total_count: count, total_count_exact: exact }) => (exact ? number(count) : `${number(count)}+`);

/** The address of the list of those that expire soon. */
const ENDING = `/settings/tokens?expires=${SOON_DAYS}&sort=expiry`;

const More = ({ to, children }) => html`<${Link} to=${to} class="small">${children}<//>`;

const TokenLink = ({ token }) => html`<${Link} to=${`/settings/tokens/${token.id}`} class="main truncate" title=${token.name}>${token.name}<//>`;

function KeyFigures({ totals, tokens, active, findings, ending }) {
  const refused = totals && refusedOf(totals);
  const all = totals && totals.accepted + refused;
  return html`<${Figures}>
    ${totals && html`<${Figure} name="Accepted calls" value=${number(totals.accepted)} note="in 24 hours" />
      <${Figure} name="Refused calls" value=${number(refused)} note=${all > 0 ? `${share.format(refused / all)} of all in 24 hours` : 'in 24 hours'} />`}
    ${active && html`<${Figure} name="Active tokens" value=${counted(active)} note=${tokens && `of ${counted(tokens)}`} />`}
    ${findings && html`<${Figure} name="Open findings" value=${atLeast(findings.data, findings.next_cursor)} tone=${findings.data.length > 0 ? 'bad' : ''} note=${findings.data.length > 0 ? 'to be looked at' : 'nothing unexpected'} />`}
    ${ending && html`<${Figure} name="Expire soon" value=${counted(ending)} tone=${ending.total_count > 0 ? 'warn' : ''} note=${`within ${SOON_DAYS} days`} />`}
  <//>`;
}

const Findings = ({ from }) => html`<${Card} title="Open findings" flush=${Boolean(from.data)} actions=${html`<${More} to="/findings">All findings<//>`}>
  <${Loaded} from=${from} lines=${3}>${({ data }) => (data.length === 0
    ? html`<${Empty} icon="shield" title="Nothing unexpected">Calls that were not expected of a token would stand here.<//>`
    : html`<ul class="lines">${data.slice(0, SHOWN).map((finding) => html`<li key=${finding.id}>
        <div class="row between"><${TokenLink} token=${finding.token} /><span class="muted small"><${Ago} at=${finding.last_seen_at} /></span></div>
        <p class="small">${sentence(finding)}</p></li>`)}</ul>`)}<//>
<//>`;

const Ending = ({ from }) => html`<${Card} title="Expire next" flush=${Boolean(from.data)} actions=${html`<${More} to=${ENDING}>${from.data?.total_count > SHOWN ? `All ${counted(from.data)}` : 'In the list'}<//>`}>
  <${Loaded} from=${from} lines=${3}>${({ data }) => (data.length === 0
    ? html`<${Empty} icon="clock" title="None of them soon">Tokens that expire within ${SOON_DAYS} days would stand here, in time to rotate them.<//>`
    : html`<ul class="lines">${data.map((token) => html`<li key=${token.id} class="row between"><${TokenLink} token=${token} /><span class="small right"><${Expiry} at=${token.expires_at} /></span></li>`)}</ul>`)}<//>
<//>`;

/**
 * Each is from `useLoad`: all tokens, those that are active, those that expire soon (counted, with some of them), the open
 * findings, and the calls of the last 24 hours.
 */
export function Standing({ tokens, active, ending, calls, findings }) {
  return html`<${KeyFigures} totals=${calls.data?.summary.totals} tokens=${tokens.data} active=${active.data} findings=${findings.data} ending=${ending.data} />
    <${Card} title="Calls in the last 24 hours" actions=${html`<${More} to="/activity">Activity<//>`}>
      <${Loaded} from=${calls} lines=${5}>${({ summary }) => html`<${Chart} summary=${summary} label="Calls in the last 24 hours" />`}<//>
    <//>
    <div class="two"><${Findings} from=${findings} /><${Ending} from=${ending} /></div>`;
}
