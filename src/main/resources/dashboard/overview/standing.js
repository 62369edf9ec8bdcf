/** How a workspace in use stands at this moment. What cannot be had is left out. */
import { sentence } from '../findings/words.js';
import { DAY, number, refusedOf } from '../format.js';
import { html } from '../html.js';
import { Link } from '../router.js';
import { Card, Figure, Figures } from '../ui/card.js';
import { Chart } from '../ui/chart.js';
import { Empty, Loaded } from '../ui/notice.js';
import { Ago, Expiry } from '../ui/time.js';

const SOON = 14 * DAY;
const SHOWN = 5;

const share = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

/** `12`, or `100+` where there are more than one page has. */
const atLeast = (rows, cursor) => (cursor === null ? number(rows.length) : `${number(rows.length)}+`);

const usable = ({ status }) => status === 'active' || status === 'paused';

const endsSoon = (token) => usable(token) && token.expires_at && new Date(token.expires_at) - Date.now() < SOON;

/** The tokens that end within 14 days, the next one first; null = not all tokens are at hand. */
const endingSoon = ({ data, next_cursor: cursor }) =>
  (cursor === null ? data.filter(endsSoon).sort((one, other) => new Date(one.expires_at) - new Date(other.expires_at)) : null);

const More = ({ to, children }) => html`<${Link} to=${to} class="small">${children}<//>`;

const TokenLink = ({ token }) => html`<${Link} to=${`/settings/tokens/${token.id}`} class="main truncate" title=${token.name}>${token.name}<//>`;

function KeyFigures({ totals, tokens, findings, ending }) {
  const refused = totals && refusedOf(totals);
  const all = totals && totals.accepted + refused;
  const active = tokens?.data.filter(({ status }) => status === 'active');
  return html`<${Figures}>
    ${totals && html`<${Figure} name="Accepted calls" value=${number(totals.accepted)} note="in 24 hours" />
      <${Figure} name="Refused calls" value=${number(refused)} note=${all > 0 ? `${share.format(refused / all)} of all in 24 hours` : 'in 24 hours'} />`}
    ${active && html`<${Figure} name="Active tokens" value=${atLeast(active, tokens.next_cursor)} note=${tokens.next_cursor === null ? `of ${number(tokens.data.length)}` : 'and more'} />`}
    ${findings && html`<${Figure} name="Open findings" value=${atLeast(findings.data, findings.next_cursor)} tone=${findings.data.length > 0 ? 'bad' : ''} note=${findings.data.length > 0 ? 'to be looked at' : 'nothing unexpected'} />`}
    ${ending && html`<${Figure} name="Expire soon" value=${number(ending.length)} tone=${ending.length > 0 ? 'warn' : ''} note="within 14 days" />`}
  <//>`;
}

const Findings = ({ from }) => html`<${Card} title="Open findings" flush=${Boolean(from.data)} actions=${html`<${More} to="/findings">All findings<//>`}>
  <${Loaded} from=${from} lines=${3}>${({ data }) => (data.length === 0
    ? html`<${Empty} icon="shield" title="Nothing unexpected">Calls that were not expected of a token would stand here.<//>`
    : html`<ul class="lines">${data.slice(0, SHOWN).map((finding) => html`<li key=${finding.id}>
        <div class="row between"><${TokenLink} token=${finding.token} /><span class="muted small"><${Ago} at=${finding.last_seen_at} /></span></div>
        <p class="small">${sentence(finding)}</p></li>`)}</ul>`)}<//>
<//>`;

const Ending = ({ ending }) => html`<${Card} title="Expire next" flush actions=${html`<${More} to="/settings/tokens">All tokens<//>`}>
  ${ending.length === 0
    ? html`<${Empty} icon="clock" title="None of them soon">Tokens that expire within 14 days would stand here, in time to rotate them.<//>`
    : html`<ul class="lines">${ending.slice(0, SHOWN).map((token) => html`<li key=${token.id} class="row between"><${TokenLink} token=${token} /><span class="small right"><${Expiry} at=${token.expires_at} /></span></li>`)}</ul>`}
<//>`;

/** Each is from `useLoad`: the first pages of the tokens and of the open findings, and the calls of the last 24 hours. */
export function Standing({ tokens, calls, findings }) {
  const ending = tokens.data && endingSoon(tokens.data);
  return html`<${KeyFigures} totals=${calls.data?.summary.totals} tokens=${tokens.data} findings=${findings.data} ending=${ending} />
    <${Card} title="Calls in the last 24 hours" actions=${html`<${More} to="/activity">Activity<//>`}>
      <${Loaded} from=${calls} lines=${5}>${({ summary }) => html`<${Chart} summary=${summary} label="Calls in the last 24 hours" />`}<//>
    <//>
    <div class=${ending ? 'two' : 'stack'}><${Findings} from=${findings} />${ending && html`<${Ending} ending=${ending} />`}</div>`;
}
