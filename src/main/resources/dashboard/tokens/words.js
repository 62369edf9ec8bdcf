/** What is said about tokens in more than one place. */
import { plural } from '../format.js';

/** An expired token lets nobody in any more: it is deleted rather than revoked. */
export const endingOf = (token) =>
  token.status === 'expired'
    ? { verb: 'Delete', done: 'deleted' }
    : { verb: 'Revoke', done: 'revoked' };

/** The same for several. */
export const endingOfAll = (tokens) => endingOf(tokens.find(({ status }) => status !== 'expired') ?? tokens[0]);

const WINDOWS = { 1: 'a second', 60: 'a minute', 3600: 'an hour', 86400: 'a day' };

/** `{limit, window_seconds}` or null, in words. */
export const rateInWords = (rate) =>
  rate === null ? 'None' : `${plural(rate.limit, 'call')} ${WINDOWS[rate.window_seconds] ?? `in ${rate.window_seconds} seconds`}`;

/** The later of two instants; either may be null. */
export const later = (one, other) => ((one ?? '') > (other ?? '') ? one : other);

/** The last sign of a token; `impact` may be absent. Each may know of a call that the other does not know yet. */
export const lastSeen = (token, impact) => later(impact?.last_seen_at ?? null, token.last_used_at);

const RECENTLY_MILLIS = 3_600_000;

/** Used within the last hour: whoever revokes it has to type something first. */
export const isInUse = (token, impact, now = Date.now()) => now - new Date(lastSeen(token, impact) ?? 0).getTime() < RECENTLY_MILLIS;

/** Whether a name was typed as it is shown: blanks count once. */
export const sameName = (one, other) => plain(one) === plain(other);

const plain = (name) => name.normalize('NFC').replace(/\s+/g, ' ').trim();

/** "180 days from creation" (product page), or as many as the workspace allows. */
export const standardDays = ({ longest_expiry_days: longest }) => Math.min(180, longest);
