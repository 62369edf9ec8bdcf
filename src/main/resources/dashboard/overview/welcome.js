/** The first steps in a new workspace: make a token, call with it, see the call. */
import { useEffect, useState } from 'preact/hooks';
import { Tail } from '../activity/tail.js';
import { plural } from '../format.js';
import { html } from '../html.js';
import { Link } from '../router.js';
import { useSession } from '../session.js';
import { standardDays } from '../tokens/words.js';
import { callLine } from '../tokens/snippets.js';
import { Button } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { Code } from '../ui/copy.js';
import { Icon } from '../ui/icon.js';
import { OutcomeBadge } from '../ui/badge.js';

/** The token that a new workspace has, for a look around. */
const GIVEN = 'Getting started';
const FEW = 3;

const isOwn = ({ name }) => name !== GIVEN;

/** No tokens of own and no calls with such, or only the first ones, not used yet. */
export function isFirstRun(tokens, summary) {
  const own = tokens.data.filter(isOwn);
  const called = summary.tokens.top.some(isOwn) || own.some((token) => token.last_used_at);
  return tokens.next_cursor === null && own.length <= FEW && !called;
}

/** The first call that is seen from now on, as the live feed tells it; null until then. */
function useFirstCall(wanted) {
  const [call, setCall] = useState(null);
  useEffect(() => {
    if (!wanted) return undefined;
    const nothing = () => {};
    const tail = new Tail({}, { row: (row) => setCall((first) => first ?? row), skipped: nothing, gap: nothing, state: nothing });
    return () => tail.close();
  }, [wanted]);
  return call;
}

const Step = ({ at, done, title, children }) => html`<li class=${`step ${done ? 'done' : ''}`}>
  <span class="at" aria-hidden="true">${done ? html`<${Icon} name="check" />` : at}</span>
  <div class="stack"><h3>${title}${done && html`<span class="sr-only"> (done)</span>`}</h3>${children}</div>
</li>`;

function Call({ call, called }) {
  if (call) return html`<p class="row"><${OutcomeBadge} outcome=${call.outcome} /><span><code>${call.method} ${call.path}</code>${call.address && html` from ${call.address}`}</span></p>`;
  if (called) return html`<p class="muted">The first call has been seen.</p>`;
  return html`<p class="row muted"><span class="spinner" aria-hidden="true"></span>Waiting for the first call…</p>`;
}

/** `tokens` and `summary` as the API has them; the rest comes live. */
export function Welcome({ tokens, summary }) {
  const { workspace } = useSession();
  const called = summary.tokens.top.length > 0;
  const call = useFirstCall(!called);
  const days = standardDays(workspace);
  const own = tokens.data.find(isOwn);
  const seen = called || call !== null;
  return html`<${Card} title=${`Welcome to ${workspace.name}`}>
    <ol class="steps">
      <${Step} at="1" done=${Boolean(own)} title="Create a token">
        <p class="muted">An application shows it with every call. It is displayed once, and good for ${plural(days, 'day')}.</p>
        <div class="row"><${Button} to="/settings/tokens/new" kind=${own ? '' : 'primary'} icon="plus">New API Token<//>${own && html`<${Link} to=${`/settings/tokens/${own.id}`} class="truncate">${own.name}<//>`}</div>
      <//>
      <${Step} at="2" done=${seen} title="Make a call">
        <p class="muted">With the token in the environment variable <code>API_TOKEN</code>. It answers 200, or 401 if the token is not good.</p>
        <${Code} label="A first call" text=${callLine(`${location.origin}/v1/verify`)} />
        <div role="status"><${Call} call=${call} called=${called} /></div>
      <//>
      <${Step} at="3" done=${false} title="Watch">
        <p class="muted">Every call is on record, accepted or refused. Calls that are not expected of a token become findings.</p>
        <div class="row"><${Button} to="/activity" icon="activity">Activity<//><${Button} to="/findings" icon="alert">Findings<//></div>
      <//>
    </ol>
  <//>`;
}
