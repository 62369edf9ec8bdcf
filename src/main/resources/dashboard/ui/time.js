/** Times: relative to read, exact on hover, in the reader's zone. */
import { useEffect, useState } from 'preact/hooks';
import { ago, date, daysLeft, exactTime, moment } from '../format.js';
import { html } from '../html.js';

/** Who wants the time, by how often in milliseconds: one timer for all of them, so that they tell the same moment. */
const clocks = new Map();

function listen(millis, listener) {
  if (!clocks.has(millis)) {
    const listeners = new Set();
    const tell = () => {
      const now = Date.now();
      listeners.forEach((each) => each(now));
    };
    clocks.set(millis, { listeners, timer: setInterval(tell, millis) });
  }
  const { listeners, timer } = clocks.get(millis);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    clocks.delete(millis);
  };
}

/** The present moment, anew every `millis`. What comes in between is told as of when it came. */
export function useNow(millis = 30_000) {
  const [, tick] = useState(0);
  useEffect(() => listen(millis, tick), [millis]);
  return Date.now();
}

/**
 * `3 minutes ago`; `none` where there is no instant. It is past, whatever this computer's clock says, unless it may lie
 * `ahead`: then `in 3 minutes` too.
 */
export function Ago({ at, none = 'Never', ahead = false }) {
  const now = useNow();
  if (!at) return html`<span class="muted">${none}</span>`;
  const since = ahead ? now : Math.max(now, new Date(at).getTime());
  return html`<time class="nowrap" datetime=${at} title=${exactTime(at)}>${ago(at, since)}</time>`;
}

export const On = ({ at, none = 'Never' }) =>
  at ? html`<time class="nowrap" datetime=${at} title=${exactTime(at)}>${date(at)}</time>` : html`<span class="muted">${none}</span>`;

/** Date and time to the second, as a log shows them. */
export const Moment = ({ at }) => html`<time class="nowrap number" datetime=${at} title=${exactTime(at)}>${moment(at)}</time>`;

/** The tone of an expiry: from 14 days on it is coloured. */
export function expiryTone(at, now = Date.now()) {
  if (!at) return '';
  const days = daysLeft(at, now);
  return days <= 0 ? 'muted' : days <= 3 ? 'bad' : days <= 14 ? 'warn' : '';
}

/** When a token expires, and in how many days. */
export function Expiry({ at }) {
  const now = useNow();
  if (!at) return html`<span>Never expires</span>`;
  const over = new Date(at).getTime() <= now;
  const days = daysLeft(at, now);
  const left = over ? ago(at, now) : days === 1 ? ago(at, now) : `${days} days left`;
  return html`<time datetime=${at} title=${exactTime(at)}>${date(at)}<span class=${`under small ${expiryTone(at, now) || 'muted'}`}>${over ? `Expired ${left}` : left}</span></time>`;
}
