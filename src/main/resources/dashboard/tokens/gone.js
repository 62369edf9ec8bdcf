/** The page of a token that is there no more: its receipt, and who still calls with it. */
import { useLayoutEffect } from 'preact/hooks';
import { useTokenName } from '../activity/names.js';
import { get } from '../api.js';
import { html } from '../html.js';
import { useLoad, useTitle } from '../load.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { PageHead } from '../ui/card.js';
import { Empty, ErrorNotice, Skeleton } from '../ui/notice.js';
import { Crumbs } from './head.js';
import { RecentCalls, useRecentCalls } from './recent.js';
import { Receipt } from './receipt.js';
import { again, useWatch } from './watch.js';
import { endingOf } from './words.js';

const Ways = ({ id }) => html`<${Button} to=${`/activity?token_id=${id}`} icon="activity">Its activity<//><${Button} to="/settings/tokens" icon="key">All API tokens<//>`;

/** `token` and `receipt` are what is known of it; null = nothing. `justNow` = it has been revoked on this page. */
export function Gone({ id, token = null, receipt = null, justNow = false }) {
  const load = useLoad((signal) => get(`/tokens/${id}/receipt`, {}, { signal }), [id]);
  const calls = useRecentCalls(id);
  useWatch(() => again(calls));
  const shown = load.data ?? receipt;
  const told = useTokenName(token ? null : id);
  const name = token?.name ?? told?.name;
  useTitle('This token is gone');
  useLayoutEffect(() => { if (justNow) document.querySelector('main h1')?.focus(); }, []);
  if (shown === null && load.error?.status === 404) {
    return html`<div class="page"><${Empty} icon="key" title="This token is gone" action=${html`<div class="row"><${Ways} id=${id} /></div>`}>It was deleted so long ago that no receipt is kept, or it never was in this workspace.<//></div>`;
  }
  return html`<div class="page">
    <${PageHead} crumbs=${html`<${Crumbs} name=${name ?? `Token ${id}`} />`} title=${justNow ? `${name} is ${endingOf(token).done}` : 'This token is gone'} actions=${html`<${Ways} id=${id} />`}>
      ${shown && html`<${Badge} tone="bad" dot>Revoked<//>`} ${justNow ? 'No call that starts now is let in with it.' : `${name ?? `Token ${id}`} was revoked, and lets nobody in.`}
    <//>
    ${shown ? html`<${Receipt} receipt=${shown} name=${name} load=${load} />` : load.error ? html`<${ErrorNotice} error=${load.error} retry=${load.reload} />` : html`<${Skeleton} lines=${4} />`}
    <${RecentCalls} calls=${calls} id=${id} title="Last calls" />
  </div>`;
}
