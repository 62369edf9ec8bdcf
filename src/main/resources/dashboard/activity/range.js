/** The time that is looked at: it stands in the address as `range`, or as `from` and `to`. */
import { DAY } from '../format.js';

const RANGES = { '24h': ['24 h', 1, 'hour'], '7d': ['7 d', 7, 'hour'], '30d': ['30 d', 30, 'day'] };
const LONGEST_BY_HOUR = 7 * DAY;

export const RANGE_OPTIONS = [...Object.entries(RANGES).map(([key, [text]]) => [key, text]), ['custom', 'Custom']];

const iso = (millis) => new Date(millis).toISOString();

/** What to change in the address so that this range is shown. */
export const chosenRange = (range, now = Date.now()) => ({
  range: range === '24h' ? null : range,
  from: range === 'custom' ? iso(now - DAY) : null,
  to: range === 'custom' ? iso(now) : null,
});

function custom(query, now) {
  const to = query.get('to') ?? '';
  const end = to ? Date.parse(to) : now;
  const from = query.get('from') ?? (Number.isNaN(end) ? '' : iso(end - DAY));
  const length = end - Date.parse(from);
  const problem = Number.isNaN(length) ? 'Give a beginning and an end.' : length <= 0 ? 'The end must be later than the beginning.' : null;
  return { range: 'custom', from, to, length, step: length > LONGEST_BY_HOUR ? 'day' : 'hour', problem };
}

/** `{range, from, to, length, step, problem}`: instants, `to` empty = until now, `length` in milliseconds; `problem` in words or null. */
export function periodOf(query, now) {
  const asked = query.get('range') ?? '24h';
  if (asked === 'custom' || query.has('from') || query.has('to')) return custom(query, now);
  const range = Object.hasOwn(RANGES, asked) ? asked : '24h';
  const [, days, step] = RANGES[range];
  return { range, from: iso(now - days * DAY), to: '', length: days * DAY, step, problem: null };
}
