/** A filter that is typed: it holds once the typing rests. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { html } from '../html.js';

const REST_MILLIS = 450;

/** `value` is what holds now; `onInput` gets another text. Its label is its placeholder too. */
export function TextFilter({ label, value, onInput, ...others }) {
  const [text, setText] = useState(value);
  const timer = useRef(null);
  useEffect(() => setText((before) => (before.trim() === value ? before : value)), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const settle = (typed) => { clearTimeout(timer.current); onInput(typed.trim()); };
  const typed = (event) => {
    const now = event.currentTarget.value;
    setText(now);
    clearTimeout(timer.current);
    timer.current = setTimeout(settle, REST_MILLIS, now);
  };
  return html`<input class="input" type="search" placeholder=${label} aria-label=${label} value=${text} onInput=${typed} onChange=${(event) => settle(event.currentTarget.value)} ...${others} />`;
}
