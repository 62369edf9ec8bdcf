/** The secret of a webhook, shown once, and how its receiver checks signatures with it. */
import { useState } from 'preact/hooks';
import { html } from '../html.js';
import { Button } from '../ui/button.js';
import { Code } from '../ui/copy.js';
import { Dialog } from '../ui/dialog.js';
import { Notice } from '../ui/notice.js';
import { useOneQuestion } from '../ui/questions.js';
import { Tabs } from '../ui/tabs.js';

const JAVASCRIPT = `import { createHmac, timingSafeEqual } from 'node:crypto';

const key = Buffer.from(process.env.WEBHOOK_SECRET.slice('whsec_'.length), 'base64');

// body: the text of the request, exactly as it came
export function isGenuine(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures } = headers;
  if (!(Math.abs(Date.now() / 1000 - at) < 300)) return false; // too old: sent again by somebody
  const expected = Buffer.from('v1,' + createHmac('sha256', key).update(\`\${id}.\${at}.\${body}\`).digest('base64'));
  return signatures.split(' ').map((one) => Buffer.from(one))
    .some((one) => one.length === expected.length && timingSafeEqual(one, expected));
}`;

const PYTHON = `import base64, hashlib, hmac, os, time

key = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))

# body: the bytes of the request, exactly as they came
def is_genuine(headers, body):
    sent_at = headers.get("webhook-timestamp", "")
    if not (sent_at.isascii() and sent_at.isdigit() and len(sent_at) < 12):
        return False
    if abs(time.time() - int(sent_at)) > 300:  # too old: sent again by somebody
        return False
    signed = f"{headers['webhook-id']}.{sent_at}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    return any(hmac.compare_digest(expected, one) for one in headers["webhook-signature"].split(" "))`;

const SNIPPETS = { javascript: ['JavaScript', JAVASCRIPT], python: ['Python', PYTHON] };

function Verification() {
  const [language, setLanguage] = useState('javascript');
  const [name, text] = SNIPPETS[language];
  return html`<div class="stack tight"><h3>Check what arrives</h3>
    <p class="muted small">Messages are signed as Standard Webhooks says, so its libraries work too. With nothing but what the language brings:</p>
    <${Tabs} label="Language" tabs=${Object.entries(SNIPPETS).map(([key, [title]]) => [key, title])} value=${language} onInput=${setLanguage}>
      <${Code} text=${text} label=${`Verification in ${name}`} />
    <//></div>`;
}

const QUESTION = {
  title: 'Close without copying the secret?',
  text: 'It is shown this once only. Without it you would have to make another secret.',
  yes: 'Close',
  no: 'Stay',
};

const Until = ({ at }) => html`<b><time datetime=${at}>${new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at))}</time></b>`;

/** `previousEndsAt` = until then the secret before signs as well; absent for a new webhook. */
export function SecretDialog({ secret, previousEndsAt, onClose }) {
  const { copied, mayGo } = useOneQuestion(QUESTION);
  const close = async () => { if (await mayGo()) onClose(); };
  const kept = () => { copied(); onClose(); };
  const byHand = () => { if (getSelection().toString().includes(secret)) copied(); };
  return html`<${Dialog} wide title="The secret of the webhook" onClose=${close}
      footer=${html`<${Button} kind="primary" onClick=${kept}>I have kept it<//>`}>
    <div class="stack" onCopy=${byHand}>
      <${Notice} tone="warn">This secret is shown only now. Keep it where the receiver finds it.<//>
      <${Code} text=${secret} label="Secret" onCopy=${copied} />
      ${previousEndsAt && html`<p>Until <${Until} at=${previousEndsAt} /> messages carry a signature by this secret and one by the secret before, so that the receiver can be changed meanwhile.</p>`}
      <${Verification} />
    </div>
  <//>`;
}
