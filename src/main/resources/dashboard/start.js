/** Asks who is signed in and brings the page's module while the rest of the dashboard is still on its way. */
import { bring, pageAt } from './routes.js';
import { currentSession } from './session.js';

const page = pageAt(location.pathname);
if (page) bring(page).catch(() => {}); // The shell asks again, and says so.

/** `{session, error}`: `session` is null when nobody is signed in, and undefined when that cannot be told. */
export const begun = currentSession().then(
  (session) => ({ session, error: null }),
  (error) => ({ session: undefined, error }),
);
