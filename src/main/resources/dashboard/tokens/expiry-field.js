/** When a new token ends: so many days from now, on a day, or never, as far as the workspace allows. */
import { DAY, date } from '../format.js';
import { html } from '../html.js';
import { Choices, TextField } from '../ui/field.js';
import { standardDays } from './words.js';

const USUAL_DAYS = [7, 30, 90, 180, 365];

/** What is chosen unless something else is. */
export const standardExpiry = (workspace) => ({ kind: String(standardDays(workspace)), on: '' });

/** Those that the workspace allows; its longest one, when that is shorter than the usual ones. */
const allowedDays = (longest) => [...new Set([...USUAL_DAYS.filter((days) => days <= longest), Math.min(longest, 365)])];

/** `2027-05-23` in the reader's zone. */
function isoDay(millis) {
  const day = new Date(millis);
  return new Date(millis - day.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** The last second of that day in the reader's zone; null = no day. */
function endOf(on) {
  const end = new Date(`${on}T23:59:59`);
  return Number.isNaN(end.getTime()) ? null : end;
}

/** What the API is asked for: `expires_in_days` or `expires_at`. The last day that is allowed may end before its evening. */
export function expiryWish({ kind, on }, { longest_expiry_days: longest }) {
  if (kind === 'never') return { expires_in_days: null };
  if (kind !== 'on') return { expires_in_days: Number(kind) };
  return endsEarly(on, longest) ? { expires_in_days: longest } : { expires_at: `${endOf(on).toISOString().slice(0, 19)}Z` };
}

/** The last day that is allowed, if it is not allowed to its end. */
function endsEarly(on, longest) {
  const latest = Date.now() + longest * DAY;
  return endOf(on) > latest && on === isoDay(latest);
}

/** What can be seen to be wrong before the API is asked. */
export const wrongExpiry = ({ kind, on }) => (kind === 'on' && endOf(on) === null ? 'Choose the day on which it expires.' : undefined);

function outcome({ kind, on }, longest) {
  if (kind === 'never') return 'It never expires: it is good until somebody revokes it. Rather choose a day, and rotate it.';
  if (kind === 'on' && endsEarly(on, longest)) return `It expires ${longest} days from now, during ${date(endOf(on))}.`;
  if (kind === 'on') return endOf(on) ? `It expires at the end of ${date(endOf(on))}.` : 'It expires at the end of the day that you choose.';
  return `It expires on ${date(Date.now() + Number(kind) * DAY)}.`;
}

/** `value`: `{kind, on}`; `kind` is a number of days, `on` (with a day) or `never`. */
export function ExpiryField({ value, onInput, workspace, wrong }) {
  const { longest_expiry_days: longest, unlimited_expiry_allowed: unlimited } = workspace;
  const options = [
    ...allowedDays(longest).map((days) => [String(days), days === 1 ? '1 day' : `${days} days`]),
    ['on', 'Custom date'],
    ...(unlimited ? [['never', 'Never']] : []),
  ];
  const limit = longest < 366 && !unlimited ? ` Your workspace allows at most ${longest} days.` : '';
  const chosen = value.kind === 'on';
  return html`<${Choices} label="Expires after" options=${options} value=${value.kind} onInput=${(kind) => onInput({ ...value, kind })}
      wrong=${chosen ? undefined : wrong} hint=${html`<span role="status">${outcome(value, longest)}${limit}</span>`} />
    ${chosen && html`<${TextField} label="Last day" type="date" style=${{ maxWidth: '220px' }} min=${isoDay(Date.now())} max=${isoDay(Date.now() + longest * DAY)}
      value=${value.on} onInput=${(on) => onInput({ ...value, on })} wrong=${wrong} />`}`;
}
