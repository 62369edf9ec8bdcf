/** Who is signed in, and what he or she may do. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { get, post, remove, setCsrfToken } from './api.js';
import { usedSession } from './use.js';

export const SessionContext = createContext(null);

/** `{member, workspace, csrf_token, expires_at, idle_seconds, refresh, signedOut}`; only within the shell. */
export const useSession = () => useContext(SessionContext);

const resets = [];
let whose = null;

/** Calls back when nobody, or somebody else, is signed in from now on: what is remembered of one session is not for the next. */
export const onOtherMember = (reset) => resets.push(reset);

function belongsTo(member) {
  if (member !== whose) resets.forEach((reset) => reset());
  whose = member;
}

function begin(session) {
  belongsTo(`${session.workspace.id} ${session.member.id}`);
  setCsrfToken(session.csrf_token);
  usedSession(session);
  return session;
}

/** Nobody is signed in any more. */
export function forgetSession() {
  belongsTo(null);
  setCsrfToken(null);
  usedSession(null);
}

/** The session of this browser, or null. */
export async function currentSession() {
  try {
    return begin(await get('/session', {}, { quiet: true }));
  } catch (failure) {
    if (failure.status !== 401) throw failure;
    forgetSession();
    return null;
  }
}

export const signIn = async (email, password) =>
  begin(await post('/session', { email, password }, { quiet: true }));

/** What an invitation is for: `{email, role, workspace, invited_by, expires_at}`. */
export const readInvitation = async (code, signal) => (await post('/invitations', { code }, { quiet: true, signal })).invitation;

export const acceptInvitation = async (code, password) =>
  begin(await post(`/invitations/${encodeURIComponent(code)}`, { password }, { quiet: true }));

/** Also where the session was over before. */
export async function signOut() {
  await remove('/session', { quiet: true }).catch((failure) => {
    if (failure.status !== 401) throw failure;
  });
  forgetSession();
}

/** Owners and admins manage everything; members what they have made themselves. */
export const managesAll = ({ member }) => member.role === 'owner' || member.role === 'admin';

export const managesToken = (session, token) =>
  managesAll(session) || token.created_by?.id === session.member.id;
