/** One webhook: its settings, how it fares, what was sent, and trying it. */
import { useState } from 'preact/hooks';
import { get, patch, post, remove } from '../api.js';
import { html } from '../html.js';
import { useAction, useLoad, usePages, useTitle } from '../load.js';
import { Link, navigate } from '../router.js';
import { managesAll, useSession } from '../session.js';
import { Button } from '../ui/button.js';
import { PageHead } from '../ui/card.js';
import { Icon } from '../ui/icon.js';
import { Menu } from '../ui/menu.js';
import { ErrorNotice, Loaded, Notice } from '../ui/notice.js';
import { ask, toast } from '../ui/questions.js';
import { Ago } from '../ui/time.js';
import { Deliveries } from '../webhooks/deliveries.js';
import { SecretDialog } from '../webhooks/secret.js';
import { Made, WebhookFacts, WebhookForm } from '../webhooks/settings.js';
import { shortUrl } from '../webhooks/state.js';
import { Outcome, useWatch } from '../webhooks/watch.js';

const ROTATION = { title: 'Make a new secret?', text: 'For 24 hours messages are signed with the new secret and the one before, so that the receiver can be changed meanwhile.', yes: 'Make a new secret' };
const DELETION = { title: 'Delete this webhook?', text: 'Nothing is sent to it any more, and what is known of its deliveries is deleted too. This cannot be undone.', yes: 'Delete', danger: true };
const DISABLING = { title: 'Disable this webhook?', text: 'What happens while it is disabled is not kept for it. What waits now goes on once it is enabled.', yes: 'Disable' };

const More = ({ webhook, turn, rotate, erase }) => html`<${Menu} label="More" items=${[
  { text: 'Make a new secret', icon: 'key', onClick: rotate },
  webhook.enabled && { text: 'Disable', icon: 'pause', onClick: turn },
  null,
  { text: 'Delete', icon: 'trash', danger: true, onClick: erase },
].filter((item) => item !== false)} button=${(tied) => html`<button type="button" class="button square" aria-label="More to do with this webhook" ...${tied}><${Icon} name="more" /></button>`} />`;

function Health({ webhook: { enabled, disabled_because, failing_since } }) {
  if (!enabled) return html`<${Notice} tone=${disabled_because ? 'bad' : 'warn'}>${disabled_because ?? 'This webhook is disabled.'} Nothing is sent, and what happens meanwhile is not kept for it.<//>`;
  if (failing_since) return html`<${Notice} tone="bad">The last attempts have all failed; the first of them <${Ago} at=${failing_since} />. See the answers below.<//>`;
  return null;
}

function View({ webhook, onChanged }) {
  const manages = managesAll(useSession());
  const path = `/webhooks/${webhook.id}`;
  const pages = usePages((cursor, signal) => get(`${path}/deliveries`, { cursor, limit: 20 }, { signal }), [webhook.id]);
  const [secret, setSecret] = useState(null);
  const [sent, setSent] = useState(null);
  const watched = useWatch(webhook.id, sent, () => { pages.reload(); get(path).then((answer) => onChanged(answer.webhook), () => {}); });
  const work = useAction((act) => act());
  const follow = (delivery) => { setSent(delivery); pages.reload(); };
  const test = () => work.run(async () => follow((await post(`${path}/test`)).delivery));
  const turn = async () => {
    if (webhook.enabled && !(await ask(DISABLING))) return;
    await work.run(async () => onChanged((await patch(path, { enabled: !webhook.enabled })).webhook));
  };
  const rotate = async () => { if (await ask(ROTATION)) await work.run(async () => setSecret(await post(`${path}/secret`))); };
  const erase = async () => {
    if (!(await ask(DELETION))) return;
    await work.run(async () => { await remove(path); toast('The webhook has been deleted.'); navigate('/settings/webhooks', { replace: true }); });
  };
  const actions = manages && html`
    ${webhook.enabled ? html`<${Button} icon="play" busy=${work.busy || watched.waiting} onClick=${test}>Send a test<//>` : html`<${Button} kind="primary" busy=${work.busy} onClick=${turn}>Enable<//>`}
    <${More} webhook=${webhook} turn=${turn} rotate=${rotate} erase=${erase} />`;
  return html`<${PageHead} title=${shortUrl(webhook.url)} crumbs=${html`<${Link} to="/settings/webhooks">Webhooks<//>`} actions=${actions}>
      <${Made} webhook=${webhook} /><//>
    <${ErrorNotice} error=${work.error} /><${Health} webhook=${webhook} /><${Outcome} watched=${watched} />
    ${manages ? html`<${WebhookForm} webhook=${webhook} onChanged=${onChanged} />` : html`<${WebhookFacts} webhook=${webhook} />`}
    <${Deliveries} webhook=${webhook} pages=${pages} sends=${manages} onSent=${follow} />
    ${secret && html`<${SecretDialog} secret=${secret.secret} previousEndsAt=${secret.previous_ends_at} onClose=${() => setSecret(null)} />`}`;
}

export default function WebhookPage({ id }) {
  useTitle('Webhook');
  const loaded = useLoad(async (signal) => (await get(`/webhooks/${encodeURIComponent(id)}`, {}, { signal })).webhook, [id]);
  return html`<div class="page"><${Loaded} from=${loaded} lines=${8}>${(webhook) => html`<${View} webhook=${webhook} onChanged=${loaded.set} />`}<//></div>`;
}
