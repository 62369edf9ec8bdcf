/** What a token may do, from where, and how often: changed in one go. */
import { useState } from 'preact/hooks';
import { html } from '../html.js';
import { AbilitiesField, abilitiesState, chosenAbilities, wrongAbilities } from './abilities-field.js';
import { ChangeDialog, useSave } from './change.js';
import { AddressesField, allowedIps, RateLimitField, rateLimit, wrongRateLimit } from './limits-fields.js';

const FIELDS = ['abilities', 'allowed_ips', 'rate_limit'];

/** `action` is from `useChange`. */
export function LimitsDialog({ token, action, onClose }) {
  const [abilities, setAbilities] = useState(abilitiesState(token.abilities));
  const [addresses, setAddresses] = useState(token.allowed_ips.join('\n'));
  const [rate, setRate] = useState({ limit: String(token.rate_limit?.limit ?? ''), window: String(token.rate_limit?.window_seconds ?? 60) });
  const [wrong, setWrong] = useState({});
  const send = useSave(action, onClose);
  const save = () => {
    const seen = { abilities: wrongAbilities(abilities), rate: wrongRateLimit(rate) };
    setWrong(seen);
    if (seen.abilities || seen.rate) return;
    const changes = { abilities: chosenAbilities(abilities), allowed_ips: allowedIps(addresses), rate_limit: rateLimit(rate) };
    send(changes, 'The limits are changed, and in force.');
  };
  return html`<${ChangeDialog} title=${`Limits of ${token.name}`} action=${action} fields=${FIELDS} onClose=${onClose} onSubmit=${save}>
    <${AbilitiesField} value=${abilities} onInput=${setAbilities} wrong=${wrong.abilities ?? action.error?.of?.('abilities')} />
    <${AddressesField} value=${addresses} onInput=${setAddresses} wrong=${action.error?.of?.('allowed_ips')} />
    <${RateLimitField} value=${rate} onInput=${setRate} wrong=${wrong.rate ?? action.error?.of?.('rate_limit')} />
  <//>`;
}
