/** One token, chosen by name or number: a combobox (ARIA pattern), or what has been chosen with the way out of it. */
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { get } from '../api.js';
import { html } from '../html.js';
import { useLoad, useSettled } from '../load.js';
import { Button } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import { useTokenName } from './names.js';

const SHOWN = 8;
const NUMBER = /^#?([1-9]\d{0,15})$/;

/** Of a revoked token only the number is left. */
const byNumber = (text, found) => {
  const [, number] = NUMBER.exec(text) ?? [];
  return number && !found.some(({ id }) => id === Number(number)) ? [{ id: Number(number), name: `Token number ${number}` }] : [];
};

function Search({ onInput, focused }) {
  const input = useRef(null);
  useLayoutEffect(() => { if (focused) input.current.focus(); }, []);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const id = useId();
  const wanted = useSettled(text.trim());
  const ask = (signal) => (wanted === '' ? Promise.resolve([]) : get('/tokens', { q: wanted, limit: SHOWN }, { signal }).then(({ data }) => data));
  const { data, loading, error } = useLoad(ask, [wanted]);
  const found = wanted === '' ? [] : [...(data ?? []), ...byNumber(wanted, data ?? [])];
  const shown = open && wanted !== '';
  const choose = (token) => token && onInput(String(token.id));
  /** Only what is on the screen, and is the answer to what has been typed, can be meant. */
  const entered = () => { if (shown && !loading && text.trim() === wanted) choose(found[Math.max(at, 0)]); };
  const keys = (event) => {
    const act = {
      ArrowDown: () => { setOpen(true); setAt(Math.min(at + 1, found.length - 1)); },
      ArrowUp: () => setAt(Math.max(at - 1, 0)),
      Enter: entered,
      Escape: () => setOpen(false),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return html`<div class="combo" onFocusout=${(event) => event.currentTarget.contains(event.relatedTarget) || setOpen(false)}>
    <${Icon} name="search" />
    <input ref=${input} class="input" type="text" role="combobox" placeholder="Token: name or number" aria-label="Token, by name or number" autocomplete="off" maxlength="255"
      aria-expanded=${shown ? 'true' : 'false'} aria-controls=${id} aria-activedescendant=${shown && at >= 0 ? `${id}-${at}` : undefined}
      value=${text} onInput=${(event) => { setText(event.currentTarget.value); setOpen(true); setAt(-1); }} onKeyDown=${keys} onFocus=${() => setOpen(true)} />
    <ul class="options" role="listbox" id=${id} aria-label="Tokens" hidden=${!shown}>
      ${found.map((token, i) => html`<li key=${token.id} id=${`${id}-${i}`} role="option" aria-selected=${i === at ? 'true' : 'false'} onMouseDown=${(event) => { event.preventDefault(); choose(token); }}>
        <span class="truncate">${token.name}</span><span class="muted small">#${token.id}</span></li>`)}
    </ul>
    ${shown && found.length === 0 && html`<p class="options muted" role="status">${error ? error.advice : loading ? 'Looking…' : 'No token of that name.'}</p>`}
  </div>`;
}

function Chosen({ id, onClear, focused }) {
  const element = useRef(null);
  useLayoutEffect(() => { if (focused) element.current.querySelector('button').focus(); }, []);
  const { name, revoked } = useTokenName(Number(id)) ?? {};
  return html`<span class="chosen" ref=${element}><span class="truncate" title=${name ?? undefined}>Token: <b>${name ?? `number ${id}`}</b>${revoked && ' (revoked)'}</span>
    <${Button} kind="quiet little square" icon="close" aria-label="All tokens" onClick=${onClear} /></span>`;
}

/** `value`: the id as text, or empty; `onInput` gets the like, or null. One takes the place of the other, and its focus. */
export function TokenFilter({ value, onInput }) {
  const [focused, setFocused] = useState(false);
  const put = (id) => { setFocused(true); onInput(id); };
  return value ? html`<${Chosen} id=${value} focused=${focused} onClear=${() => put(null)} />` : html`<${Search} focused=${focused} onInput=${put} />`;
}
