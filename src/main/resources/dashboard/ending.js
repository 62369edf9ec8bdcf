/** Tells a while before that the session is about to end, and goes on with it when asked. */
import { useEffect, useState } from 'preact/hooks';
import { get } from './api.js';
import { html } from './html.js';
import { useAction } from './load.js';
import { useSession } from './session.js';
import { Button } from './ui/button.js';
import { Dialog } from './ui/dialog.js';
import { ErrorNotice, Notice } from './ui/notice.js';
import { useNow } from './ui/time.js';
import { lastUse } from './use.js';

const WARNING_MILLIS = 120_000;
/** The service's clock is asked a little later than ours has run out, and again after so long if it disagrees. */
const LATER_MILLIS = 1000;
const AGAIN_MILLIS = 15_000;

const readSession = () => get('/session');

const clock = (millis) => {
  const seconds = Math.max(0, Math.ceil(millis / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** `last` = it can be prolonged no more. Over an open dialog it is one itself, else it could not be reached. */
function Warning({ left, last }) {
  const [covered] = useState(() => document.querySelector('dialog[open]') !== null);
  const [hidden, hide] = useState(false);
  const { run, busy, error } = useAction(readSession);
  const title = left > 0 ? 'Your session is about to end' : 'Your session has ended';
  const text = last
    ? 'It has reached its longest time. Sign in again soon; what you have not saved will be lost.'
    : 'It has not been used for a while. What you have not saved will be lost.';
  const count = html`<span class="number" aria-hidden="true"> (${clock(left)})</span>`;
  const stay = last ? null : html`<${Button} kind="primary little" busy=${busy} onClick=${run} autofocus=${covered}>Stay signed in<//>`;
  if (covered && !hidden) {
    return html`<${Dialog} title=${title} onClose=${() => hide(true)} footer=${stay ?? html`<${Button} onClick=${() => hide(true)}>Close<//>`}>
      <div class="stack"><p>${text}${count}</p><${ErrorNotice} error=${error} /></div><//>`;
  }
  return html`<div class="ending" role="alert"><${Notice} tone="warn" icon="clock">
    <div class="row between"><span><b>${title}</b>${count}<br />${error ? error.advice : text}</span>${stay}</div><//></div>`;
}

/** Shown at the top of every page; nothing as long as there is time. Once it is over, the service is asked. */
export function Ending() {
  const { expires_at, idle_seconds } = useSession();
  const now = useNow(1000);
  const latest = new Date(expires_at).getTime();
  const idle = lastUse() + idle_seconds * 1000;
  const left = Math.min(latest, idle) - now;
  const over = left < -LATER_MILLIS;
  useEffect(() => {
    if (!over) return undefined;
    const look = () => readSession().catch(() => {});
    look();
    const timer = setInterval(look, AGAIN_MILLIS);
    return () => clearInterval(timer);
  }, [over]);
  return left <= WARNING_MILLIS ? html`<${Warning} left=${left} last=${latest <= idle} />` : null;
}
