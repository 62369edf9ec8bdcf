/** Whether the audit log is as it was written, and how to tell without this service. */
import { useState } from 'preact/hooks';
import { get } from '../api.js';
import { date, plural } from '../format.js';
import { html } from '../html.js';
import { useAction } from '../load.js';
import { Button } from '../ui/button.js';
import { Card, Facts } from '../ui/card.js';
import { Code, CopyButton } from '../ui/copy.js';
import { Icon } from '../ui/icon.js';
import { ErrorNotice, Notice } from '../ui/notice.js';

const headOf = ({ seq, hash }) => `${seq}:${hash}`;

const WITNESS = {
  held: ({ witnessed }) => (witnessed ? `Kept outside the database since ${date(witnessed.since)}, up to entry ${witnessed.seq}: the log was not written anew either.` : 'Kept outside the database.'),
  none: () => 'None is kept outside the database yet, or it was lost. Only a head of your own tells whether the whole log was written anew.',
  unreachable: () => 'Could not be asked at this moment. Try again later; until then only a head of your own tells whether the whole log was written anew.',
};

const Valid = ({ found }) => html`<${Notice} tone="good" icon="shield"><b>The log is as it was written.</b> ${found.entries === 1 ? 'Its one entry is right.' : `All ${plural(found.entries, 'entry', 'entries')} are right.`}<//>
  <${Facts} pairs=${[
    found.head && ['Head', html`<span class="row"><code class="hash">${headOf(found.head)}</code><${CopyButton} text=${headOf(found.head)} what="the head" /></span><span class="muted small">Keep it elsewhere: it proves later that the entries up to here are the same.</span>`],
    ['Witness', WITNESS[found.witness]?.(found) ?? found.witness],
  ]} />`;

const Wrong = ({ found }) => html`<${Notice} tone="bad"><p><b>Entry ${found.first_invalid_seq} is not as it was written.</b> ${found.reason}</p>
    <p class="plain">${found.entries > 0 ? `The entries before it, ${found.entries} in all, are right.` : 'No entry before it is right.'}</p><//>
  <div><h3>What to do</h3><ol class="numbered">
    <li>Export the log now, and keep the file: it shows the state as it was found.</li>
    <li>Compare it to your last export or head from entry ${found.first_invalid_seq} on. The service itself can only append, so somebody with the owner's access to the database, or a backup that was put back, has changed it.</li>
    <li>Find out who had that access, and change its credentials.</li></ol></div>`;

const OFFLINE = 'java -jar colleckt-auth.jar audit verify audit.ndjson';

/** `found` is what `/v1/audit/verify` has answered last, or undefined. */
function Offline({ found }) {
  const command = found?.valid && found.head ? `${OFFLINE} --head ${headOf(found.head)}` : OFFLINE;
  return html`<details class="offline"><summary>Verify an export yourself, without this service</summary>
    <div class="stack tight"><p class="muted small">Needs the export, the jar and Java 17; no database, no network. With <code>--head</code> it also tells whether the file reaches back to a head that you have kept.</p>
    <${Code} text=${command} label="Command that verifies an export" /></div></details>`;
}

export function Chain() {
  const [found, setFound] = useState(undefined);
  const verify = async () => {
    setFound(undefined);
    setFound(await get('/audit/verify'));
  };
  const { run, busy, error } = useAction(verify);
  const actions = html`<div class="row"><${Button} icon="shield" busy=${busy} onClick=${run}>Verify the chain<//>
    <a class="button" href="/v1/audit/export" download="audit.ndjson"><${Icon} name="download" />Export<span class="sr-only"> the whole audit log</span></a></div>`;
  return html`<${Card} title="Tamper evidence" actions=${actions}><div class="stack">
    ${!found && html`<p class="muted">Each entry holds the hash of the one before it, so that one that was changed, moved or removed is found, even if the owner of the database did it. A head kept elsewhere shows that the whole was not written anew.</p>`}
    <${ErrorNotice} error=${error} />
    <div class="stack" role="status">${found && (found.valid ? html`<${Valid} found=${found} />` : html`<${Wrong} found=${found} />`)}</div>
    <${Offline} found=${found} />
  </div><//>`;
}
