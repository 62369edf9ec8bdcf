/** The beginning: finds out who is signed in, then shows the dashboard, the sign-in, or an invitation. */
import { render } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { onSessionEnd } from './api.js';
import { html } from './html.js';
import { Invitation } from './invitation.js';
import { leaveUnasked, navigate, useLocation } from './router.js';
import { currentSession, forgetSession, SessionContext } from './session.js';
import { Shell } from './shell.js';
import { SignIn } from './sign-in.js';
import { begun as atStart } from './start.js';
import { applyTheme } from './theme.js';
import { ErrorNotice } from './ui/notice.js';
import { Overlays } from './ui/overlays.js';
import { onOtherSession } from './use.js';

const INVITATION = /^#\/invitations\/([A-Za-z0-9_-]{43})$/;

/** `first`: the `{session, error}` to begin with. */
function App({ first }) {
  const [state, setState] = useState({ ...first, ended: false });
  const { path, hash } = useLocation();
  const refresh = useCallback(
    () => currentSession().then(
      (session) => setState((before) => ({ session, error: null, ended: before.ended })),
      (error) => setState((before) => ({ ...before, error })),
    ),
    [],
  );
  const over = () => {
    forgetSession();
    leaveUnasked();
    setState((before) => ({ session: null, error: null, ended: before.ended || Boolean(before.session) }));
  };
  useLayoutEffect(() => onSessionEnd(over), []);
  const begun = (session) => setState({ session, error: null, ended: false });
  useEffect(() => onOtherSession(() => currentSession().then((session) => (session ? begun(session) : over()), () => {})), []);
  const left = () => {
    leaveUnasked();
    setState({ session: null, error: null, ended: false });
    navigate('/sign-in', { replace: true });
  };

  const invitation = INVITATION.exec(hash);
  if (invitation) {
    return html`<${Invitation} code=${invitation[1]} onDone=${(session) => { begun(session); navigate('/', { replace: true }); }} />`;
  }
  if (state.error && !state.session) {
    return html`<div class="alone"><main><${ErrorNotice} error=${state.error} retry=${refresh} /></main></div>`;
  }
  if (state.session === null) {
    const after = path === '/sign-in' ? '/' : undefined;
    return html`<${SignIn} ended=${state.ended} onDone=${(session) => { begun(session); if (after) navigate(after, { replace: true }); }} />`;
  }
  return html`<${SessionContext.Provider} key=${`${state.session.workspace.id} ${state.session.member.id}`} value=${{ ...state.session, refresh, signedOut: left }}><${Shell} /><//>`;
}

applyTheme();
render(html`<${App} first=${await atStart} /><${Overlays} />`, document.getElementById('app'));
