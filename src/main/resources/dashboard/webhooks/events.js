/** What a webhook can be told. */
import { html } from '../html.js';
import { Check, Group } from '../ui/field.js';

/** `[event, when it comes]`. */
export const EVENTS = [
  ['token.created', 'A token was made.'],
  ['token.revoked', 'A token was revoked.'],
  ['token.expiring', 'A token expires in 14, 7 or 1 days.'],
  ['token.expired', 'A token has expired.'],
  ['finding.opened', 'A token made unexpected calls.'],
];

/** All of them or some; `value` is the list that the service knows: empty = everything. One at least is chosen. */
export function EventsField({ value, onInput, wrong }) {
  const chosen = value.length === 0 ? EVENTS.map(([event]) => event) : value;
  const set = (event, on) => {
    const next = EVENTS.map(([one]) => one).filter((one) => (one === event ? on : chosen.includes(one)));
    onInput(next.length === EVENTS.length ? [] : next);
  };
  return html`<${Group} label="Events" hint="With all of them chosen it is also told what will be added one day." wrong=${wrong}>
    <div class="stack tight">${EVENTS.map(([event, meaning]) => html`<${Check} key=${event} checked=${chosen.includes(event)} disabled=${chosen.length === 1 && chosen[0] === event}
      onInput=${(on) => set(event, on)}><code>${event}</code> <span class="muted small">${meaning}</span><//>`)}</div>
  <//>`;
}

/** In a row: what it is told. */
export const EventList = ({ events }) =>
  events.length === 0 ? html`<span>Everything</span>` : html`<span class="chips">${events.map((event) => html`<span class="chip" key=${event}>${event}</span>`)}</span>`;
