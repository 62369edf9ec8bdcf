/** New API Token (product page): a descriptive name is enough, all else has good defaults. Then the token, once. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { post } from '../api.js';
import { html } from '../html.js';
import { useAction, useTitle } from '../load.js';
import { Link, navigate } from '../router.js';
import { useSession } from '../session.js';
import { AbilitiesField, abilitiesState, chosenAbilities, wrongAbilities } from '../tokens/abilities-field.js';
import { ExpiryField, expiryWish, standardExpiry, wrongExpiry } from '../tokens/expiry-field.js';
import { AddressesField, allowedIps, RateLimitField, rateLimit, wrongRateLimit } from '../tokens/limits-fields.js';
import { Secret } from '../tokens/secret.js';
import { Button } from '../ui/button.js';
import { Card, PageHead } from '../ui/card.js';
import { Choices, focusFirstWrong, TextField } from '../ui/field.js';
import { Icon } from '../ui/icon.js';
import { ErrorNotice, Notice } from '../ui/notice.js';
import { useQuestion } from '../ui/questions.js';

const FIELDS = ['name', 'environment', 'abilities', 'expires_in_days', 'expires_at', 'allowed_ips', 'rate_limit'];
const ENVIRONMENTS = [['production', 'Production'], ['sandbox', 'Sandbox']];

const blank = (workspace) => ({
  name: '',
  environment: 'production',
  expiry: standardExpiry(workspace),
  abilities: abilitiesState(),
  addresses: '',
  rate: { limit: '', window: '60' },
});

const wish = (form, workspace) => ({
  name: form.name,
  environment: form.environment,
  abilities: chosenAbilities(form.abilities),
  allowed_ips: allowedIps(form.addresses),
  rate_limit: rateLimit(form.rate),
  ...expiryWish(form.expiry, workspace),
});

const hex = (byte) => byte.toString(16).padStart(2, '0');

/** `randomUUID` is there under TLS and on this machine only. */
const newKey = () => crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map(hex).join('');

/** Sends the wish; a repeat of it, after an answer that was lost, makes no second token. */
function useCreation(workspace) {
  const key = useRef(newKey());
  const action = useAction((form) => post('/tokens', wish(form, workspace), { headers: { 'Idempotency-Key': key.current } }));
  const another = () => {
    key.current = newKey();
    action.clear();
  };
  return { ...action, another };
}

const MadeBefore = ({ id, another }) => html`<div role="alert"><${Notice} tone="warn"><div class="stack tight">
  <p><strong>The token exists already.</strong> An earlier attempt made it, but the answer, and with it the only sight of the token, was lost on the way. No second one was made.</p>
  <p>Revoke <${Link} to=${`/settings/tokens/${id}`}>token ${id}<//>, which nobody has seen, and create another one; or rotate it, which shows a new one with the same settings.</p>
  <div class="row"><${Button} kind="little" onClick=${another}>Create another one<//></div>
</div><//></div>`;

function Problem({ error, another }) {
  if (error?.status === 409 && error.body?.token_id) return html`<${MadeBefore} id=${error.body.token_id} another=${another} />`;
  if (error?.errors && FIELDS.some((field) => error.errors[field])) return null;
  const advice = error?.status === 0 ? { advice: `${error.advice} A repeat makes no second token.` } : error;
  return html`<${ErrorNotice} error=${advice} />`;
}

const Crumbs = () => html`<span>Settings</span><span aria-hidden="true">/</span><${Link} to="/settings/tokens">API Tokens<//>`;

const MAKING = { title: 'Leave while the token is being made?', text: 'It is shown here, this once only. If you leave now, nobody sees it, and you would have to revoke it.', yes: 'Leave', no: 'Stay' };

function Form({ onIssued }) {
  const { workspace } = useSession();
  const [form, setForm] = useState(() => blank(workspace));
  const [local, setLocal] = useState({});
  const { run, busy, error, another } = useCreation(workspace);
  const element = useRef(null);
  const set = (field) => (value) => setForm((before) => ({ ...before, [field]: value }));
  const wrong = (field, ...others) => local[field] ?? [field, ...others].map((one) => error?.of?.(one)).find(Boolean);
  useQuestion(busy, MAKING);
  useLayoutEffect(() => { element.current.querySelector('input').focus(); }, []);
  useLayoutEffect(() => { focusFirstWrong(element.current); }, [error, local]);
  const submit = async (event) => {
    event.preventDefault();
    const seen = { expires_in_days: wrongExpiry(form.expiry), abilities: wrongAbilities(form.abilities), rate_limit: wrongRateLimit(form.rate) };
    setLocal(seen);
    if (Object.values(seen).some(Boolean)) return;
    const issued = await run(form);
    if (issued) onIssued(issued);
  };
  return html`<form class="narrow" onSubmit=${submit} novalidate ref=${element}>
    <${Card} footer=${html`<${Button} to="/settings/tokens">Cancel<//><${Button} kind="primary" type="submit" busy=${busy}>Create token<//>`}>
      <div class="stack loose">
        <${TextField} label="Name" placeholder="Production Integration" hint="What will use it, so that everybody knows what stops when it is revoked." value=${form.name} onInput=${set('name')} wrong=${wrong('name')} maxlength="1000" autocomplete="off" required />
        <${Choices} label="Environment" options=${ENVIRONMENTS} value=${form.environment} onInput=${set('environment')} wrong=${wrong('environment')} hint="Use different tokens for production and sandbox." />
        <${ExpiryField} value=${form.expiry} onInput=${set('expiry')} workspace=${workspace} wrong=${wrong('expires_in_days', 'expires_at')} />
        <${AbilitiesField} value=${form.abilities} onInput=${set('abilities')} wrong=${wrong('abilities')} />
        <details class="fold">
          <summary><${Icon} name="right" />Allowed addresses and rate limit</summary>
          <div class="stack loose">
            <${AddressesField} value=${form.addresses} onInput=${set('addresses')} wrong=${wrong('allowed_ips')} />
            <${RateLimitField} value=${form.rate} onInput=${set('rate')} wrong=${wrong('rate_limit')} />
          </div>
        </details>
        <${Problem} error=${error} another=${another} />
      </div>
    <//>
  </form>`;
}

export default function NewToken() {
  const [issued, setIssued] = useState(null);
  useEffect(() => { scrollTo(0, 0); }, [issued]);
  useTitle(issued ? 'Token created' : 'New API Token');
  if (issued) {
    const { token, plain_text_token: plainText } = issued;
    return html`<div class="page narrow"><${PageHead} crumbs=${html`<${Crumbs} />`} title="Token created">It is accepted from now on.<//>
      <${Secret} token=${token} plainText=${plainText} onDone=${() => navigate(`/settings/tokens/${token.id}`)} /></div>`;
  }
  return html`<div class="page narrow"><${PageHead} crumbs=${html`<${Crumbs} />`} title="New API Token">It lets an application call your API. It is shown once, when it is created.<//>
    <${Form} onIssued=${setIssued} /></div>`;
}
