/** The calls of a day at a glance. */
import { plural } from '../format.js';
import { html } from '../html.js';

const WIDTH = 92;
const HEIGHT = 24;

const round = (length) => Math.round(length * 100) / 100;

/**
 * Two paths however many bars there are, since a list has a hundred of these.
 * `counts`: calls by the hour, the present hour last; null = they cannot be told now. `wide` fills the line; with fewer than `slots`
 * the rest stays free; `most` is what
 * reaches the top, the greatest count when absent; `label` says what is counted where it is not the last 24 hours.
 */
export function Sparkline({ counts, total, most = Math.max(...(counts ?? []), 1), wide = false, slots = 0, label = `${plural(total ?? 0, 'call')} in the last 24 hours` }) {
  if (!counts) return html`<span class="muted" title="Cannot be told at this moment">–</span>`;
  const step = WIDTH / Math.max(counts.length, slots);
  const gap = Math.min(1, step / 4);
  const height = (count) => (count === 0 ? 1.5 : Math.max(2.5, (count / most) * HEIGHT));
  const bar = (count, i) => `M${round(i * step + gap / 2)} ${HEIGHT}v${round(-height(count))}h${round(step - gap)}V${HEIGHT}z`;
  const bars = (wanted) => counts.map((count, i) => (wanted(count) ? bar(count, i) : '')).join('');
  return html`<svg class=${`sparkline ${wide ? 'wide' : ''}`} preserveAspectRatio=${wide ? 'none' : undefined} viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${label}>
    <path class="none" d=${bars((count) => count === 0)} /><path d=${bars((count) => count > 0)} />
  </svg>`;
}
