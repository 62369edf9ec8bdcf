/** What the dialog for revoking several tokens shows, before and after. */
import { number, plural } from '../format.js';
import { html } from '../html.js';
import { Badge, EnvironmentBadge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Figure, Figures } from '../ui/card.js';
import { TextField } from '../ui/field.js';
import { Notice } from '../ui/notice.js';
import { Ago } from '../ui/time.js';
import { busiestFirst, sumOf } from './bulk-impact.js';
import { lastSeen } from './words.js';

/** Names with something at the right of each. */
const Names = ({ label, tokens, right }) => html`<ul class="names" tabindex="0" aria-label=${label}>${tokens.map((token) => html`<li key=${token.id}>
  <span class="what"><span class="truncate" title=${token.name}>${token.name}</span><span class="row"><${EnvironmentBadge} environment=${token.environment} /></span></span>
  <span class="result">${right(token)}</span></li>`)}</ul>`;

function Use({ token, impacts }) {
  const impact = impacts.impacts.get(token.id);
  const seen = lastSeen(token, impact);
  if (impact) return html`<span>${plural(impact.calls_last_24h, 'call')}<span class="under small muted">${seen ? html`last <${Ago} at=${seen} />` : 'never used'}</span></span>`;
  if (impacts.missing.has(token.id)) return html`<span class="warn">Cannot be told now</span>`;
  return html`<span class="muted">${impacts.done ? 'Gone already' : '…'}</span>`;
}

function Worst({ tokens, sum }) {
  const { inUse, unknown } = sum;
  if (inUse.length > 0) {
    const who = tokens.length === 1 ? 'It was' : inUse.length === tokens.length ? 'All of them were' : inUse.length === 1 ? 'One of them was' : `${inUse.length} of them were`;
    return html`<${Notice} tone="bad"><b>${who} used within the last hour.</b> Whatever uses ${inUse.length === 1 ? 'it' : 'them'} will be answered 401 from the moment of the revocation, and this cannot be undone.<//>`;
  }
  if (unknown.length > 0) return null;
  return html`<${Notice} tone="good"><b>None of them was used within the last hour.</b> A revocation cannot be undone.<//>`;
}

export function Before({ tokens, impacts, wanted, typed, wrong, onTyped }) {
  if (!impacts.done) {
    return html`<p role="status">Looking at who would notice: ${number(impacts.looked)} of ${number(tokens.length)}</p>
      <progress class="progress" aria-label="Tokens looked at" max=${tokens.length} value=${impacts.looked}></progress>`;
  }
  const sum = sumOf(tokens, impacts);
  return html`
    <${Worst} tokens=${tokens} sum=${sum} />
    ${sum.unknown.length > 0 && html`<div role="alert"><${Notice} tone="warn"><div class="row between"><span>For ${plural(sum.unknown.length, 'token')} it cannot be told at this moment who uses ${sum.unknown.length === 1 ? 'it' : 'them'}.</span><${Button} kind="little" onClick=${impacts.again}>Look again<//></div><//></div>`}
    <${Figures}>
      <${Figure} name="Calls in 24 hours" value=${number(sum.calls)} />
      <${Figure} name="From addresses" value=${`${number(sum.addresses)}${sum.more ? ' or more' : ''}`} />
      <${Figure} name="Last call" value=${html`<${Ago} at=${sum.lastSeen} none="Never" />`} />
    <//>
    <${Names} label="Tokens to be revoked, the most used first" tokens=${busiestFirst(tokens, impacts)} right=${(token) => html`<${Use} token=${token} impacts=${impacts} />`} />
    ${wanted !== null && html`<${TextField} label=${tokens.length === 1 ? 'Type the name of the token to confirm' : `Type ${wanted}, the number of tokens, to confirm`}
      hint=${tokens.length === 1 ? html`<span class="mono">${wanted}</span>` : undefined} value=${typed} onInput=${onTyped} wrong=${wrong} autocomplete="off" inputmode=${tokens.length === 1 ? undefined : 'numeric'} />`}`;
}

const counted = (run, ...states) => [...run.results.values()].filter(({ state }) => states.includes(state)).length;

/** How far it has come, in words that are read out. */
export function Progress({ tokens, run }) {
  const revoked = counted(run, 'revoked', 'gone');
  const pending = counted(run, 'pending');
  const failed = counted(run, 'failed');
  const untouched = tokens.length - run.results.size;
  const parts = [
    `${number(revoked)} of ${plural(tokens.length, 'token')} revoked`,
    pending > 0 && `${number(pending)} pending`,
    failed > 0 && `${number(failed)} failed`,
    !run.running && untouched > 0 && `${number(untouched)} left as they were`,
  ].filter(Boolean);
  return html`<div class="stack tight"><p role="status"><b>${parts.join(', ')}.</b></p>
    <progress class="progress" aria-label="Tokens done" max=${tokens.length} value=${run.results.size}></progress>
    ${pending > 0 && html`<${Notice} tone="warn" icon="clock">Pending ones are stored as revoked, but it cannot be promised yet that every check refuses them. The service goes on by itself; this list follows.<//>`}</div>`;
}

const lastAccepted = ({ last_accepted_at: at, complete }) =>
  html`<span class="under small muted">${at ? html`last accepted <${Ago} at=${at} />` : 'never accepted'}${complete ? '' : ' (still counting)'}</span>`;

function Result({ token, run }) {
  const result = run.results.get(token.id);
  if (!result) return html`<span class="muted">${run.current === token.id ? 'Revoking…' : run.running ? 'Waiting' : 'Left as it was'}</span>`;
  const { state, receipt, error } = result;
  if (state === 'revoked') return html`<span><${Badge} tone="good" dot>Revoked<//>${receipt && lastAccepted(receipt)}</span>`;
  if (state === 'gone') return html`<span><${Badge} tone="good" dot>Gone already<//></span>`;
  if (state === 'pending') return html`<span><${Badge} tone="warn" dot>Pending<//></span>`;
  return html`<span><${Badge} tone="bad" dot>Failed<//><span class="under small">${error.advice}</span></span>`;
}

export const Results = ({ tokens, run }) =>
  html`<${Names} label="What has become of each token" tokens=${tokens} right=${(token) => html`<${Result} token=${token} run=${run} />`} />`;
