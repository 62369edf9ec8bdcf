/** The member who is signed in: who, in what role, the password, the looks. */
import { useState } from 'preact/hooks';
import { post } from '../api.js';
import { html } from '../html.js';
import { useAction, useTitle } from '../load.js';
import { roleMeaning, roleName } from '../members/roles.js';
import { signOut, useSession } from '../session.js';
import { useTheme } from '../theme.js';
import { Button } from '../ui/button.js';
import { Card, Facts, PageHead } from '../ui/card.js';
import { general, TextField } from '../ui/field.js';
import { ErrorNotice } from '../ui/notice.js';
import { toast } from '../ui/questions.js';
import { Segments } from '../ui/tabs.js';
import { Ago, On } from '../ui/time.js';

function Who() {
  const session = useSession();
  const { member, workspace, expires_at } = session;
  const { run, busy, error } = useAction(() => signOut().then(session.signedOut));
  return html`<${Card} title="Who you are" footer=${html`<${Button} icon="out" busy=${busy} onClick=${run}>Sign out<//>`}>
    <div class="stack"><${ErrorNotice} error=${error} /><${Facts} pairs=${[
      ['E-mail', member.email],
      ['Workspace', workspace.name],
      ['Role', html`${roleName(member.role)}<span class="muted"> · ${roleMeaning(member.role)}</span>`],
      ['Member since', html`<${On} at=${member.created_at} />`],
      ['This session ends', html`<${Ago} at=${expires_at} ahead /><span class="muted"> at the latest</span>`],
    ]} /></div><//>`;
}

function PasswordCard() {
  const { member } = useSession();
  const [value, setValue] = useState({ current: '', next: '' });
  const { run, busy, error } = useAction(() => post('/password', { current: value.current, new: value.next }).then(() => true));
  const submit = async (event) => {
    event.preventDefault();
    if (!(await run())) return;
    setValue({ current: '', next: '' });
    toast('The password has been changed. All your other sessions have ended.');
  };
  const field = (name, key, label, others) => html`<${TextField} label=${label} type="password" value=${value[name]} onInput=${(to) => setValue({ ...value, [name]: to })} wrong=${error?.of?.(key)} required ...${others} />`;
  return html`<form onSubmit=${submit} novalidate><${Card} title="Password" footer=${html`<${Button} kind="primary" type="submit" busy=${busy} disabled=${!value.current || !value.next}>Change password<//>`}>
    <div class="stack"><${ErrorNotice} error=${general(error, 'current', 'new')} />
      <input type="text" class="sr-only" autocomplete="username" value=${member.email} tabindex="-1" aria-hidden="true" readonly />
      ${field('current', 'current', 'Current password', { autocomplete: 'current-password' })}
      ${field('next', 'new', 'New password', { autocomplete: 'new-password', hint: '12 to 128 characters. All your other sessions end.' })}
    </div><//></form>`;
}

function Colours() {
  const [chosen, choose] = useTheme();
  return html`<${Card} title="Colours"><div class="row between"><span class="muted">Kept in this browser only.</span>
    <${Segments} label="Colours" options=${[['system', 'As the system'], ['light', 'Light'], ['dark', 'Dark']]} value=${chosen} onInput=${choose} /></div><//>`;
}

export default function AccountPage() {
  useTitle('Your account');
  return html`<div class="page narrow"><${PageHead} title="Your account" /><${Who} /><${PasswordCard} /><${Colours} /></div>`;
}
