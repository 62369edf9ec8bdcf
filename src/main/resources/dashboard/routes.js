/** Every page of the dashboard: its address, its place in the navigation, and the module that shows it. */

/** `load` brings a module whose default export is the page; it gets the parts of its address. */
export const ROUTES = [
  { path: '/', load: () => import('./pages/overview.js') },
  { path: '/activity', load: () => import('./pages/activity.js') },
  { path: '/findings', load: () => import('./pages/findings.js') },
  { path: '/audit', load: () => import('./pages/audit.js') },
  { path: '/settings/tokens', load: () => import('./pages/tokens.js') },
  { path: '/settings/tokens/new', load: () => import('./pages/new-token.js') },
  { path: '/settings/tokens/:id', load: () => import('./pages/token.js') },
  { path: '/settings/members', load: () => import('./pages/members.js') },
  { path: '/settings/webhooks', load: () => import('./pages/webhooks.js') },
  { path: '/settings/webhooks/:id', load: () => import('./pages/webhook.js') },
  { path: '/settings/workspace', load: () => import('./pages/workspace.js') },
  { path: '/account', load: () => import('./pages/account.js') },
];

/** The navigation: groups of `[address, name, icon]`. */
export const NAVIGATION = [
  { links: [['/', 'Overview', 'home'], ['/activity', 'Activity', 'activity'], ['/findings', 'Findings', 'alert'], ['/audit', 'Audit log', 'list']] },
  {
    title: 'Settings',
    links: [
      ['/settings/tokens', 'API Tokens', 'key'],
      ['/settings/members', 'Members', 'people'],
      ['/settings/webhooks', 'Webhooks', 'hook'],
      ['/settings/workspace', 'Workspace', 'building'],
    ],
  },
];
