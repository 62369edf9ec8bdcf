/** Giving a member another role, and removing one. */
import { useState } from 'preact/hooks';
import { patch, remove } from '../api.js';
import { html } from '../html.js';
import { useAction } from '../load.js';
import { Link } from '../router.js';
import { useSession } from '../session.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Choices, general } from '../ui/field.js';
import { ErrorNotice, Notice } from '../ui/notice.js';
import { roleMeaning, roleName, rolesBy } from './roles.js';

const LAST_OWNER = 'A workspace always has an owner. Make somebody else an owner first.';
const explained = (error) => (error?.status === 409 ? { advice: `${error.message} ${LAST_OWNER}` } : error);

/** Who came in before the link was ended is a member, and stays one until removed as such. */
const late = (error) => (error?.status === 409 ? { advice: `${error.message} To take the access away, close this and remove the member.` } : error);

/** `onDone(member)` gets what the service has stored. */
export function RoleDialog({ of: { id, email, role: present }, onDone, onClose }) {
  const { member } = useSession();
  const [role, setRole] = useState(present);
  const { run, busy, error } = useAction(() => patch(`/members/${id}`, { role }));
  const submit = async () => {
    const answer = await run();
    if (answer) onDone(answer.member);
  };
  return html`<${Dialog} title=${`Role of ${email}`} onClose=${onClose} onSubmit=${submit} footer=${html`
      <${Button} onClick=${onClose}>Cancel<//><${Button} kind="primary" type="submit" busy=${busy} disabled=${role === present}>Give this role<//>`}>
    <div class="stack">
      <${ErrorNotice} error=${explained(general(error, 'role'))} />
      <${Choices} label="Role" options=${rolesBy(member.role)} value=${role} onInput=${setRole} hint=${roleMeaning(role)} wrong=${error?.of?.('role')} />
      ${id === member.id && role !== present && html`<${Notice} tone="warn">This is your own role: as ${roleName(role).toLowerCase()} you cannot take it back.<//>`}
      <p class="muted small">In force from the next request on.</p>
    </div>
  <//>`;
}

const Leaving = ({ email, made }) => html`<p>The sessions of <b>${email}</b> in this workspace end at once, open live views and downloads within 5 seconds.</p>
  <p><b>Tokens that ${email} has made go on working.</b> See <${Link} to=${made}>what ${email} has made<//>, and revoke what should end too.</p>
  <p class="muted small">Has ${email} forgotten the password? Remove, then invite again: whoever is in no other workspace chooses a new one when coming back.</p>`;

/** `onDone()` is called once the member, or the invitation, is gone. */
export function RemoveDialog({ of: { id, email, status }, onDone, onClose }) {
  const { member } = useSession();
  const pending = status === 'invited';
  const { run, busy, error } = useAction(() => remove(pending ? `/members/${id}/invitation` : `/members/${id}`).then(() => true));
  const self = id === member.id;
  const submit = async () => {
    if (await run()) onDone();
  };
  const title = pending ? `Take back the invitation for ${email}?` : self ? 'Leave this workspace?' : `Remove ${email}?`;
  const yes = pending ? 'Take it back' : self ? 'Leave' : 'Remove';
  return html`<${Dialog} title=${title} onClose=${onClose} onSubmit=${submit} footer=${html`
      <${Button} onClick=${onClose}>Cancel<//><${Button} kind="danger primary" type="submit" busy=${busy}>${yes}<//>`}>
    <div class="stack">
      <${ErrorNotice} error=${pending ? late(error) : explained(error)} />
      ${pending ? html`<p>The link that was made for <b>${email}</b> ends at once.</p>` : html`<${Leaving} email=${email} made=${`/audit?action=token.created&member_id=${id}`} />`}
    </div>
  <//>`;
}
