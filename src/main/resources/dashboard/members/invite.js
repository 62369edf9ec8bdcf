/** Asking somebody in, and the link that lets them in: shown once. */
import { useState } from 'preact/hooks';
import { post } from '../api.js';
import { html } from '../html.js';
import { useAction } from '../load.js';
import { useSession } from '../session.js';
import { Button } from '../ui/button.js';
import { Code } from '../ui/copy.js';
import { Dialog } from '../ui/dialog.js';
import { Choices, general, TextField } from '../ui/field.js';
import { ErrorNotice, Notice } from '../ui/notice.js';
import { Ago } from '../ui/time.js';
import { roleMeaning, roleName, rolesBy } from './roles.js';

/** Invites, or makes a new link for somebody who has not come yet. Answers `{member, invite_url, expires_at}`. */
export const invite = (email, role) => post('/members', { email, role });

/** The link of an invitation that has just been made. */
export function InviteLink({ invited: { member, invite_url, expires_at }, onClose }) {
  return html`<${Dialog} wide title=${`Invitation for ${member.email}`} onClose=${onClose} footer=${html`<${Button} kind="primary" onClick=${onClose}>Done<//>`}>
    <div class="stack">
      <p>Send this link to <b>${member.email}</b>, by a way that you trust: whoever opens it first comes in as <b>${roleName(member.role).toLowerCase()}</b>.</p>
      <${Code} text=${invite_url} label="Invitation link" />
      <${Notice} tone="warn" icon="clock">It is shown only now, works once, and ends <${Ago} at=${expires_at} ahead />. An earlier link for this person has ended. You can make a new one at any time.<//>
    </div>
  <//>`;
}

/** Who, and in what role. `onInvited` gets the answer. */
export function InviteDialog({ onInvited, onClose }) {
  const { member } = useSession();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState('member');
  const { run, busy, error } = useAction(() => invite(email.trim(), role));
  const submit = async () => {
    const invited = await run();
    if (invited) onInvited(invited);
  };
  return html`<${Dialog} title="Invite a member" onClose=${onClose} onSubmit=${submit} footer=${html`
      <${Button} onClick=${onClose}>Cancel<//><${Button} kind="primary" type="submit" busy=${busy}>Make the invitation<//>`}>
    <div class="stack">
      <${ErrorNotice} error=${general(error, 'email', 'role')} />
      <${TextField} label="E-mail" type="email" autocomplete="off" value=${email} onInput=${setEmail} wrong=${error?.of?.('email')} maxlength="254" required />
      <${Choices} label="Role" options=${rolesBy(member.role)} value=${role} onInput=${setRole} hint=${roleMeaning(role)} wrong=${error?.of?.('role')} />
      <p class="muted small">No e-mail is sent: you get a link to pass on.</p>
    </div>
  <//>`;
}
