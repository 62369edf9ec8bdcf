/** Revoking: first who would notice, then the question, then the revocation. */
import { useState } from 'preact/hooks';
import { get, remove } from '../api.js';
import { number, plural } from '../format.js';
import { html } from '../html.js';
import { useAction, useLoad } from '../load.js';
import { Bars } from '../ui/bars.js';
import { Button } from '../ui/button.js';
import { Figure, Figures } from '../ui/card.js';
import { Dialog } from '../ui/dialog.js';
import { TextField } from '../ui/field.js';
import { ErrorNotice, Notice, Skeleton } from '../ui/notice.js';
import { Ago } from '../ui/time.js';
import { useRepeat } from './watch.js';
import { endingOf, isInUse, lastSeen, sameName } from './words.js';

const AGAIN_MILLIS = 2000;
/** The API names so many addresses and routes at most; so many are shown. */
const MOST = 10;
const SHOWN = 5;

const counted = (list) => (list.length < MOST ? number(list.length) : `${MOST}+`);
const others = (list, all) => Math.max(0, all - list.slice(0, SHOWN).reduce((sum, { calls }) => sum + calls, 0));

function Verdict({ impact }) {
  const { calls_last_24h: calls, addresses } = impact;
  if (calls === 0) return html`<${Notice} tone="good">Nobody has called with it in the last 24 hours.<//>`;
  const who = addresses.length === 0 ? 'Somebody' : `${counted(addresses)} ${addresses.length === 1 ? 'address' : 'addresses'}`;
  return html`<${Notice} tone="warn"><b>${who} would notice:</b> ${plural(calls, 'call')} in the last 24 hours. From the moment it is revoked, each gets 401.<//>`;
}

/** The use of the last 24 hours, as `/v1/tokens/{id}/impact` tells it. */
function Impact({ impact, token }) {
  const { calls_last_24h: calls, addresses, routes } = impact;
  const busiest = (list, what) => list.slice(0, SHOWN).map((row) => ({ key: what(row), what: html`<span class="mono small">${what(row)}</span>`, title: what(row), calls: row.calls }));
  return html`<${Verdict} impact=${impact} />
    <${Figures}>
      <${Figure} name="Last seen" value=${html`<${Ago} at=${lastSeen(token, impact)} />`} />
      <${Figure} name="Calls in 24 h" value=${number(calls)} />
      <${Figure} name="Addresses" value=${counted(addresses)} />
      <${Figure} name="Routes" value=${counted(routes)} />
    <//>
    ${calls > 0 && html`<div class="two">
      <div class="stack tight"><h3>From</h3><${Bars} rows=${busiest(addresses, ({ address }) => address)} others=${others(addresses, calls)} /></div>
      <div class="stack tight"><h3>To</h3><${Bars} rows=${busiest(routes, ({ method, path }) => `${method} ${path}`)} others=${others(routes, calls)} /></div>
    </div>`}`;
}

/** `onRevoked(receipt)`, or `onPending()` when it is stored but not yet in force everywhere. */
export function RevokeDialog({ token, onClose, onRevoked, onPending }) {
  const impact = useLoad((signal) => get(`/tokens/${token.id}/impact`, {}, { signal }), [token.id]);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(undefined);
  const { run, busy, error } = useAction(() => remove(`/tokens/${token.id}`).then(onRevoked, (failure) => {
    if (!failure.pending) throw failure;
    onPending();
  }));
  const { verb } = endingOf(token);
  const unknown = impact.data === null;
  const asks = unknown || isInUse(token, impact.data);
  const submit = () => {
    if (asks && !sameName(typed, token.name)) setWrong('Type the name exactly as it is written above.');
    else run();
  };
  const waiting = unknown && !impact.error;
  return html`<${Dialog} wide title=${`${verb} ${token.name}?`} onClose=${onClose} onSubmit=${submit} footer=${html`
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} kind="danger primary" type="submit" busy=${busy} disabled=${waiting}>${verb} token<//>`}>
    ${waiting ? html`<${Skeleton} lines=${5} />` : unknown ? html`<${ErrorNotice} error=${impact.error} retry=${impact.reload} />
      <p class="muted">Who would notice cannot be told at this moment. The token can be revoked all the same.</p>` : html`<${Impact} impact=${impact.data} token=${token} />`}
    ${!waiting && asks && html`<div class="stack tight">
      <p>${unknown ? '' : 'It was used within the last hour. '}To go on, type its name: <b>${token.name}</b></p>
      <${TextField} label="Name of the token" value=${typed} onInput=${(text) => { setTyped(text); setWrong(undefined); }} wrong=${wrong} autocomplete="off" spellcheck=${false} /></div>`}
    ${!waiting && html`<p class="muted small">${verb === 'Delete' ? 'It has expired, so that nobody is let in with it. ' : ''}This cannot be undone. The activity log and the audit log keep what it did.</p>`}
    <${ErrorNotice} error=${error} />
  <//>`;
}

/** A revocation on its way; where `mayRevoke`, it is asked for again until it stands. */
export function Revoking({ token, mayRevoke, onRevoked }) {
  const [error, setError] = useState(null);
  const turn = async (gone) => {
    try {
      const receipt = await remove(`/tokens/${token.id}`);
      if (!gone()) onRevoked(receipt);
      return true;
    } catch (failure) {
      if (!gone()) setError(failure.pending ? null : failure);
      return failure.status === 403 || failure.status === 404;
    }
  };
  useRepeat(turn, AGAIN_MILLIS, mayRevoke);
  return html`<div role="status"><${Notice} tone="warn" icon="clock"><div class="stack tight">
    <b class="row"><span class="spinner" aria-hidden="true"></span>Revocation pending</b>
    <p>It is stored and final, but not yet in force everywhere: until then a call may still be let in. The service completes it by itself, so you can leave this page safely. Stay, and the receipt appears here.</p>
    ${error && html`<p>${error.advice}</p>`}
  </div><//></div>`;
}
