/** The rows of the audit log, each of which opens to all that it holds. */
import { useState } from 'preact/hooks';
import { html } from '../html.js';
import { Link } from '../router.js';
import { Button } from '../ui/button.js';
import { Facts } from '../ui/card.js';
import { CopyButton } from '../ui/copy.js';
import { Table } from '../ui/table.js';
import { Moment } from '../ui/time.js';
import { actionName, differences, fieldName, subjectOf, valueOf } from './words.js';

const SHOWN = 3;

function Subject({ row: { subject, token_name: told, token_revoked: revoked } }) {
  const { name, to } = subjectOf(subject);
  if (to && told) return html`<${Link} to=${to} class="clamp" title=${told}>${told}<//> <span class="muted nowrap">${`#${subject.split(':')[1]}`}${revoked && ' (revoked)'}</span>`;
  return to ? html`<${Link} to=${to}>${name}<//>` : html`<span class="mono small clamp">${name ?? ''}</span>`;
}

/** The few fields that say the most: what changed, or what the new thing is called. */
function Brief({ before, after }) {
  const all = differences(before, after);
  if (all.length === 0) return null;
  const made = before === null || after === null;
  const named = made ? all.filter(({ name }) => ['name', 'email', 'role', 'url', 'reason'].includes(name)) : all;
  const shown = (named.length > 0 ? named : all).slice(0, SHOWN);
  return html`<span class="changes small">${shown.map(({ name, before: old, after: now, was, is }) => html`<span key=${name} class="clamp"><span class="muted">${fieldName(name)}:</span> ${was && html`<del>${valueOf(name, old)}</del> `}${was && is && html`<span aria-label="to">→ </span>`}${is && html`<ins>${valueOf(name, now)}</ins>`}</span>`)}
    ${!made && all.length > shown.length && html`<span class="muted">and ${all.length - shown.length} more</span>`}</span>`;
}

function Diff({ row }) {
  const rows = differences(row.before, row.after);
  if (rows.length === 0) return html`<p class="muted small">No fields were changed.</p>`;
  return html`<table class="diff"><caption class="sr-only">What entry ${row.seq} changed</caption><thead><tr><th scope="col" class="name">Field</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
    <tbody>${rows.map(({ name, before, after, was, is }) => html`<tr key=${name}><th scope="row">${fieldName(name)}</th><td>${was ? valueOf(name, before) : ''}</td><td>${is ? valueOf(name, after) : ''}</td></tr>`)}</tbody></table>`;
}

const Entry = ({ row }) => html`<div class="entry" id=${`entry-${row.seq}`}>
  <${Diff} row=${row} />
  <${Facts} pairs=${[
    ['Number', row.seq],
    ['Action', html`<code>${row.action}</code>`],
    row.subject && ['Subject', html`<code>${row.subject}</code>`],
    ['Address', html`<span class="mono small">${row.address ?? 'None: by the service itself'}</span>`],
    row.user_agent && ['Client', html`<span class="small">${row.user_agent}</span>`],
    ['Hash', html`<span class="row"><code class="hash">${row.hash}</code><${CopyButton} text=${row.hash} what=${`the hash of entry ${row.seq}`} /></span>`],
  ]} /></div>`;

export function Entries({ rows, busy }) {
  const [open, setOpen] = useState(new Set());
  const turn = (seq) => setOpen((before) => { const now = new Set(before); if (!now.delete(seq)) now.add(seq); return now; });
  const columns = [
    { title: 'Time', cell: ({ at }) => (at ? html`<${Moment} at=${at} />` : 'Not a time') },
    { title: 'Who', cell: ({ member }) => html`<span class="truncate" title=${member?.email}>${member?.email ?? (member?.id ? `Member ${member.id}` : 'Nobody signed in')}</span>` },
    { title: 'Did what', cell: (row) => html`<span class="stack tight"><span>${actionName(row.action)}</span><span class="small"><${Subject} row=${row} /></span></span>` },
    { title: 'Change', cell: (row) => html`<${Brief} ...${row} />` },
    {
      title: html`<span class="sr-only">Details</span>`, label: '', right: true,
      cell: ({ seq }) => html`<${Button} kind="quiet little square" icon=${open.has(seq) ? 'down' : 'right'} aria-expanded=${open.has(seq) ? 'true' : 'false'} aria-controls=${open.has(seq) ? `entry-${seq}` : undefined} aria-label=${`Details of entry ${seq}`} onClick=${() => turn(seq)} />`,
    },
  ];
  return html`<div class="audit"><${Table} caption="Audit log, the newest first" columns=${columns} rows=${rows} keyOf=${({ seq }) => seq} busy=${busy} below=${(row) => open.has(row.seq) && html`<${Entry} row=${row} />`} /></div>`;
}
