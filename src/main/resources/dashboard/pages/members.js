/** Who is in the workspace, in what role, and who is asked in. */
import { useState } from 'preact/hooks';
import { get } from '../api.js';
import { plural } from '../format.js';
import { html } from '../html.js';
import { useAction, useLoad, useTitle } from '../load.js';
import { RemoveDialog, RoleDialog } from '../members/dialogs.js';
import { invite, InviteDialog, InviteLink } from '../members/invite.js';
import { manages, roleMeaning, roleName } from '../members/roles.js';
import { managesAll, useSession } from '../session.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Card, PageHead } from '../ui/card.js';
import { Icon } from '../ui/icon.js';
import { Menu } from '../ui/menu.js';
import { ErrorNotice, Loaded } from '../ui/notice.js';
import { toast } from '../ui/questions.js';
import { Table } from '../ui/table.js';
import { Ago, On } from '../ui/time.js';

const Who = ({ of: { email }, self }) => html`<span class="row person"><span class="avatar" aria-hidden="true">${email[0]}</span><span>${email}${self && html` <span class="muted">(you)</span>`}</span></span>`;

/** Until when the link lets in; one that has ended is replaced by a new one, or by none. */
const Link = ({ until }) => html`<span class="under">${until ? html`The link ends <${Ago} at=${until} ahead />` : 'The link has ended'}</span>`;

const State = ({ of: { status, invitation_expires_at: until } }) =>
  status === 'invited' ? html`<span><${Badge} tone="warn" dot>Invited<//><${Link} until=${until} /></span>` : html`<${Badge} tone="good" dot>Active<//>`;

function Actions({ of: member, self, open, renew }) {
  const pending = member.status === 'invited';
  const items = [
    pending && { text: 'Make a new link', icon: 'rotate', onClick: () => renew(member) },
    { text: 'Change role', icon: 'edit', onClick: () => open('role', member) },
    { text: pending ? 'Take back the invitation' : self ? 'Leave the workspace' : 'Remove', icon: 'trash', danger: true, onClick: () => open('remove', member) },
  ].filter(Boolean);
  return html`<${Menu} label=${`What to do with ${member.email}`} items=${items} button=${(tied) => html`<button type="button" class="button quiet little square" aria-label=${`Actions for ${member.email}`} ...${tied}><${Icon} name="more" /></button>`} />`;
}

function columns(session, open, renew) {
  const own = (member) => member.id === session.member.id;
  const all = [
    { title: 'Member', label: '', cell: (member) => html`<${Who} of=${member} self=${own(member)} />` },
    { title: 'Role', cell: ({ role }) => html`<span title=${roleMeaning(role)}>${roleName(role)}</span>` },
    { title: 'Status', cell: (member) => html`<${State} of=${member} />` },
    { title: 'Since', cell: ({ created_at }) => html`<${On} at=${created_at} />` },
  ];
  if (!managesAll(session)) return all;
  const actions = (member) => manages(session.member.role, member.role) && html`<${Actions} of=${member} self=${own(member)} open=${open} renew=${renew} />`;
  return [...all, { title: html`<span class="sr-only">Actions</span>`, label: '', right: true, cell: actions }];
}

export default function Members() {
  useTitle('Members');
  const session = useSession();
  const members = useLoad((signal) => get('/members', {}, { signal }), []);
  const [dialog, setDialog] = useState(null);
  const close = () => setDialog(null);
  const open = (kind, of) => setDialog({ kind, of });
  const show = (invited) => { setDialog({ kind: 'link', of: invited }); members.reload(); };
  const renewing = useAction((member) => invite(member.email, member.role).then(show));
  const changed = (member) => {
    close();
    toast(`${member.email} is now ${roleName(member.role).toLowerCase()}.`);
    members.reload();
    if (member.id === session.member.id) session.refresh();
  };
  const removed = ({ email, status }) => {
    close();
    toast(status === 'invited' ? `The invitation for ${email} has been taken back.` : `${email} has been removed.`);
    members.reload();
  };
  const asks = managesAll(session);
  return html`<div class="page">
    <${PageHead} title="Members" actions=${asks && html`<${Button} kind="primary" icon="plus" onClick=${() => open('invite')}>Invite a member<//>`}>
      People who sign in to ${session.workspace.name}. ${asks ? '' : 'Owners and admins invite and remove them.'}
    <//>
    <${ErrorNotice} error=${renewing.error} />
    <${Card} flush><${Loaded} from=${members} lines=${5}>${({ data }) => html`
      <${Table} caption="Members" columns=${columns(session, open, renewing.run)} rows=${data} busy=${members.loading} />
      <div class="table-foot"><span role="status">${plural(data.length, 'person', 'people')}</span></div>`}<//><//>
    ${dialog?.kind === 'invite' && html`<${InviteDialog} onClose=${close} onInvited=${show} />`}
    ${dialog?.kind === 'link' && html`<${InviteLink} invited=${dialog.of} onClose=${close} />`}
    ${dialog?.kind === 'role' && html`<${RoleDialog} of=${dialog.of} onClose=${close} onDone=${changed} />`}
    ${dialog?.kind === 'remove' && html`<${RemoveDialog} of=${dialog.of} onClose=${close} onDone=${() => removed(dialog.of)} />`}
  </div>`;
}
