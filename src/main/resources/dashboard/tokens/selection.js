/** Choosing rows of the list, and what can be done with those that are chosen. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { plural } from '../format.js';
import { html } from '../html.js';
import { managesToken, useSession } from '../session.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { isUnused } from './list.js';
import { endingOfAll } from './words.js';

/** Why this row cannot be chosen; null = it can. */
export function whyNot(session, token) {
  if (token.status === 'revoking') return 'is being revoked already';
  return managesToken(session, token) ? null : 'only its maker, an admin or an owner may revoke it';
}

/** Chosen rows: `{chosen, has, choose(rows), toggle(row), clear, possible}`; only rows that are shown and may be chosen. */
export function useSelection(rows, inputs) {
  const session = useSession();
  const [ids, setIds] = useState(new Set());
  useEffect(() => setIds(new Set()), inputs);
  const possible = (rows ?? []).filter((row) => whyNot(session, row) === null);
  const toggle = useCallback(({ id }) => setIds((before) => {
    const after = new Set(before);
    if (!after.delete(id)) after.add(id);
    return after;
  }), []);
  return {
    possible,
    chosen: possible.filter(({ id }) => ids.has(id)),
    has: ({ id }) => ids.has(id),
    choose: (some) => setIds(new Set(some.map(({ id }) => id))),
    clear: () => setIds(new Set()),
    toggle,
  };
}

/** The box in a row. */
export function Pick({ token, chosen, toggle }) {
  const reason = whyNot(useSession(), token);
  const label = reason ? `Select ${token.name}: not possible, ${reason}` : `Select ${token.name}`;
  return html`<label class="pick" title=${reason ? `Cannot be selected: ${reason}` : undefined}><input type="checkbox" aria-label=${label} disabled=${reason !== null}
    checked=${reason === null && chosen} onChange=${() => toggle(token)} /></label>`;
}

/** The box for all rows that are shown. */
export function PickAll({ selection }) {
  const { chosen, possible, choose, clear } = selection;
  const box = useRef(null);
  const all = possible.length > 0 && chosen.length === possible.length;
  useEffect(() => { box.current.indeterminate = chosen.length > 0 && !all; }, [chosen.length, all]);
  return html`<label class="pick"><input type="checkbox" ref=${box} aria-label="Select all shown" disabled=${possible.length === 0}
    checked=${all} onChange=${() => (all ? clear() : choose(possible))} /></label>`;
}

/** Stands at the lower edge while something is chosen. */
export function SelectionBar({ selection, onRevoke }) {
  const { chosen, possible, choose, clear } = selection;
  if (chosen.length === 0) return null;
  return html`<section class="selection-bar" aria-label="Selected tokens">
    <span role="status"><b>${plural(chosen.length, 'token')}</b> selected</span>
    <span class="row">
      ${chosen.length < possible.length && html`<${Button} kind="quiet little" onClick=${() => choose(possible)}>Select all shown<//>`}
      <${Button} kind="quiet little" onClick=${clear}>Clear selection<//>
      <${Button} kind="danger little" icon="trash" onClick=${onRevoke}>${endingOfAll(chosen).verb} ${plural(chosen.length, 'token')}<//>
    </span>
  </section>`;
}

/** Points at tokens that nothing seems to need any more. */
export function UnusedHint({ selection, hasMore }) {
  const unused = selection.possible.filter((token) => isUnused(token));
  if (unused.length === 0) return null;
  const words = unused.length === 1 ? 'token has' : 'tokens have';
  return html`<${Notice} tone="accent" icon="clock"><div class="row between">
    <span class="plain"><b>${unused.length} ${words} not been used for 90 days</b>${hasMore ? ' among those shown' : ''}. What nothing uses is best revoked: it can only be found by someone else.</span>
    <${Button} kind="little" onClick=${() => selection.choose(unused)}>${unused.length === 1 ? 'Select it' : `Select these ${unused.length}`}<//>
  </div><//>`;
}
