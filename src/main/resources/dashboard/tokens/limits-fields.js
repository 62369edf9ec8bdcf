/** From where, and how often, a token may be used. */
import { html } from '../html.js';
import { Field, Options, TextArea } from '../ui/field.js';

const WINDOWS = [['1', 'second'], ['60', 'minute'], ['3600', 'hour'], ['86400', 'day']];

/** A length that none of these has can come from the API; it stays what it is. */
const windows = (length) => (WINDOWS.some(([one]) => one === length) ? WINDOWS : [...WINDOWS, [length, `${length} seconds`]]);

/** Addresses or CIDR blocks, one a line. */
export const allowedIps = (text) => text.split(/[\s,]+/).filter(Boolean);

/** `limit` is what was typed; empty = no limit. */
export const rateLimit = ({ limit, window }) => (limit.trim() === '' ? null : { limit: Number(limit), window_seconds: Number(window) });

/** What can be seen to be wrong before the API is asked. */
export const wrongRateLimit = ({ limit }) =>
  (/^\s*([1-9]\d{0,5}|10{6})?\s*$/.test(limit) ? undefined : 'Use a whole number from 1 to 1000000, or leave it empty.');

export function AddressesField({ value, onInput, wrong }) {
  return html`<${TextArea} label="Allowed addresses" value=${value} onInput=${onInput} wrong=${wrong} rows="3" spellcheck=${false} autocomplete="off" class="input mono"
    hint=${html`One address or CIDR block a line, such as <code>203.0.113.0/24</code> or <code>2001:db8::/48</code>. Calls from elsewhere get 401. Empty: from anywhere.`} />`;
}

/** `value`: `{limit, window}`, both as text. */
export function RateLimitField({ value, onInput, wrong }) {
  return html`<${Field} label="Rate limit" wrong=${wrong} hint="Calls beyond it get 429. Empty: no limit.">${(tied) => html`<div class="per">
    <input class="input" inputmode="numeric" autocomplete="off" value=${value.limit} onInput=${(event) => onInput({ ...value, limit: event.currentTarget.value })} ...${tied} />
    <span>calls a</span>
    <${Options} aria-label="Rate limit: length of the window" value=${value.window} options=${windows(value.window)} onInput=${(window) => onInput({ ...value, window })} />
  </div>`}<//>`;
}
