/** Telling how things are: what went wrong and what to do, that nothing is there, that it is on its way. */
import { html } from '../html.js';
import { Button } from './button.js';
import { Icon } from './icon.js';

const ICONS = { good: 'check', warn: 'alert', bad: 'alert', accent: 'info', '': 'info' };

export const Notice = ({ tone = '', icon, children, ...others }) =>
  html`<div class=${`notice ${tone}`} ...${others}><${Icon} name=${icon ?? ICONS[tone]} /><div>${children}</div></div>`;

/** An `ApiError`, read out at once; nothing while there is none. */
export function ErrorNotice({ error, retry }) {
  if (!error) return null;
  return html`<div role="alert"><${Notice} tone=${error.pending ? 'warn' : 'bad'}>
    <div class="row between"><span>${error.advice ?? 'Something unexpected went wrong in this page. Reload it, and try again.'}</span>
    ${retry && html`<${Button} kind="little" onClick=${retry}>Try again<//>`}</div><//></div>`;
}

/** Nothing there: why, and what to do about it. */
export const Empty = ({ icon = 'info', title, children, action }) =>
  html`<div class="empty"><${Icon} name=${icon} /><h2>${title}</h2><p>${children}</p>${action}</div>`;

export const Skeleton = ({ lines = 4 }) =>
  html`<div class="stack" role="status" aria-label="Loading">${Array.from({ length: lines }, (unused, i) => html`<span class="skeleton" key=${i} style=${{ width: `${92 - ((i * 17) % 40)}%` }}></span>`)}</div>`;

/** What `useLoad` has brought: the error, the wait, or the content by `children(data)`. */
export function Loaded({ from, lines, children }) {
  if (from.data === null && from.error) return html`<${ErrorNotice} error=${from.error} retry=${from.reload} />`;
  if (from.data === null) return html`<${Skeleton} lines=${lines} />`;
  return html`${from.error && html`<${ErrorNotice} error=${from.error} retry=${from.reload} />`}${children(from.data)}`;
}
