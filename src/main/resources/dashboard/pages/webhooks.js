/** Who is told of what happens to tokens. */
import { useState } from 'preact/hooks';
import { get } from '../api.js';
import { plural } from '../format.js';
import { html } from '../html.js';
import { useLoad, useTitle } from '../load.js';
import { Link, navigate } from '../router.js';
import { managesAll, useSession } from '../session.js';
import { Button } from '../ui/button.js';
import { Card, PageHead } from '../ui/card.js';
import { Empty, Loaded } from '../ui/notice.js';
import { Table } from '../ui/table.js';
import { On } from '../ui/time.js';
import { CreateDialog } from '../webhooks/create.js';
import { EventList } from '../webhooks/events.js';
import { SecretDialog } from '../webhooks/secret.js';
import { shortUrl, WebhookState } from '../webhooks/state.js';

const COLUMNS = [
  { title: 'Webhook', label: '', cell: ({ id, url, description }) => html`<${Link} class="main" to=${`/settings/webhooks/${id}`}>${shortUrl(url)}<//>${description && html`<span class="under">${description}</span>`}` },
  { title: 'Events', cell: ({ events }) => html`<${EventList} events=${events} />` },
  { title: 'State', cell: (webhook) => html`<${WebhookState} of=${webhook} />` },
  { title: 'Created', cell: ({ created_at }) => html`<${On} at=${created_at} />` },
];

const None = ({ add }) => html`<${Empty} icon="hook" title="No webhooks yet" action=${add}>
  A webhook tells your own systems, within seconds, when a token is created, revoked, about to expire or used in a way that is unexpected.<//>`;

export default function WebhooksPage() {
  useTitle('Webhooks');
  const session = useSession();
  const webhooks = useLoad((signal) => get('/webhooks', {}, { signal }), []);
  const [adding, setAdding] = useState(false);
  const [created, setCreated] = useState(null);
  const done = (answer) => { setAdding(false); setCreated(answer); webhooks.reload(); };
  const add = managesAll(session) && html`<${Button} kind="primary" icon="plus" onClick=${() => setAdding(true)}>Add a webhook<//>`;
  const some = webhooks.data !== null && webhooks.data.data.length > 0;
  return html`<div class="page">
    <${PageHead} title="Webhooks" actions=${some && add}>Signed messages to your own systems about what happens to tokens. ${managesAll(session) ? '' : 'Owners and admins manage them.'}<//>
    <${Card} flush><${Loaded} from=${webhooks}>${({ data }) => (data.length === 0 ? html`<${None} add=${add} />` : html`
      <${Table} caption="Webhooks" columns=${COLUMNS} rows=${data} rowClass=${({ enabled }) => (enabled ? '' : 'faded')} busy=${webhooks.loading} />
      <div class="table-foot"><span role="status">${plural(data.length, 'webhook')}</span></div>`)}<//><//>
    ${adding && html`<${CreateDialog} onClose=${() => setAdding(false)} onCreated=${done} />`}
    ${created && html`<${SecretDialog} secret=${created.secret} onClose=${() => navigate(`/settings/webhooks/${created.webhook.id}`)} />`}
  </div>`;
}
