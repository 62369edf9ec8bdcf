/** Text to be taken along. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { html } from '../html.js';
import { Button } from './button.js';

const SHOWN_MILLIS = 2500;

/**
 * Copies `text`; `onCopy` is told once it is on the clipboard. Without a clipboard (plain http) it says how to do without.
 * `what`, such as `the head`, is said to those who do not see what the button stands beside.
 */
export function CopyButton({ text, label = 'Copy', what, onCopy = () => {}, kind = 'little' }) {
  const [state, setState] = useState('idle');
  const timer = useRef(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
      onCopy();
    } catch {
      setState('refused');
    }
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setState('idle'), SHOWN_MILLIS);
  };
  const words = { idle: label, copied: 'Copied', refused: 'Select and copy it by hand' };
  return html`<${Button} kind=${kind} icon=${state === 'copied' ? 'check' : 'copy'} onClick=${copy}><span aria-live="polite">${words[state]}</span>${what && html`<span class="sr-only"> ${what}</span>`}<//>`;
}

/** Code with a button that copies it. */
export function Code({ text, onCopy, label }) {
  return html`<div class="code"><pre tabindex="0" role="group" aria-label=${label}>${text}</pre><${CopyButton} text=${text} what=${label} onCopy=${onCopy} /></div>`;
}
