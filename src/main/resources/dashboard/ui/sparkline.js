/** The calls of a day at a glance. */
import { plural } from '../format.js';
import { html } from '../html.js';

const WIDTH = 92;
const HEIGHT = 24;

/** `counts`: calls by the hour, the present hour last; null = they cannot be told now. */
export function Sparkline({ counts, total }) {
  if (!counts) return html`<span class="muted" title="Cannot be told at this moment">–</span>`;
  const most = Math.max(...counts, 1);
  const step = WIDTH / counts.length;
  const height = (count) => (count === 0 ? 1.5 : Math.max(2.5, (count / most) * HEIGHT));
  return html`<svg class="sparkline" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${`${plural(total, 'call')} in the last 24 hours`}>
    ${counts.map((count, i) => html`<rect key=${i} class=${count === 0 ? 'none' : ''} x=${i * step + 0.5} width=${step - 1} y=${HEIGHT - height(count)} height=${height(count)} rx="0.8" />`)}
  </svg>`;
}
