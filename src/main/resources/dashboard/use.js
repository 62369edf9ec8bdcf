/**
 * When the session was last used in this browser. All tabs share the note, so that work in one of them keeps
 * the others signed in, also those that slept meanwhile.
 */
const KEY = 'colleckt.used';
let own = { session: null, at: 0 };

function shared() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? own;
  } catch {
    return own;
  }
}

function write(note) {
  own = note;
  try {
    localStorage.setItem(KEY, JSON.stringify(note));
  } catch {
    // Without storage each tab counts for itself.
  }
}

/** The session that this tab is in; its end tells it from others. Null = none: other tabs of the one before hear of it. */
export function usedSession(session) {
  if (session === null) {
    if (own.session !== null && shared().session === own.session) write({ session: null, at: 0 });
    own = { session: null, at: 0 };
  } else write({ session: session.expires_at, at: Date.now() });
}

/** The service has answered a call of the session. */
export function noteUse() {
  if (own.session !== null) write({ session: own.session, at: Date.now() });
}

/** Milliseconds since 1970; never in the future, should the clock have been set back. */
export function lastUse() {
  const other = shared();
  const at = other.session === own.session ? Math.max(own.at, other.at) : own.at;
  return Math.min(at, Date.now());
}

/** Calls back when another tab is in a session that is not this tab's. Returns how to stop that. */
export function onOtherSession(listener) {
  const changed = ({ key }) => {
    if (key === KEY && shared().session !== own.session) listener();
  };
  addEventListener('storage', changed);
  return () => removeEventListener('storage', changed);
}
