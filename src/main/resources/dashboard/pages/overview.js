/** Where a workspace stands: its calls, what needs a look, and, at first, the way to the first call. */
import { useRef } from 'preact/hooks';
import { get } from '../api.js';
import { DAY } from '../format.js';
import { html } from '../html.js';
import { useLoad, useTitle } from '../load.js';
import { SHOWN, SOON_DAYS, Standing } from '../overview/standing.js';
import { isFirstRun, Welcome } from '../overview/welcome.js';
import { PageHead } from '../ui/card.js';
import { Skeleton } from '../ui/notice.js';

const PAGE = 100;
/** So many tokens tell whether a workspace is new. */
const FEW = 5;

/** How many such tokens there are, and the first of them. */
const countTokens = (parameters, signal) => get('/tokens', { ...parameters, include: 'total_count' }, { signal });

function endingSoon(signal) {
  const now = Date.now();
  const between = { expires_after: new Date(now).toISOString(), expires_before: new Date(now + SOON_DAYS * DAY).toISOString() };
  return countTokens({ ...between, sort: 'expires_at', limit: SHOWN }, signal);
}

/** Whether this is a new workspace; settled once, so that the welcome stays to show that the first call has come. Null = not known yet. */
function useFirstRun(tokens, calls) {
  const first = useRef(null);
  const failed = tokens.error ?? calls.error;
  if (first.current === null && tokens.data && calls.data) first.current = isFirstRun(tokens.data, calls.data.summary);
  return first.current ?? (failed ? false : null);
}

export default function Overview() {
  useTitle('Overview');
  const tokens = useLoad((signal) => countTokens({ limit: FEW }, signal), []);
  const active = useLoad((signal) => countTokens({ status: 'active', limit: 1 }, signal), []);
  const ending = useLoad(endingSoon, []);
  const calls = useLoad((signal) => get('/activity/summary', {}, { signal }), []);
  const findings = useLoad((signal) => get('/findings', { status: 'open', limit: PAGE }, { signal }), []);
  const first = useFirstRun(tokens, calls);
  const inside = () => (first ? html`<${Welcome} tokens=${tokens.data} summary=${calls.data.summary} />` : html`<${Standing} tokens=${tokens} active=${active} ending=${ending} calls=${calls} findings=${findings} />`);
  return html`<div class="page"><${PageHead} title="Overview" />${first === null ? html`<${Skeleton} lines=${8} />` : inside()}</div>`;
}
