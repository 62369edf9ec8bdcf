/** What was called, and from where, the most. */
import { number } from '../format.js';
import { html } from '../html.js';

/** `rows`: `[{key, what, title?, calls}]`, the most first; `others`: calls of what is not among them. */
export function Bars({ rows, others = 0, none = 'No calls in this time.' }) {
  if (rows.length === 0 && others === 0) return html`<p class="muted">${none}</p>`;
  const most = Math.max(...rows.map((row) => row.calls), 1);
  return html`<ol class="bars">${rows.map(({ key, what, title, calls }) => html`<li key=${key} title=${title}>
      <span class="bar" style=${{ width: `${(calls / most) * 100}%` }}></span><span class="what">${what}</span><span class="number">${number(calls)}</span></li>`)}
    ${others > 0 && html`<li key="others"><span class="what muted">Others</span><span class="number muted">${number(others)}</span></li>`}</ol>`;
}
