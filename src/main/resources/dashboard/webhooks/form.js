/** What is chosen for a webhook: the same fields when it is made and when it is changed. */
import { html } from '../html.js';
import { TextField } from '../ui/field.js';
import { EventsField } from './events.js';

export const FIELDS = ['url', 'events', 'description'];

/** `value`: `{url, events, description}`. */
export function WebhookFields({ value, onInput, error }) {
  const set = (field) => (to) => onInput({ ...value, [field]: to });
  return html`<div class="stack">
    <${TextField} label="URL" type="url" inputmode="url" autocomplete="off" placeholder="https://example.com/hooks/colleckt" value=${value.url} onInput=${set('url')}
      hint="Each event is sent there as a signed POST. What follows the host may be secret: members do not see it." wrong=${error?.of?.('url')} maxlength="2000" required />
    <${TextField} label="Description" autocomplete="off" value=${value.description} onInput=${set('description')} hint="What is it for? You may leave it empty." wrong=${error?.of?.('description')} maxlength="255" />
    <${EventsField} value=${value.events} onInput=${set('events')} wrong=${error?.of?.('events')} />
  </div>`;
}
