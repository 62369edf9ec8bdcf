/** A dialog over the page: the browser keeps the focus in it and gives it back; Escape closes it. */
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { html } from '../html.js';
import { Button } from './button.js';

const FIELD = 'input:checked, input:not([type="radio"]), textarea, select';

/** What is to be filled in, else the button that does the least: Cancel, or what copies a text that is shown only now. */
function firstOf(dialog) {
  return dialog.querySelector('[autofocus]') ?? dialog.querySelector(FIELD.split(', ').map((one) => `:scope .body ${one}:not(:disabled)`).join(', '))
    ?? dialog.querySelector(':scope footer .button:not(.primary):not(:disabled)') ?? dialog.querySelector(':scope .body button:not(:disabled)') ?? dialog.querySelector('footer .button');
}

/** Shown as long as it is rendered, also when the browser has closed it by itself: a second Escape is not to be prevented. With `onSubmit` its content is a form. `footer` holds the buttons. */
export function Dialog({ title, onClose, onSubmit, footer, wide = false, children }) {
  const element = useRef(null);
  const id = useId();
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog.showModal();
    firstOf(dialog)?.focus();
    return () => dialog.close(); // What is only taken away leaves the focus nowhere.
  }, []);
  const cancel = (event) => { event.preventDefault(); onClose(); };
  const closed = () => { if (element.current && !element.current.open) element.current.showModal(); };
  const submit = (event) => { event.preventDefault(); onSubmit(); };
  const inside = html`<div class="body">${children}</div><footer>${footer}</footer>`;
  return html`<dialog ref=${element} class=${`dialog ${wide ? 'wide' : ''}`} aria-labelledby=${id} onCancel=${cancel} onClose=${closed}>
    <header><h2 id=${id}>${title}</h2><${Button} kind="quiet little square" icon="close" aria-label="Close" onClick=${onClose} /></header>
    ${onSubmit ? html`<form onSubmit=${submit} novalidate>${inside}</form>` : inside}
  </dialog>`;
}

/** Shows the question that `ask` has put; once on the page. */
export function Question({ question }) {
  if (!question) return null;
  const { title, text, yes, no, danger, answer } = question;
  return html`<${Dialog} title=${title} onClose=${() => answer(false)} footer=${html`
      <${Button} onClick=${() => answer(false)}>${no}<//>
      <${Button} kind=${danger ? 'danger primary' : 'primary'} onClick=${() => answer(true)}>${yes}<//>`}>
    <p>${text}</p>
  <//>`;
}
