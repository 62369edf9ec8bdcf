/** What a token may do: everything, which is usual, or only what is named. */
import { html } from '../html.js';
import { Choices } from '../ui/field.js';
import { TagsField } from '../ui/tags.js';

const FULL = ['*'];

/** Visible ASCII characters; blanks and commas stand between abilities. */
const ABILITY = /^[!-+\--~]+$/;
const LONGEST = 64;

function wrongWith(ability) {
  if (!ABILITY.test(ability)) return `“${ability}” has characters that an ability cannot have: letters without accents, digits and signs are fine.`;
  return ability.length > LONGEST ? `An ability has at most ${LONGEST} characters; this one has ${ability.length}.` : undefined;
}

const isFull = (abilities) => abilities.length === 1 && abilities[0] === '*';

/** `{full, named}` for these abilities. */
export const abilitiesState = (abilities = FULL) => ({ full: isFull(abilities), named: isFull(abilities) ? [] : abilities });

/** The abilities that were chosen. */
export const chosenAbilities = ({ full, named }) => (full ? FULL : named);

/** What can be seen to be wrong before the API is asked. */
export function wrongAbilities({ full, named }) {
  if (full || (named.length > 0 && named.length <= 50)) return undefined;
  return named.length === 0 ? 'Name at least one ability, or choose full access.' : `A token has at most 50 abilities; these are ${named.length}.`;
}

const NAMED_HINT = html`Such as <code>orders:read</code>; a blank or a comma ends each. Your API asks for one with <code>/v1/verify?ability=orders:read</code>. Abilities that begin with <code>tokens:</code>, such as <code>tokens:introspect</code>, must be named here, also beside <code>*</code>, which covers all others.`;

/** `value`: `{full, named}`. */
export function AbilitiesField({ value, onInput, wrong }) {
  return html`<${Choices} label="Abilities" options=${[['full', 'Full access'], ['named', 'Only what I name']]} value=${value.full ? 'full' : 'named'}
      onInput=${(kind) => onInput({ ...value, full: kind === 'full' })} wrong=${value.full ? wrong : undefined}
      hint=${value.full ? html`All API endpoints of the workspace. Only abilities that begin with <code>tokens:</code> must be named.` : undefined} />
    ${!value.full && html`<${TagsField} label="Named abilities" words=${value.named} onInput=${(named) => onInput({ ...value, named })} check=${wrongWith} wrong=${wrong} hint=${NAMED_HINT} />`}`;
}
