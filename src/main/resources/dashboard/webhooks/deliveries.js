/** What was, is and will be sent to a webhook. */
import { post } from '../api.js';
import { noun } from '../format.js';
import { html } from '../html.js';
import { useAction } from '../load.js';
import { Button } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { Empty, ErrorNotice, Skeleton } from '../ui/notice.js';
import { toast } from '../ui/questions.js';
import { Table, TableFoot } from '../ui/table.js';
import { Ago, useNow } from '../ui/time.js';
import { answerOf, DeliveryState } from './state.js';

/** What is due waits only because the receiver, which fails, is left alone for a while. */
function Next({ at }) {
  const now = useNow();
  return at && new Date(at).getTime() <= now ? html`<span title="It goes on as soon as the receiver is tried again">Due</span>` : html`<${Ago} at=${at} none="–" ahead />`;
}

const COLUMNS = [
  { title: 'Event', label: '', cell: ({ type, message_id }) => html`<code>${type}</code><span class="under truncate" title=${message_id}>${message_id}</span>` },
  { title: 'Status', cell: ({ status }) => html`<${DeliveryState} status=${status} />` },
  { title: 'Answer', cell: (delivery) => answerOf(delivery) },
  { title: 'Attempts', right: true, cell: ({ attempts }) => html`<span class="number">${attempts}</span>` },
  { title: 'Last attempt', cell: ({ attempted_at }) => html`<${Ago} at=${attempted_at} />` },
  { title: 'Next attempt', cell: ({ next_attempt_at }) => html`<${Next} at=${next_attempt_at} />` },
];

const again = ({ run, busy }) => ({
  title: html`<span class="sr-only">Actions</span>`,
  label: '',
  right: true,
  cell: (delivery) => delivery.status !== 'pending' && html`<${Button} kind="little" disabled=${busy} aria-label=${`Send ${delivery.type} ${delivery.message_id} again`} onClick=${() => run(delivery)}>Send again<//>`,
});

/** `pages` from `usePages`; `sends` = whether the reader may send again; `onSent(delivery)` gets the new one. */
export function Deliveries({ webhook, pages, sends, onSent }) {
  const sending = useAction(async (delivery) => {
    const answer = await post(`/webhooks/${webhook.id}/deliveries/${delivery.id}/redeliver`);
    toast('It is sent once more.');
    onSent(answer.delivery);
  });
  const columns = sends && webhook.enabled ? [...COLUMNS, again(sending)] : COLUMNS;
  const actions = html`<${Button} kind="little quiet" icon="rotate" busy=${pages.loading} onClick=${pages.reload}>Refresh<//>`;
  const content = () => {
    if (pages.rows === null) return pages.error ? null : html`<div class="card-pad"><${Skeleton} lines=${5} /></div>`;
    if (pages.rows.length === 0) return html`<${Empty} icon="hook" title="Nothing has been sent yet">Send a test to see whether the receiver is there.<//>`;
    return html`<${Table} caption="Deliveries" columns=${columns} rows=${pages.rows} busy=${pages.loading} /><${TableFoot} pages=${pages} what=${noun(pages.rows.length, 'delivery', 'deliveries')}><span class="muted small">Kept for 30 days</span><//>`;
  };
  return html`<${Card} flush title="Deliveries" actions=${actions}>
    <${ErrorNotice} error=${pages.error} retry=${pages.reload} /><${ErrorNotice} error=${sending.error} />${content()}<//>`;
}
