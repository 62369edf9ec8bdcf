/** The settings of one webhook: to change, or for members to read. */
import { useState } from 'preact/hooks';
import { patch } from '../api.js';
import { html } from '../html.js';
import { useAction } from '../load.js';
import { Button } from '../ui/button.js';
import { Card, Facts } from '../ui/card.js';
import { general } from '../ui/field.js';
import { ErrorNotice } from '../ui/notice.js';
import { toast, useUnsaved } from '../ui/questions.js';
import { On } from '../ui/time.js';
import { EventList } from './events.js';
import { FIELDS, WebhookFields } from './form.js';

const chosen = ({ url, events, description }) => ({ url, events, description });
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** What is another than the service knows, and only that. */
export const changesOf = (before, after) =>
  Object.fromEntries(Object.entries(after).filter(([field, value]) => !same(value, before[field])));

/** `onChanged(webhook)` gets what the service has stored. */
export function WebhookForm({ webhook, onChanged }) {
  const [touched, setTouched] = useState({});
  const before = chosen(webhook);
  const changes = changesOf(before, touched);
  const unsaved = Object.keys(changes).length > 0;
  const { run, busy, error, clear } = useAction(() => patch(`/webhooks/${webhook.id}`, changes));
  useUnsaved(unsaved);
  const submit = async (event) => {
    event.preventDefault();
    const answer = await run();
    if (!answer) return;
    setTouched({});
    onChanged(answer.webhook);
    toast('The webhook has been changed.');
  };
  const undo = () => { setTouched({}); clear(); };
  return html`<form onSubmit=${submit} novalidate><${Card} title="Settings" footer=${html`
      ${unsaved && html`<${Button} onClick=${undo}>Undo<//>`}<${Button} kind="primary" type="submit" busy=${busy} disabled=${!unsaved}>Save<//>`}>
    <div class="stack"><${ErrorNotice} error=${general(error, ...FIELDS)} /><${WebhookFields} value=${{ ...before, ...touched }} onInput=${(value) => setTouched(changesOf(before, value))} error=${error} /></div>
  <//></form>`;
}

export const WebhookFacts = ({ webhook: { url, description, events } }) => html`<${Card} title="Settings"><${Facts} pairs=${[
  ['Host', url],
  ['Description', description || html`<span class="muted">None</span>`],
  ['Events', html`<${EventList} events=${events} />`],
]} /><//>`;

export const Made = ({ webhook: { created_at, created_by } }) => html`Created <${On} at=${created_at} />${created_by && ` by ${created_by.email}`}`;
