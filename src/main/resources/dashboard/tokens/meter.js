/** The rotation meter: the traffic of a replaced token beside that of its replacement, until the old one is silent. */
import { get } from '../api.js';
import { ago, DAY, plural } from '../format.js';
import { html } from '../html.js';
import { useLoad } from '../load.js';
import { Link } from '../router.js';
import { StatusBadge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { ErrorNotice, Notice } from '../ui/notice.js';
import { Sparkline } from '../ui/sparkline.js';
import { Ago, On, useNow } from '../ui/time.js';

/** A token without a call for so long has most likely no clients any more. */
const SILENT_MILLIS = 3_600_000;
/** So long after a rotation that is over, it is history. */
const SHOWN_MILLIS = 30 * DAY;
/** The first hours are drawn as wide as those of a day. */
const SLOTS = 24;

/** Asked for only where there is one: of most tokens the answer would be 404, which browsers report as an error. */
async function readRotation(token, signal) {
  if (token.rotated_to === null && token.rotated_from === null) return null;
  return get(`/tokens/${token.id}/rotation`, {}, { signal });
}

/** The meter; data null and no error = the token was never rotated. */
export const useRotation = (token) => useLoad((signal) => readRotation(token, signal), [token.id, token.rotated_to]);

const sumOf = (side) => side.calls.reduce((sum, { accepted }) => sum + accepted, 0);
const mostOf = (side) => Math.max(...side.calls.map(({ accepted }) => accepted), 0);

function Side({ title, side, here, most, period }) {
  const total = sumOf(side);
  const refused = side.calls.reduce((sum, call) => sum + call.refused, 0);
  const words = `${plural(total, 'call')} let in since the ${period} of the rotation`;
  return html`<div class="stack tight">
    <div class="row between"><h3>${title}</h3><${StatusBadge} status=${side.status} /></div>
    <span class="truncate">${here ? html`${side.name} <span class="muted">(this one)</span>` : html`<${Link} to=${`/settings/tokens/${side.id}`}>${side.name}<//> <span class="muted">(${side.id})</span>`}</span>
    <${Sparkline} wide slots=${SLOTS} counts=${side.calls.map(({ accepted }) => accepted)} most=${most} label=${`${title}: ${words}`} />
    <span class="muted small">${words}${refused > 0 && `, ${plural(refused, 'call')} refused`}. Last: <${Ago} at=${side.last_used_at} none="never" /></span>
  </div>`;
}

const over = ({ old }) => old.status === 'revoked' || old.status === 'expired';

function State({ meter, here, manages, onRevokeOld }) {
  const now = useNow(10_000);
  const { old, old_silent_since: since } = meter;
  if (old.status === 'revoked') return html`<${Notice} tone="good">The old token is revoked: the rotation is complete.<//>`;
  if (old.status === 'revoking') return html`<${Notice} tone="warn" icon="clock">The old token is being revoked.<//>`;
  const silent = over(meter) || now - new Date(since).getTime() > SILENT_MILLIS;
  const verb = old.status === 'expired' ? 'Delete' : 'Revoke';
  const button = silent && manages && (here === old.id
    ? html`<${Button} kind="little danger" onClick=${onRevokeOld}>${verb} the old token<//>`
    : html`<${Button} kind="little danger" to=${`/settings/tokens/${old.id}?do=revoke`}>${verb} the old token<//>`);
  const words = old.status === 'expired' ? html`The old token has expired: nobody is let in with it any more.`
    : silent ? html`Old one silent since <time datetime=${since}>${ago(since, now)}</time>: its clients have moved on, as far as can be seen.`
      : html`Old one silent since <time datetime=${since}>${ago(since, now)}</time>. Wait for an hour without a call before you revoke it.`;
  return html`<${Notice} tone=${silent ? 'good' : 'warn'} icon=${silent ? undefined : 'clock'}><div class="row between"><span>${words}</span>${button}</div><//>`;
}

/** `rotation` is from `useRotation`, `id` of the token whose page it is. */
export function Meter({ rotation, id, manages, onRevokeOld }) {
  const meter = rotation.data;
  if (meter === null) return rotation.error && html`<${ErrorNotice} error=${rotation.error} retry=${rotation.reload} />`;
  if (over(meter) && Date.now() - new Date(meter.rotated_at).getTime() > SHOWN_MILLIS) return null;
  const most = Math.max(mostOf(meter.old), mostOf(meter.new), 1);
  return html`<${Card} title="Rotation" actions=${html`<span class="muted small">Rotated <${On} at=${meter.rotated_at} />, calls by the ${meter.period}</span>`}>
    <div class="stack">
      <div class="two">
        <${Side} title="Old token" side=${meter.old} here=${meter.old.id === id} most=${most} period=${meter.period} />
        <${Side} title="New token" side=${meter.new} here=${meter.new.id === id} most=${most} period=${meter.period} />
      </div>
      <${State} meter=${meter} here=${id} manages=${manages} onRevokeOld=${onRevokeOld} />
    </div>
  <//>`;
}
