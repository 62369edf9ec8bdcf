/** A moment to be filled in, in the reader's zone. */
import { html } from '../html.js';

const two = (number) => String(number).padStart(2, '0');

/** As the input wants it; empty where it is no instant. */
function local(instant) {
  const at = new Date(instant);
  if (!instant || Number.isNaN(at.getTime())) return '';
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** `value`: an instant (ISO 8601), or empty; `onInput` gets one, or null. */
export function InstantInput({ label, value, onInput, ...others }) {
  const changed = (event) => onInput(event.currentTarget.value ? new Date(event.currentTarget.value).toISOString() : null);
  return html`<label class="instant"><span>${label}</span><input class="input" type="datetime-local" value=${local(value)} onChange=${changed} ...${others} /></label>`;
}
