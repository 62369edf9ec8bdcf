/** A button that opens a short list of things to do. */
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html } from '../html.js';
import { Link } from '../router.js';
import { Icon } from './icon.js';

/** `items`: `[{text, icon, onClick | to, danger?}, …]`; null = a line between. `button(attributes)` renders what opens it. */
export function Menu({ items, button, up = false, label }) {
  const [open, setOpen] = useState(false);
  const element = useRef(null);
  const id = useId();
  const focusAt = (at) => {
    const all = [...element.current.querySelectorAll('[role="menuitem"]')];
    all[(at + all.length) % all.length]?.focus();
  };
  // Before anything is painted: later it would undo what has been pressed meanwhile.
  useLayoutEffect(() => { if (open) focusAt(0); }, [open]);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event) => { if (!element.current.contains(event.target)) setOpen(false); };
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  }, [open]);
  const close = () => { setOpen(false); element.current.querySelector('[aria-haspopup]').focus(); };
  const keys = (event) => {
    if (!open) return;
    const all = [...element.current.querySelectorAll('[role="menuitem"]')];
    const at = all.indexOf(document.activeElement);
    const act = { Escape: close, Tab: () => setOpen(false), ArrowDown: () => focusAt(at + 1), ArrowUp: () => focusAt(at - 1), Home: () => focusAt(0), End: () => focusAt(-1) }[event.key];
    if (!act) return;
    if (event.key !== 'Tab') event.preventDefault();
    act();
  };
  const item = ({ text, icon, onClick, to, danger }) => {
    const shared = { role: 'menuitem', tabindex: -1, class: `item ${danger ? 'danger' : ''}`, key: text };
    const inside = html`${icon && html`<${Icon} name=${icon} />`}${text}`;
    if (to) return html`<${Link} to=${to} ...${shared}>${inside}<//>`;
    return html`<button type="button" ...${shared} onClick=${() => { close(); onClick(); }}>${inside}</button>`;
  };
  return html`<div class=${`menu ${up ? 'up' : ''}`} ref=${element} onKeyDown=${keys}>
    ${button({ 'aria-haspopup': 'menu', 'aria-expanded': open ? 'true' : 'false', 'aria-controls': id, onClick: () => setOpen(!open) })}
    ${open && html`<div class="list" role="menu" id=${id} aria-label=${label}>${items.map((one, at) => (one ? item(one) : html`<hr role="separator" key=${at} />`))}</div>`}
  </div>`;
}
