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
