/** Making a webhook. */
import { useState } from 'preact/hooks';
import { post } from '../api.js';
import { html } from '../html.js';
import { useAction } from '../load.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { general } from '../ui/field.js';
import { ErrorNotice } from '../ui/notice.js';
import { FIELDS, WebhookFields } from './form.js';

/** `onCreated({webhook, secret})` gets the only answer that holds the secret. */
export function CreateDialog({ onCreated, onClose }) {
  const [value, setValue] = useState({ url: '', events: [], description: '' });
  const { run, busy, error } = useAction(() => post('/webhooks', { ...value, url: value.url.trim() }));
  const submit = async () => {
    const created = await run();
    if (created) onCreated(created);
  };
  return html`<${Dialog} title="Add a webhook" onClose=${onClose} onSubmit=${submit} footer=${html`
      <${Button} onClick=${onClose}>Cancel<//><${Button} kind="primary" type="submit" busy=${busy}>Add webhook<//>`}>
    <div class="stack"><${ErrorNotice} error=${general(error, ...FIELDS)} /><${WebhookFields} value=${value} onInput=${setValue} error=${error} /></div>
  <//>`;
}
