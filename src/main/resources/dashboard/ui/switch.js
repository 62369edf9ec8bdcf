/** Something that is on or off, at once. */
import { html } from '../html.js';

export const Switch = ({ on, onInput, children, ...others }) =>
  html`<label class="switch"><input type="checkbox" role="switch" checked=${on} onChange=${(event) => onInput(event.currentTarget.checked)} ...${others} /><span class="track" aria-hidden="true"></span><span>${children}</span></label>`;
