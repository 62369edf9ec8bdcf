/** What is filled in: a label, a hint, and what is wrong with it, tied together for who listens. */
import { useId } from 'preact/hooks';
import { html } from '../html.js';
import { Icon } from './icon.js';

const Wrong = ({ id, children }) =>
  children ? html`<span class="wrong" id=${id}><${Icon} name="alert" /><span>${children}</span></span>` : null;

/** What no field of a form is to blame for: the error, or null where one of `fields` shows it. */
export const general = (error, ...fields) => (error && fields.some((field) => error.of?.(field)) ? null : error);

/** Takes the reader to the first field of a form that says what is wrong with it, unfolding what hides it. */
export function focusFirstWrong(form) {
  const field = form.querySelector('.field .wrong')?.closest('.field');
  const folded = field?.closest('details');
  if (folded) folded.open = true;
  field?.querySelector('input:checked, input:not([type="radio"]), textarea, select, input')?.focus();
}

/** The ids of what is said about a field, for `aria-describedby`. */
const saidOf = (id, hint, wrong) => [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ') || undefined;

/** `children(attributes)` renders the input with the attributes that tie it to its label. */
export function Field({ label, hint, wrong, children }) {
  const id = useId();
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${children({ id, 'aria-describedby': saidOf(id, hint, wrong), 'aria-invalid': wrong ? 'true' : undefined })}
    ${hint && html`<span class="hint" id=${`${id}-hint`}>${hint}</span>`}
    <${Wrong} id=${`${id}-wrong`}>${wrong}<//>
  </div>`;
}

/** One line of text; `onInput` gets the text. Others go to the input. */
export function TextField({ label, hint, wrong, value, onInput, type = 'text', ...others }) {
  return html`<${Field} label=${label} hint=${hint} wrong=${wrong}>${(tied) =>
    html`<input class="input" type=${type} value=${value} onInput=${(event) => onInput(event.currentTarget.value)} ...${tied} ...${others} />`}<//>`;
}

export function TextArea({ label, hint, wrong, value, onInput, ...others }) {
  return html`<${Field} label=${label} hint=${hint} wrong=${wrong}>${(tied) =>
    html`<textarea class="input" value=${value} onInput=${(event) => onInput(event.currentTarget.value)} ...${tied} ...${others}></textarea>`}<//>`;
}

/** A select without a visible label, for filters: give it an `aria-label`. */
export function Options({ value, options, onInput, ...others }) {
  return html`<select class="input" value=${value} onChange=${(event) => onInput(event.currentTarget.value)} ...${others}>
    ${options.map(([option, text]) => html`<option key=${option} value=${option}>${text}</option>`)}
  </select>`;
}

/** Several inputs that answer one question. */
export function Group({ label, hint, wrong, children }) {
  const id = useId();
  return html`<fieldset class="field" aria-describedby=${saidOf(id, hint, wrong)}>
    <legend>${label}</legend>
    ${children}
    ${hint && html`<span class="hint" id=${`${id}-hint`}>${hint}</span>`}
    <${Wrong} id=${`${id}-wrong`}>${wrong}<//>
  </fieldset>`;
}

/** One of few, all in sight. `options`: `[[value, text, disabled?], …]`. */
export function Choices({ label, hint, wrong, value, options, onInput }) {
  const name = useId();
  return html`<${Group} label=${label} hint=${hint} wrong=${wrong}>
    <div class="choices">${options.map(([option, text, disabled]) => html`<label class="choice" key=${option}>
      <input type="radio" name=${name} value=${option} checked=${value === option} disabled=${disabled} onChange=${() => onInput(option)} /><span>${text}</span></label>`)}</div>
  <//>`;
}

export function Check({ checked, onInput, hint, children, ...others }) {
  return html`<label class="check"><input type="checkbox" checked=${checked} onChange=${(event) => onInput(event.currentTarget.checked)} ...${others} />
    <span>${children}${hint && html`<span class="muted small"><br />${hint}</span>`}</span></label>`;
}

export function Search({ value, onInput, label }) {
  return html`<div class="search"><${Icon} name="search" /><input class="input" type="search" placeholder=${label} aria-label=${label} value=${value}
    onInput=${(event) => onInput(event.currentTarget.value)} maxlength="255" /></div>`;
}
