/** What is pressed. */
import { html } from '../html.js';
import { Link } from '../router.js';
import { Icon } from './icon.js';

/**
 * `kind`: any of `primary`, `danger`, `quiet`, `little`, `square`, blanks between. While `busy` it turns and cannot be
 * pressed again. With `to` it is a link that looks so.
 */
export function Button({ kind = '', icon, busy = false, disabled = false, to, children, type = 'button', ...others }) {
  const inside = html`${busy ? html`<span class="spinner" aria-hidden="true"></span>` : icon && html`<${Icon} name=${icon} />`}${children}`;
  if (to) return html`<${Link} to=${to} class=${`button ${kind}`} ...${others}>${inside}<//>`;
  return html`<button type=${type} class=${`button ${kind}`} disabled=${disabled || busy} aria-busy=${busy ? 'true' : undefined} ...${others}>${inside}</button>`;
}
