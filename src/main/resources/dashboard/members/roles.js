/** What roles mean, and who may give them. The service judges; this only hides what it would refuse. */

/** `[role, name, what it may do]`, each includes those after it. */
export const ROLES = [
  ['owner', 'Owner', 'Everything, owners included.'],
  ['admin', 'Admin', 'Everything but owners: settings, members, webhooks, all tokens.'],
  ['member', 'Member', 'Sees everything, creates tokens, manages his or her own.'],
];

export const roleName = (role) => ROLES.find(([one]) => one === role)?.[1] ?? role;
export const roleMeaning = (role) => ROLES.find(([one]) => one === role)?.[2] ?? '';

/** Whether somebody of the one role makes, changes and removes somebody of the other. */
export const manages = (one, other) => one === 'owner' || (one === 'admin' && other !== 'owner');

/** The roles that somebody may give, as choices. */
export const rolesBy = (role) => ROLES.filter(([one]) => manages(role, one)).map(([one, name]) => [one, name]);
