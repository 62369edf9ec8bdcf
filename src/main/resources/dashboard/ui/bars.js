/** What was called, and from where, the most. */
import { number } from '../format.js';
import { html } from '../html.js';

/**
 * `rows`: `[{key, what, title?, calls, onClick?}]`, the most first; `others`: calls of what is not among them. With
 * `onClick` a row can be chosen.
 */
export function Bars({ rows, others = 0, none = 'No calls in this time.' }) {
  if (rows.length === 0 && others === 0) return html`<p class="muted">${none}</p>`;
  const most = Math.max(...rows.map((row) => row.calls), 1);
  const inside = ({ what, calls }) => html`<span class="bar" style=${{ width: `${(calls / most) * 100}%` }}></span><span class="what">${what}</span><span class="number">${number(calls)}</span>`;
  return html`<ol class="bars">${rows.map((row) => html`<li key=${row.key} title=${row.title}>
      ${row.onClick ? html`<button type="button" class="pick" onClick=${row.onClick}>${inside(row)}</button>` : inside(row)}</li>`)}
    ${others > 0 && html`<li key="others"><span class="what muted">Others</span><span class="number muted">${number(others)}</span></li>`}</ol>`;
}
