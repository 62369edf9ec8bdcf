/** The audit log in words. */
import { exactTime, moment, number } from '../format.js';
import { html } from '../html.js';

export const ACTIONS = {
  'token.created': 'Created a token',
  'token.imported': 'Took a token over from elsewhere',
  'token.changed': 'Changed a token',
  'token.paused': 'Paused a token',
  'token.resumed': 'Resumed a token',
  'token.rotated': 'Rotated a token',
  'token.revoked': 'Revoked a token',
  'finding.acknowledged': 'Acknowledged a finding',
  'finding.reopened': 'Opened a finding again',
  'finding.muted': 'Muted a kind of finding',
  'finding.unmuted': 'Unmuted a kind of finding',
  'member.created': 'Created a member',
  'member.invited': 'Invited a member',
  'member.role_changed': 'Changed a role',
  'member.removed': 'Removed a member',
  'invitation.accepted': 'Accepted an invitation',
  'invitation.revoked': 'Ended an invitation',
  'invitation.refused': 'Was refused an invitation',
  'session.started': 'Signed in',
  'session.ended': 'Signed out',
  'session.refused': 'Was refused a sign-in',
  'password.changed': 'Changed the password',
  'password.refused': 'Was refused a new password',
  'request.refused': 'Was refused a request',
  'webhook.created': 'Created a webhook',
  'webhook.changed': 'Changed a webhook',
  'webhook.deleted': 'Deleted a webhook',
  'webhook.disabled': 'Switched a webhook off',
  'webhook.secret_rotated': 'Rotated a webhook’s secret',
  'workspace.created': 'Created the workspace',
  'workspace.changed': 'Changed the workspace',
};

/** Of an action that is newer than this page: `token.blown_up` reads “token blown up”. */
export const actionName = (action) => ACTIONS[action] ?? action.replaceAll(/[._]/g, ' ');

const SUBJECT = /^(token|member|webhook|finding|workspace):(\d+)$/;
const NAMES = { token: 'Token', member: 'Member', webhook: 'Webhook', finding: 'Finding', workspace: 'Workspace' };

/** `{name, to}` of what something was done to; `to` is absent where there is no page. */
export function subjectOf(subject) {
  const [, kind, id] = SUBJECT.exec(subject ?? '') ?? [];
  if (!kind) return { name: subject };
  const to = { token: `/settings/tokens/${id}`, member: '/settings/members', webhook: `/settings/webhooks/${id}`, finding: '/findings?status=all', workspace: '/settings/workspace' }[kind];
  return { name: kind === 'workspace' ? 'Workspace' : `${NAMES[kind]} ${id}`, to };
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;

/** Fields whose numbers name something, and count nothing. */
const NUMBERED = new Set(['token_id', 'rotated_to']);

/** What is stored in that field, as text: lists with commas, instants in the reader's zone. */
export function valueOf(name, value) {
  if (value === null || value === undefined) return html`<span class="muted">none</span>`;
  if (value === true || value === false) return value ? 'yes' : 'no';
  if (typeof value === 'number') return NUMBERED.has(name) ? String(value) : number(value);
  if (Array.isArray(value)) return value.length === 0 ? html`<span class="muted">none</span>` : value.map(String).join(', ');
  if (typeof value === 'object') return Object.entries(value).map(([part, one]) => `${fieldName(part)} ${one}`).join(', ');
  if (INSTANT.test(value)) return html`<time datetime=${value} title=${exactTime(value)}>${moment(value)}</time>`;
  return value === '' ? html`<span class="muted">empty</span>` : value;
}

/** Names of fields that do not explain themselves. */
const FIELDS = { allowed_ips: 'addresses', url_sha256: 'URL (SHA-256)', url: 'URL', email: 'e-mail', rotated_to: 'replaced by token', token_id: 'token' };

/** A field of an entry as people call it. */
export const fieldName = (name) => FIELDS[name] ?? name.replaceAll('_', ' ');

/** `[{name, before, after}]`; what was the same before is left out. */
export function differences(before, after) {
  const [old, now] = [before ?? {}, after ?? {}];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]))
    .map((name) => ({ name, before: old[name], after: now[name], was: name in old, is: name in now }));
}
