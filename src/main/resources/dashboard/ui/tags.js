/** A list of words, written one after the other. */
import { useRef, useState } from 'preact/hooks';
import { html } from '../html.js';
import { Field } from './field.js';
import { Icon } from './icon.js';

const BREAKS = /[\s,]+/;

/**
 * Enter, a blank or a comma ends a word; so does leaving the field. Each word is there once. `check(word)` says what is
 * wrong with one, or undefined: such words stay in the input.
 */
export function TagsField({ label, hint, wrong, words, onInput, check = () => undefined, ...others }) {
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState(undefined);
  const input = useRef(null);
  const take = (text, ended) => {
    const parts = text.split(BREAKS);
    const open = ended ? '' : parts.pop();
    const fresh = parts.filter(Boolean);
    const bad = fresh.filter((word) => check(word));
    const good = fresh.filter((word) => !check(word));
    if (good.length > 0) onInput([...new Set([...words, ...good])]);
    setRefused(bad.length > 0 ? check(bad[0]) : undefined);
    setTyped([...bad, open].filter(Boolean).join(' '));
  };
  const without = (word) => { onInput(words.filter((one) => one !== word)); input.current.focus(); };
  const keys = (event) => {
    if (event.key === 'Enter' && typed.trim() !== '') {
      event.preventDefault();
      take(typed, true);
    }
    if (event.key === 'Backspace' && typed === '' && words.length > 0) onInput(words.slice(0, -1));
  };
  return html`<${Field} label=${label} hint=${hint} wrong=${refused ?? wrong}>${(tied) => html`<div class="input tags" onClick=${() => input.current.focus()}>
    ${words.map((word) => html`<span class="tag" key=${word}><span>${word}</span><button type="button" aria-label=${`Remove ${word}`} onClick=${(event) => { event.stopPropagation(); without(word); }}><${Icon} name="close" /></button></span>`)}
    <input ref=${input} value=${typed} onInput=${(event) => take(event.currentTarget.value, false)} onBlur=${() => take(typed, true)} onKeyDown=${keys}
      autocomplete="off" autocapitalize="off" spellcheck=${false} ...${tied} ...${others} />
  </div>`}<//>`;
}
