/** One token: how it is, what it did, and everything that can be done with it. */
import { useState } from 'preact/hooks';
import { get } from '../api.js';
import { html } from '../html.js';
import { useLoad, useTitle } from '../load.js';
import { navigate, setQuery, useLocation } from '../router.js';
import { managesToken, useSession } from '../session.js';
import { askToPause, Changing, RenameDialog, useChange } from '../tokens/change.js';
import { Details } from '../tokens/details.js';
import { Findings, openOf, useFindings } from '../tokens/findings.js';
import { Gone } from '../tokens/gone.js';
import { Crumbs, TokenHead } from '../tokens/head.js';
import { LimitsDialog } from '../tokens/limits.js';
import { Meter, useRotation } from '../tokens/meter.js';
import { RecentCalls, useRecentCalls } from '../tokens/recent.js';
import { RevokeDialog, Revoking } from '../tokens/revoke.js';
import { Previous, RotateDialog } from '../tokens/rotate.js';
import { Secret } from '../tokens/secret.js';
import { Tops, Usage, useRange, useUsage } from '../tokens/usage.js';
import { again, useWatch } from '../tokens/watch.js';
import { Button } from '../ui/button.js';
import { PageHead } from '../ui/card.js';
import { Empty, ErrorNotice, Notice, Skeleton } from '../ui/notice.js';

const ID = /^[1-9]\d{0,15}$/;
const SLOWLY_MILLIS = 30_000;

/** What stands over the page; `?do=` opens it, so that other pages can link to it. */
function Dialogs({ token, action, onRevoked, onPending, onRotated }) {
  const { query } = useLocation();
  const close = () => { action.clear(); setQuery({ do: null }); };
  const shared = { token, action, onClose: close };
  const what = query.get('do');
  if (what === 'revoke') return html`<${RevokeDialog} token=${token} onClose=${close} onRevoked=${onRevoked} onPending=${() => { close(); onPending(); }} />`;
  if (what === 'rotate' && token.rotated_to === null) return html`<${RotateDialog} token=${token} onClose=${close} onRotated=${(answer) => { close(); onRotated(answer); }} />`;
  if (what === 'rename') return html`<${RenameDialog} ...${shared} />`;
  if (what === 'limits') return html`<${LimitsDialog} ...${shared} />`;
  return null;
}

/** The figures and lists; what was not expected comes first while it is open. */
function Records({ token, manages, rotation }) {
  const { id } = token;
  const range = useRange();
  const usage = useUsage(id, range);
  const findings = useFindings(id);
  const calls = useRecentCalls(id);
  useWatch(() => again(findings, calls));
  useWatch(() => again(usage), SLOWLY_MILLIS);
  const first = openOf(findings).length > 0;
  const found = html`<${Findings} findings=${findings} id=${id} manages=${manages} />`;
  return html`
    ${first && found}
    <${Meter} rotation=${rotation} id=${id} manages=${manages} onRevokeOld=${() => setQuery({ do: 'revoke' })} />
    <div class="two wide-left">
      <${Usage} usage=${usage} range=${range} />
      <${Details} token=${token} />
    </div>
    <${Tops} usage=${usage} />
    ${!first && found}
    <${RecentCalls} calls=${calls} id=${id} />`;
}

function States({ token, action, pending, onSettled, mayRevoke, onRevoked }) {
  return html`
    ${token.status === 'revoking' && html`<${Revoking} token=${token} mayRevoke=${mayRevoke} onRevoked=${onRevoked} />`}
    ${pending && html`<${Changing} token=${token} onDone=${onSettled} />`}
    ${!action.busy && !new URLSearchParams(location.search).has('do') && html`<${ErrorNotice} error=${action.error} />`}
    ${token.status === 'paused' && html`<${Notice} tone="warn" icon="pause">It is paused: every call with it gets 401 until it is resumed.<//>`}
    ${token.status === 'expired' && html`<${Notice} icon="clock">It has expired: every call with it gets 401. It stays here until it is deleted; a new token must take its place.<//>`}`;
}

function Shown({ load, onRevoked, onRotated }) {
  const token = load.data;
  const manages = managesToken(useSession(), token);
  const [changing, setChanging] = useState(false);
  const rotation = useRotation(token);
  const { query } = useLocation();
  const action = useChange(token, { onChanged: load.reload, onPending: () => setChanging(true) });
  useTitle(token.name);
  // The revocation, and its repeats while it is pending, tell by themselves when the token is gone.
  const ending = query.get('do') === 'revoke' || (manages && token.status === 'revoking');
  useWatch(() => { if (!ending) again(load); });
  useWatch(() => { if (rotation.data !== null) again(rotation); }, SLOWLY_MILLIS);
  const acts = manages && token.status !== 'revoking';
  const onDo = async (what) => {
    if (what === 'resume') action.run({ paused: false }, 'Resumed: calls are let in again.');
    else if (what !== 'pause') setQuery({ do: what });
    else if (await askToPause(token)) action.run({ paused: true }, 'Paused: no call is let in.');
  };
  const settled = () => { setChanging(false); load.reload(); };
  return html`<div class="page">
    <${TokenHead} token=${token} manages=${manages} onDo=${onDo} />
    ${load.error && html`<${ErrorNotice} error=${load.error} retry=${load.reload} />`}
    <${States} token=${token} action=${action} pending=${changing} onSettled=${settled} mayRevoke=${manages} onRevoked=${onRevoked} />
    <${Records} token=${token} manages=${manages} rotation=${rotation} />
    ${acts && html`<${Dialogs} token=${token} action=${action} onRevoked=${onRevoked} onPending=${load.reload} onRotated=${onRotated} />`}
  </div>`;
}

/** The new token's plain text, the one time that it is there. */
function Rotated({ answer, onDone }) {
  const { token, plain_text_token: plainText, previous } = answer;
  useTitle('Token rotated');
  return html`<div class="page narrow"><${PageHead} crumbs=${html`<${Crumbs} name=${token.name} />`} title="Token rotated">The new token is accepted from now on.<//>
    <${Previous} previous=${previous} />
    <${Secret} token=${token} plainText=${plainText} onDone=${onDone} /></div>`;
}

function Token({ id }) {
  const load = useLoad((signal) => get(`/tokens/${id}`, {}, { signal }).then(({ token }) => token), [id]);
  const [receipt, setReceipt] = useState(null);
  const [rotated, setRotated] = useState(null);
  const { data, error } = load;
  if (rotated) return html`<${Rotated} answer=${rotated} onDone=${() => { setRotated(null); navigate(`/settings/tokens/${rotated.token.id}`); }} />`;
  if (receipt || error?.status === 404) return html`<${Gone} id=${id} token=${data} receipt=${receipt} justNow=${receipt !== null} />`;
  if (data) return html`<${Shown} load=${load} onRevoked=${(answer) => { setQuery({ do: null }); setReceipt(answer); }} onRotated=${setRotated} />`;
  return html`<div class="page">${error ? html`<${ErrorNotice} error=${error} retry=${load.reload} />` : html`<${Skeleton} lines=${8} />`}</div>`;
}

function Unknown() {
  useTitle('There is no such token');
  return html`<div class="page"><${Empty} icon="key" title="There is no such token" action=${html`<${Button} to="/settings/tokens">All API tokens<//>`}>The address may be misspelt: the number of a token stands at its end.<//></div>`;
}

export default function Page({ id }) {
  return ID.test(id) ? html`<${Token} id=${Number(id)} />` : html`<${Unknown} />`;
}
