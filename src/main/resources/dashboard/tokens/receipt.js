/** The proof of a revocation: when it was, the last call before it, and that nothing has been let in since. */
import { useEffect, useState } from 'preact/hooks';
import { moment, number } from '../format.js';
import { html } from '../html.js';
import { Card, Facts } from '../ui/card.js';
import { CopyButton } from '../ui/copy.js';
import { Notice } from '../ui/notice.js';
import { again, useWatch } from './watch.js';

const SOON_MILLIS = 1000;
const PATIENCE_MILLIS = 30_000;

/** The receipt as it may be put into a ticket. `name` may be unknown. */
export function receiptText({ id, revoked_at, last_accepted_at, calls_last_24h, complete }, name) {
  const accepted = last_accepted_at ?? 'never within the activity log';
  return [
    'Receipt of a revoked API token',
    `Token:             ${name ? `${name} (${id})` : id}`,
    `Revoked at:        ${revoked_at}`,
    `Last accepted at:  ${accepted}${complete && last_accepted_at ? ', and nothing since' : ''}`,
    `Calls in 24 h:     ${calls_last_24h}`,
    `Complete:          ${complete ? 'yes, these figures are final' : 'no, calls from before the revocation may still be counted'}`,
  ].join('\n');
}

/** In the reader's zone, and as the service has it, for those who compare it with their logs. */
const Moment = ({ at }) => html`<time datetime=${at}>${moment(at)}</time><span class="under small muted mono">${at}</span>`;

function Nothing({ receipt, late }) {
  if (receipt.complete) {
    return html`<${Notice} tone="good" icon="shield"><b>${receipt.last_accepted_at ? 'And nothing since.' : 'It was never let in.'}</b>${' '}
      Every call that was made before is counted, and every one that comes now gets 401.<//>`;
  }
  return html`<${Notice} icon="clock">Every call that comes now gets 401. ${late
    ? 'Not all calls from before the revocation could be counted yet: it goes on in the background. If Redis has lost some, the receipt stays open.'
    : 'Calls from before the revocation are still being counted …'}<//>`;
}

/** `load` is the `useLoad` of `/receipt`; while it is not complete it is asked again. */
export function Receipt({ receipt, name, load }) {
  const [late, setLate] = useState(false);
  useWatch(() => { if (!receipt.complete) again(load); }, late ? 10 * SOON_MILLIS : SOON_MILLIS);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MILLIS);
    return () => clearTimeout(timer);
  }, []);
  return html`<${Card} title="Receipt" actions=${html`<${CopyButton} text=${receiptText(receipt, name)} label="Copy as text" />`}>
    <div class="stack">
      <${Facts} pairs=${[
        ['Token', name ? html`${name} <span class="muted">(${receipt.id})</span>` : receipt.id],
        ['Revoked at', html`<${Moment} at=${receipt.revoked_at} />`],
        ['Last accepted at', receipt.last_accepted_at ? html`<${Moment} at=${receipt.last_accepted_at} />` : html`<span class="muted">Never</span>`],
        ['Calls in 24 h', html`<span class="number">${number(receipt.calls_last_24h)}</span>${receipt.complete ? '' : html` <span class="muted">so far</span>`}`],
      ]} />
      <div role="status"><${Nothing} receipt=${receipt} late=${late} /></div>
    </div>
  <//>`;
}
