/** Everything that stands over the page; once in it. */
import { html } from '../html.js';
import { Question } from './dialog.js';
import { Icon } from './icon.js';
import { useOverlays } from './questions.js';

export function Overlays() {
  const { question, toasts } = useOverlays();
  return html`<${Question} question=${question} />
    <div class="toasts" role="status" aria-live="polite">${toasts.map(({ id, text }) => html`<div class="toast" key=${id}><${Icon} name="check" /><span>${text}</span></div>`)}</div>`;
}
