/** How a webhook, or a delivery, fares. */
import { html } from '../html.js';
import { Badge } from '../ui/badge.js';
import { Ago } from '../ui/time.js';

const LONGEST_URL = 90;

/** A URL as a title: the whole of it is in its settings. */
export const shortUrl = (url) => (url.length > LONGEST_URL ? `${url.slice(0, LONGEST_URL)}…` : url);

/** Also for members. */
export function WebhookState({ of: { enabled, disabled_because, failing_since } }) {
  if (!enabled) return html`<${Badge} tone=${disabled_because ? 'bad' : ''} dot>Disabled<//>`;
  if (failing_since) return html`<span><${Badge} tone="bad" dot>Failing<//><span class="under">began <${Ago} at=${failing_since} /></span></span>`;
  return html`<${Badge} tone="good" dot>Enabled<//>`;
}

const DELIVERY = { delivered: ['good', 'Delivered'], pending: ['warn', 'Pending'], failed: ['bad', 'Failed'] };

export function DeliveryState({ status }) {
  const [tone, name] = DELIVERY[status] ?? ['', status];
  return html`<${Badge} tone=${tone} dot>${name}<//>`;
}

/** What the receiver has answered to the last attempt, or why it has not. */
export const answerOf = ({ response_code, error, attempts }) =>
  [response_code && `HTTP ${response_code}`, error].filter(Boolean).join(' · ') || (attempts === 0 ? 'Not tried yet' : 'No answer yet');
