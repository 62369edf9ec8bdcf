/** "Log in to your workspace dashboard" (product page). */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html } from './html.js';
import { useAction, useTitle } from './load.js';
import { signIn } from './session.js';
import { Brand } from './ui/brand.js';
import { Button } from './ui/button.js';
import { Card } from './ui/card.js';
import { general, TextField } from './ui/field.js';
import { ErrorNotice, Notice } from './ui/notice.js';

/** `ended` = there was a session a moment ago. `onDone(session)` is called once signed in. */
export function SignIn({ ended, onDone }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const form = useRef(null);
  const { run, busy, error } = useAction(() => signIn(email.trim(), password));
  useTitle('Sign in');
  useLayoutEffect(() => { form.current.querySelector('input').focus(); }, []);
  const submit = async (event) => {
    event.preventDefault();
    const session = await run();
    if (session) onDone(session);
    else form.current?.querySelector('input[type="password"]').focus();
  };
  return html`<div class="alone"><main>
    <${Brand} />
    <${Card}>
      <form class="stack" onSubmit=${submit} novalidate ref=${form}>
        <div><h1>Sign in</h1><p class="muted">to your workspace dashboard</p></div>
        ${ended && !error && html`<${Notice} tone="accent" icon="clock">Your session has ended. Sign in to go on where you were.<//>`}
        <${ErrorNotice} error=${general(error, 'email', 'password')} />
        <${TextField} label="E-mail" type="email" autocomplete="username" value=${email} onInput=${setEmail} wrong=${error?.of?.('email')} required />
        <${TextField} label="Password" type="password" autocomplete="current-password" value=${password} onInput=${setPassword} wrong=${error?.of?.('password')} required />
        <${Button} kind="primary" type="submit" busy=${busy}>Sign in<//>
      </form>
    <//>
    <p class="muted small">No account yet? A member of your workspace can invite you. Password forgotten? An owner can remove you and invite you again.</p>
  </main></div>`;
}
