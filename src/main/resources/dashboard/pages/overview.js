/** Where a workspace stands: its calls, what needs a look, and, at first, the way to the first call. */
import { useRef } from 'preact/hooks';
import { get } from '../api.js';
import { html } from '../html.js';
import { useLoad, useTitle } from '../load.js';
import { Standing } from '../overview/standing.js';
import { isFirstRun, Welcome } from '../overview/welcome.js';
import { PageHead } from '../ui/card.js';
import { Skeleton } from '../ui/notice.js';

const PAGE = 100;

/** Whether this is a new workspace; settled once, so that the welcome stays to show that the first call has come. Null = not known yet. */
function useFirstRun(tokens, calls) {
  const first = useRef(null);
  const failed = tokens.error ?? calls.error;
  if (first.current === null && tokens.data && calls.data) first.current = isFirstRun(tokens.data, calls.data.summary);
  return first.current ?? (failed ? false : null);
}

export default function Overview() {
  useTitle('Overview');
  const tokens = useLoad((signal) => get('/tokens', { limit: PAGE }, { signal }), []);
  const calls = useLoad((signal) => get('/activity/summary', {}, { signal }), []);
  const findings = useLoad((signal) => get('/findings', { status: 'open', limit: PAGE }, { signal }), []);
  const first = useFirstRun(tokens, calls);
  const inside = () => (first ? html`<${Welcome} tokens=${tokens.data} summary=${calls.data.summary} />` : html`<${Standing} tokens=${tokens} calls=${calls} findings=${findings} />`);
  return html`<div class="page"><${PageHead} title="Overview" />${first === null ? html`<${Skeleton} lines=${8} />` : inside()}</div>`;
}
