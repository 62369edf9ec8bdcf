/** One of several views. */
import { useId } from 'preact/hooks';
import { html } from '../html.js';

/** Arrow keys move, as in the ARIA pattern. `tabs`: `[[value, text], …]`; `children` is what is shown. */
export function Tabs({ tabs, value, onInput, label, children }) {
  const id = useId();
  const move = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = tabs.findIndex(([tab]) => tab === value);
    const next = (at + step + tabs.length) % tabs.length;
    onInput(tabs[next][0]);
    document.getElementById(`${id}-${next}`).focus();
  };
  return html`<div class="stack">
    <div class="tabs" role="tablist" aria-label=${label} onKeyDown=${move}>${tabs.map(([tab, text], at) => html`<button type="button" role="tab" key=${tab} id=${`${id}-${at}`}
      aria-selected=${tab === value ? 'true' : 'false'} aria-controls=${`${id}-panel`} tabindex=${tab === value ? 0 : -1} onClick=${() => onInput(tab)}>${text}</button>`)}</div>
    <div role="tabpanel" id=${`${id}-panel`} aria-labelledby=${`${id}-${tabs.findIndex(([tab]) => tab === value)}`}>${children}</div>
  </div>`;
}

/** A few short choices side by side, such as the length of a chart. */
export function Segments({ label, options, value, onInput }) {
  const id = useId();
  return html`<div class="segments" role="radiogroup" aria-label=${label}>${options.map(([option, text]) => html`<label key=${option}>
    <input type="radio" name=${id} value=${option} checked=${option === value} onChange=${() => onInput(option)} /><span>${text}</span></label>`)}</div>`;
}
