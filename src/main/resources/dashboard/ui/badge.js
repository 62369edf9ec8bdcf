/** Small words in colour: what state something is in. Never colour alone. */
import { html } from '../html.js';
import { OUTCOMES } from '../format.js';

export const Badge = ({ tone = '', dot = false, children, ...others }) =>
  html`<span class=${`badge ${tone}`} ...${others}>${dot && html`<span class="dot" aria-hidden="true"></span>`}${children}</span>`;

export const EnvironmentBadge = ({ environment }) =>
  html`<${Badge} tone=${environment === 'production' ? 'accent' : ''}>${environment === 'production' ? 'Production' : 'Sandbox'}<//>`;

const STATUS = {
  active: ['good', 'Active'],
  paused: ['warn', 'Paused'],
  expired: ['', 'Expired'],
  revoking: ['bad', 'Revoking…'],
  revoked: ['bad', 'Revoked'],
};

export function StatusBadge({ status }) {
  const [tone, name] = STATUS[status] ?? ['', status];
  return html`<${Badge} tone=${tone} dot>${name}<//>`;
}

export const OutcomeBadge = ({ outcome }) =>
  html`<${Badge} tone=${outcome === 'accepted' ? 'good' : outcome === 'rate_limited' ? 'warn' : 'bad'}>${OUTCOMES[outcome] ?? outcome}<//>`;

/** What a token may do. */
export function Abilities({ abilities, most = 3 }) {
  if (abilities.length === 1 && abilities[0] === '*') return html`<span>Full access</span>`;
  const shown = abilities.slice(0, most);
  const rest = abilities.length - shown.length;
  return html`<span class="chips">${shown.map((ability) => html`<span class="chip" key=${ability} title=${ability}>${ability === '*' ? '* (full access)' : ability}</span>`)}
    ${rest > 0 && html`<span class="muted small" title=${abilities.slice(most).join(', ')}>+${rest}</span>`}</span>`;
}
