/** What a token is: its settings, where it comes from, when it ends, where it was used last. */
import { html } from '../html.js';
import { Link } from '../router.js';
import { Abilities } from '../ui/badge.js';
import { Card, Facts } from '../ui/card.js';
import { Ago, Expiry, On } from '../ui/time.js';
import { rateInWords } from './words.js';

const Chips = ({ of }) => html`<span class="chips">${of.map((one) => html`<span class="chip" key=${one} title=${one}>${one}</span>`)}</span>`;

function LastUsed({ token }) {
  if (!token.last_used_at) return html`<span class="muted">Never</span>`;
  return html`<${Ago} at=${token.last_used_at} />
    ${token.last_used_address && html`<span class="under small muted">from <span class="mono">${token.last_used_address}</span></span>`}
    ${token.last_used_user_agent && html`<span class="under small muted">with ${token.last_used_user_agent}</span>`}`;
}

export function Details({ token }) {
  return html`<${Card} title="Details"><${Facts} pairs=${[
    ['ID', html`<span class="mono">${token.id}</span>`],
    ['Abilities', html`<${Abilities} abilities=${token.abilities} most=${50} />`],
    ['Addresses', token.allowed_ips.length === 0 ? 'From anywhere' : html`<${Chips} of=${token.allowed_ips} />`],
    ['Rate limit', rateInWords(token.rate_limit)],
    ['Created by', token.created_by?.email ?? html`<span class="muted">Someone who has left</span>`],
    ['Created', html`<${On} at=${token.created_at} />`],
    ['Expires', html`<${Expiry} at=${token.expires_at} />`],
    ['Last used', html`<${LastUsed} token=${token} />`],
    token.rotated_from !== null && ['Replaces', html`<${Link} to=${`/settings/tokens/${token.rotated_from}`}>token ${token.rotated_from}<//>`],
    token.rotated_to !== null && ['Replaced by', html`<${Link} to=${`/settings/tokens/${token.rotated_to}`}>token ${token.rotated_to}<//>`],
  ]} /><//>`;
}
