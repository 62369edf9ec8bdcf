/** "Rotate tokens periodically" (product page): a new token in the place of one, with time to move on. */
import { useState } from 'preact/hooks';
import { post } from '../api.js';
import { number } from '../format.js';
import { html } from '../html.js';
import { useAction } from '../load.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Choices, TextField } from '../ui/field.js';
import { ErrorNotice, Notice } from '../ui/notice.js';
import { useQuestion } from '../ui/questions.js';

const HOUR_MILLIS = 3_600_000;
const CHOICES = [['0', 'None'], ['1', '1 hour'], ['24', '24 hours'], ['168', '7 days'], ['720', '30 days'], ['custom', 'Custom']];
const WRONG = 'The hours must be a whole number from 0 to 720.';

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** When the old token ends: after the grace, or when it would anyway. */
function endOf(token, hours) {
  const graced = new Date(Date.now() + hours * HOUR_MILLIS);
  const own = token.expires_at === null ? graced : new Date(token.expires_at);
  return own < graced ? own : graced;
}

function What({ token, hours }) {
  if (token.status === 'expired') return html`<p>The new token works at once. This one has expired, and stays so.</p>`;
  if (hours === 0) return html`<${Notice} tone="warn">The new token works at once. <b>Whoever still uses this one gets 401 from that moment on.</b><//>`;
  return html`<p>The new token works at once, and this one until <b>${exact.format(endOf(token, hours))}</b>. Until then both are let in: store the new one where the old one is used, and watch here until the old one is silent.</p>`;
}

const MAKING = { title: 'Leave while the new token is being made?', text: 'It is shown here, this once only. If you leave now, nobody sees it, and you would have to rotate it again.', yes: 'Leave', no: 'Stay' };

/** `onRotated(answer)` gets the new token with its plain text. */
export function RotateDialog({ token, onClose, onRotated }) {
  const [choice, setChoice] = useState('24');
  const [custom, setCustom] = useState('48');
  const [wrong, setWrong] = useState(undefined);
  const { run, busy, error } = useAction((hours) => post(`/tokens/${token.id}/rotate`, { grace_hours: hours }).then(onRotated));
  const text = (choice === 'custom' ? custom : choice).trim();
  const hours = /^\d{1,3}$/.test(text) && Number(text) <= 720 ? Number(text) : null;
  const submit = () => (hours === null ? setWrong(WRONG) : run(hours));
  const refused = error?.of?.('grace_hours');
  const close = () => { if (!busy) onClose(); };
  useQuestion(busy, MAKING);
  return html`<${Dialog} title=${`Rotate ${token.name}`} onClose=${close} onSubmit=${submit} footer=${html`
      <${Button} disabled=${busy} onClick=${close}>Cancel<//><${Button} kind="primary" type="submit" busy=${busy}>Rotate token<//>`}>
    <p>A new token takes its place: the same name, abilities, addresses and rate limit, and the same length of life. It is shown once.</p>
    <${Choices} label="How long this one goes on" options=${CHOICES} value=${choice} onInput=${setChoice} wrong=${choice === 'custom' ? undefined : refused} />
    ${choice === 'custom' && html`<${TextField} label="Hours" inputmode="numeric" autocomplete="off" hint=${`0 to ${number(720)}`} value=${custom} onInput=${(value) => { setCustom(value); setWrong(undefined); }} wrong=${wrong ?? refused} />`}
    ${hours !== null && html`<${What} token=${token} hours=${hours} />`}
    <${ErrorNotice} error=${refused ? null : lost(error)} />
  <//>`;
}

/** An answer that never came may have held a token: then it is there, and nobody has seen it. */
const lost = (error) =>
  error?.status === 0 ? { advice: `${error.advice} If this token says then that it was replaced, the answer with the new one was lost: rotate that one.` } : error;

/** What is said beside the new plain text. `previous` is of the answer. */
export function Previous({ previous }) {
  const over = new Date(previous.expires_at) <= new Date();
  return html`${previous.pending && html`<${Notice} tone="warn" icon="clock">That the old token ends then is stored, but not yet in force everywhere. The service completes it by itself.<//>`}
    <p class="muted">${over ? 'The old token lets nobody in any more.' : `The old token works until ${exact.format(new Date(previous.expires_at))}.`}</p>`;
}
