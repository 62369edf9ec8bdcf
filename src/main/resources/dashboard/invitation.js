/** Coming in with an invitation: `/#/invitations/{code}`; what follows the `#` is sent to no server and into no log. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html } from './html.js';
import { useAction, useTitle } from './load.js';
import { acceptInvitation } from './session.js';
import { Brand } from './ui/brand.js';
import { Button } from './ui/button.js';
import { Card } from './ui/card.js';
import { general, TextField } from './ui/field.js';
import { ErrorNotice } from './ui/notice.js';

/** `onDone(session)` is called once the invitation is accepted. */
export function Invitation({ code, onDone }) {
  const [password, setPassword] = useState('');
  const form = useRef(null);
  const { run, busy, error } = useAction(() => acceptInvitation(code, password));
  useTitle('Invitation');
  useLayoutEffect(() => { form.current.querySelector('input').focus(); }, []);
  const submit = async (event) => {
    event.preventDefault();
    const session = await run();
    if (session) onDone(session);
  };
  const gone = error?.status === 404 ? { ...error, advice: 'This invitation has been used, replaced or has run out: they are good for 48 hours. Ask whoever invited you for a new one.' } : null;
  return html`<div class="alone"><main>
    <${Brand} />
    <${Card}>
      <form class="stack" onSubmit=${submit} novalidate ref=${form}>
        <div><h1>You are invited</h1><p class="muted">Choose a password to come in. If you have one from another workspace here, give that one.</p></div>
        <${ErrorNotice} error=${gone ?? general(error, 'password')} />
        <${TextField} label="Password" type="password" autocomplete="new-password" hint="12 to 128 characters; a few words that only you would put together are best."
          value=${password} onInput=${setPassword} wrong=${error?.of?.('password')} required />
        <${Button} kind="primary" type="submit" busy=${busy}>Accept the invitation<//>
      </form>
    <//>
  </main></div>`;
}
