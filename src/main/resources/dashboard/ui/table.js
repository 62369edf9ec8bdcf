/** Tables that become cards where the screen is narrow. */
import { Fragment } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { number } from '../format.js';
import { html } from '../html.js';
import { Button } from './button.js';
import { Skeleton } from './notice.js';

/** So many rows fill a screen. */
const SCREENFUL = 15;

/** The first rows at once, so that they can be used, and all of them once these are painted. */
function useUnrolled(rows) {
  const [all, setAll] = useState(rows.length <= SCREENFUL);
  useEffect(() => setAll(true), []);
  return all ? rows : rows.slice(0, SCREENFUL);
}

/**
 * `columns`: `[{title, cell(row, index), right?, label?}]`; `label` is the name of the value in a card ('' = none, absent = the
 * title). `rowClass(row)` may fade a row; `below(row)` may put more below it. The roles are written out, since
 * display: block takes them from a table.
 */
export function Table({ caption, columns, rows, keyOf = (row) => row.id, rowClass = () => '', below = () => null, busy = false }) {
  const shown = useUnrolled(rows);
  const more = (inside) => inside && html`<tr role="row" class="below"><td role="cell" colspan=${columns.length} data-label="">${inside}</td></tr>`;
  return html`<table class=${`table cards ${busy ? 'busy' : ''}`} role="table" aria-busy=${busy || shown.length < rows.length}>
    <caption class="sr-only">${caption}</caption>
    <thead role="rowgroup"><tr role="row">${columns.map((column, i) => html`<th key=${i} role="columnheader" scope="col" class=${column.right ? 'right' : ''}>${column.title}</th>`)}</tr></thead>
    <tbody role="rowgroup">${shown.map((row, at) => html`<${Fragment} key=${keyOf(row)}><tr role="row" class=${rowClass(row)}>
      ${columns.map((column, i) => html`<td key=${i} role="cell" class=${column.right ? 'right' : ''} data-label=${column.label ?? (typeof column.title === 'string' ? column.title : '')}>${column.cell(row, at)}</td>`)}
    </tr>${more(below(row))}<//>`)}</tbody>
  </table>`;
}

/** Below a table: how many rows are shown, and the next ones by a button that says `more`. `pages` is from `usePages`. */
export function TableFoot({ pages, what, more = 'Show more', children }) {
  return html`<div class="table-foot">
    <span role="status">${number(pages.rows.length)} ${what}${pages.hasMore ? ' so far' : ''}</span>
    <span class="row">${children}${pages.hasMore && html`<${Button} kind="little" busy=${pages.loading} onClick=${pages.more}>${more}<//>`}</span>
  </div>`;
}

export const TableSkeleton = () => html`<div class="card-pad"><${Skeleton} lines=${6} /></div>`;
