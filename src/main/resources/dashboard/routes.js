/** Every page of the dashboard: its address, its place in the navigation, and the module that shows it. */
import { match } from './router.js';

/**
 * `load` brings a module whose default export is the page; it gets the parts of its address. The service reads these
 * lines, to name in the page what its address needs; so each is one line of this form.
 */
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

/** The first that fits, or undefined. */
export const pageAt = (path) => ROUTES.find((one) => match(one.path, path));

/** Brings its module; from then on the page is its `View`. */
export async function bring(page) {
  page.View = (await page.load()).default;
}

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
