/** What a token did that was not expected of it. */
import { useState } from 'preact/hooks';
import { get, patch } from '../api.js';
import { lookForOpenFindings } from '../findings/open.js';
import { kindName, sentence } from '../findings/words.js';
import { plural } from '../format.js';
import { html } from '../html.js';
import { useAction, useLoad } from '../load.js';
import { Link } from '../router.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { ErrorNotice, Loaded } from '../ui/notice.js';
import { useKeptFocus } from '../ui/kept-focus.js';
import { ask } from '../ui/questions.js';
import { Ago } from '../ui/time.js';

const SHOWN = 20;

/** The newest open ones and the newest acknowledged ones, asked for apart: many of these would hide those. */
export const useFindings = (id) => useLoad(async (signal) => {
  const newest = (status) => get('/findings', { token_id: id, status, limit: SHOWN }, { signal });
  const [open, rest] = await Promise.all([newest('open'), newest('acknowledged')]);
  return { open, rest };
}, [id]);

export const openOf = (findings) => findings.data?.open.data ?? [];

const countOf = ({ data, next_cursor: more }) => `${data.length}${more === null ? '' : '+'}`;

const muteQuestion = (kind) => ({
  title: `Mute “${kindName(kind)}” for this token?`,
  text: 'Nothing of this kind is told about this token any more, until you unmute it.',
  yes: 'Mute',
});

/** `onChanged()` once the service has changed it. */
function FindingRow({ finding, manages, onChanged }) {
  const { run, busy, error } = useAction((changes) => patch(`/findings/${finding.id}`, changes).then(onChanged));
  const kind = kindName(finding.kind);
  const open = finding.status === 'open';
  const mute = async () => { if (finding.muted || (await ask(muteQuestion(finding.kind)))) run(finding.muted ? { muted: false } : { muted: true, status: 'acknowledged' }); };
  const row = useKeptFocus(busy);
  return html`<li class="stack tight" ref=${row}>
    <div class="row between">
      <span class="row"><${Badge} tone=${open ? 'warn' : ''}>${kind}<//><span class="muted small"><${Ago} at=${finding.last_seen_at} />${finding.occurrences > 1 && `, ${plural(finding.occurrences, 'time')}`}${finding.muted && ', muted'}</span></span>
      ${manages && html`<span class="row">
        <${Button} kind="little" busy=${busy} aria-label=${`${open ? 'Acknowledge' : 'Open again'}: ${kind}, finding ${finding.id}`} onClick=${() => run({ status: open ? 'acknowledged' : 'open' })}>${open ? 'Acknowledge' : 'Open again'}<//>
        <${Button} kind="little quiet" disabled=${busy} aria-label=${`${finding.muted ? 'Unmute' : 'Mute'} ${kind}, finding ${finding.id}`} onClick=${mute}>${finding.muted ? 'Unmute' : 'Mute'}<//></span>`}
    </div>
    <p class=${open ? '' : 'muted'}>${sentence(finding)}</p>
    ${!open && finding.acknowledged_by && html`<p class="muted small">Acknowledged by ${finding.acknowledged_by.email} <${Ago} at=${finding.acknowledged_at} /></p>`}
    <${ErrorNotice} error=${error} />
  </li>`;
}

/** `findings` is from `useFindings`. */
export function Findings({ findings, id, manages }) {
  const [all, showAll] = useState(false);
  const changed = () => { findings.reload(); lookForOpenFindings(true); };
  const some = openOf(findings).length > 0;
  return html`<${Card} title=${some ? html`Findings <span class="badge warn">${countOf(findings.data.open)} open</span>` : 'Findings'} actions=${html`<${Link} to=${`/findings?token_id=${id}`} class="small">All findings of this token<//>`}>
    <span class="sr-only" role="status">${findings.data && `${some ? countOf(findings.data.open) : 'No'} open findings`}</span>
    <${Loaded} from=${findings} lines=${2}>${({ open, rest }) => {
      const shown = all ? [...open.data, ...rest.data] : open.data;
      const none = rest.data.length === 0;
      return html`<div class="stack">
        ${shown.length > 0 ? html`<ul class="findings">${shown.map((finding) => html`<${FindingRow} key=${finding.id} finding=${finding} manages=${manages} onChanged=${changed} />`)}</ul>`
          : html`<p class="muted">Nothing unexpected${none ? ' so far' : ' is open'}. A new network, a new client, a call from a browser and the like appear here at once.</p>`}
        ${!none && html`<div><${Button} kind="little quiet" aria-expanded=${all ? 'true' : 'false'} onClick=${() => showAll(!all)}>${all ? 'Hide acknowledged' : `Show ${countOf(rest)} acknowledged`}<//></div>`}
      </div>`;
    }}<//>
  <//>`;
}
