/** One finding: what happened, and what can be done about it. */
import { patch } from '../api.js';
import { plural } from '../format.js';
import { html } from '../html.js';
import { useAction } from '../load.js';
import { Link } from '../router.js';
import { TokenLink } from '../activity/names.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { ErrorNotice } from '../ui/notice.js';
import { useKeptFocus } from '../ui/kept-focus.js';
import { ask, toast } from '../ui/questions.js';
import { Ago } from '../ui/time.js';
import { kindName, sentence } from './words.js';

const question = (kind, token) => ({
  title: `Mute “${kindName(kind)}” for this token?`,
  text: `Nothing of this kind will be told of ${token.name} any more, here or to webhooks, until somebody unmutes it. Calls stay on record. Mute what you expect to happen again and again; where it may be theft, revoke the token.`,
  yes: 'Mute',
});

/** Which call it was. Many refused ones that differ have no route. */
function Origin({ finding }) {
  const { detail, token, occurrences, opened_at: first, last_seen_at: last } = finding;
  const call = detail.method && detail.path !== '*' ? `${detail.method} ${detail.path}` : null;
  const from = detail.address && detail.path !== '*' ? detail.address : null;
  return html`<div class="origin">
    ${call && html`<span class="mono clamp" title=${call}>${call}</span>`}
    ${from && html`<${Link} class="mono" to=${`/activity?${new URLSearchParams({ token_id: token.id, address: from })}`} title="Calls of this token from this address">${from}<//>`}
    ${detail.user_agent !== undefined && html`<span class="clamp" title=${detail.user_agent}>${detail.user_agent || 'No user agent'}</span>`}
    <span>${occurrences > 1 ? html`${plural(occurrences, 'time')}, first <${Ago} at=${first} />, last <${Ago} at=${last} />` : html`<${Ago} at=${last} />`}</span>
  </div>`;
}

function Actions({ finding, run, busy }) {
  const { kind, token, status, muted, detail } = finding;
  const open = status === 'open';
  const ended = token.revoked ? 'revoked' : kind === 'dead_token' ? detail.outcome : null;
  const what = html`<span class="sr-only">: ${kindName(kind)}, ${token.name}, finding ${finding.id}</span>`;
  const mute = async () => {
    if (muted) run({ muted: false }, `“${kindName(kind)}” is told of ${token.name} again.`);
    else if (await ask(question(kind, token))) run({ muted: true, status: 'acknowledged' }, `“${kindName(kind)}” is muted for ${token.name}.`);
  };
  return html`<div class="row">
    <${Button} kind="little" icon=${open ? 'check' : undefined} busy=${busy} onClick=${() => run({ status: open ? 'acknowledged' : 'open' }, open ? 'Acknowledged.' : 'Open again.')}>${open ? 'Acknowledge' : 'Open again'}${what}<//>
    <${Button} kind="little" disabled=${busy} onClick=${mute}>${muted ? 'Unmute this kind' : 'Mute this kind'}${what}<//>
    ${ended !== 'revoked' && html`<${Button} kind="little danger" to=${`/settings/tokens/${token.id}?do=revoke`}>${ended === 'expired' ? 'Delete' : 'Revoke'} the token…${what}<//>`}
  </div>`;
}

/** `onChanged()` is called once the service has answered; `manages` = whether this member may change it. */
export function Finding({ finding, manages, onChanged }) {
  const { run, busy, error } = useAction(async (changes, done) => {
    await patch(`/findings/${finding.id}`, changes);
    toast(done);
    onChanged();
  });
  const { kind, token, status, muted, acknowledged_by: by, acknowledged_at: at } = finding;
  const row = useKeptFocus(busy);
  return html`<li ref=${row}>
    <div class="row between"><div class="row"><${Badge} tone=${status === 'open' ? 'warn' : ''}>${kindName(kind)}<//><h3><${TokenLink} id=${token.id} told=${token} /></h3>
      ${muted && html`<${Badge}>Muted<//>`}</div>
      ${status !== 'open' && html`<span class="muted small">Acknowledged${by && ` by ${by.email}`} <${Ago} at=${at} /></span>`}</div>
    <p>${sentence(finding)}</p>
    <${Origin} finding=${finding} />
    ${manages && html`<${Actions} finding=${finding} run=${run} busy=${busy} />`}
    <${ErrorNotice} error=${error} />
  </li>`;
}
