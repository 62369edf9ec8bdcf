/** Coming in with an invitation: `/#/invitations/{code}`; what follows the `#` is sent to no server and into no log. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html } from './html.js';
import { useAction, useLoad, useTitle } from './load.js';
import { roleMeaning, roleName } from './members/roles.js';
import { acceptInvitation, readInvitation } from './session.js';
import { Brand } from './ui/brand.js';
import { Button } from './ui/button.js';
import { Card } from './ui/card.js';
import { general, TextField } from './ui/field.js';
import { ErrorNotice } from './ui/notice.js';
import { Ago } from './ui/time.js';

const GONE = 'This invitation has been used, replaced or has run out: they are good for 48 hours. Ask whoever invited you for a new one.';

/** Who invites whom to what. */
function Terms({ invitation }) {
  const { email, role, workspace, invited_by: inviter, expires_at: end } = invitation;
  return html`<p>${inviter ? html`<b>${inviter}</b> invites you` : 'You are invited'} to the workspace <b>${workspace}</b> as <b>${roleName(role)}</b>, with the address <b>${email}</b>.</p>
    <p class="muted small">${roleMeaning(role)} The link ends <${Ago} at=${end} ahead />.</p>`;
}

/** `onDone(session)` is called once the invitation is accepted. */
export function Invitation({ code, onDone }) {
  const [password, setPassword] = useState('');
  const form = useRef(null);
  const { run, busy, error } = useAction(() => acceptInvitation(code, password));
  const waiting = useLoad((signal) => readInvitation(code, signal), [code]);
  useTitle('Invitation');
  useLayoutEffect(() => { form.current.querySelector('input[type="password"]').focus(); }, []);
  const submit = async (event) => {
    event.preventDefault();
    const session = await run();
    if (session) onDone(session);
  };
  const told = waiting.error ?? error;
  const notice = told?.status === 404 ? { ...told, advice: GONE } : general(told, 'password');
  return html`<div class="alone"><main>
    <${Brand} />
    <${Card}>
      <form class="stack" onSubmit=${submit} novalidate ref=${form}>
        <div><h1>You are invited</h1>${waiting.data ? html`<${Terms} invitation=${waiting.data} />` : !waiting.error && html`<p class="skeleton"> </p>`}</div>
        <p class="muted">Choose a password to come in. If you have one from another workspace here, give that one.</p>
        <${ErrorNotice} error=${notice} />
        <input class="sr-only" type="text" autocomplete="username" value=${waiting.data?.email ?? ''} readonly tabindex="-1" aria-hidden="true" />
        <${TextField} label="Password" type="password" autocomplete="new-password" hint="12 to 128 characters; a few words that only you would put together are best."
          value=${password} onInput=${setPassword} wrong=${error?.of?.('password')} required />
        <${Button} kind="primary" type="submit" busy=${busy}>Accept the invitation<//>
      </form>
    <//>
  </main></div>`;
}
