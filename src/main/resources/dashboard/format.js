/** Numbers and times as people read them, in the reader's language and zone. */
const count = new Intl.NumberFormat();
const brief = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const log = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

export const DAY = 86_400_000;
const STEPS = [[60_000, 'second', 1000], [3_600_000, 'minute', 60_000], [DAY, 'hour', 3_600_000], [30 * DAY, 'day', DAY], [365 * DAY, 'month', 30 * DAY], [Infinity, 'year', 365 * DAY]];

export const number = (value) => count.format(value);
export const short = (value) => brief.format(value);
/** The word for so many, without their number. */
export const noun = (value, one, many = `${one}s`) => (value === 1 ? one : many);
export const plural = (value, one, many) => `${number(value)} ${noun(value, one, many)}`;

export const exactTime = (instant) => `${exact.format(new Date(instant))} · ${instant}`;
export const date = (instant) => day.format(new Date(instant));
/** The day (UTC) of an instant, or a day such as `2026-11-24`, as what is counted by days has it. */
export const utcDate = (at) => whole.format(new Date(at));
export const moment = (instant) => log.format(new Date(instant));

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const shortDay = { day: 'numeric', month: 'short' };
const localDay = new Intl.DateTimeFormat(undefined, shortDay);
const utcDay = new Intl.DateTimeFormat(undefined, { ...shortDay, timeZone: 'UTC' });

/**
 * The words at the marks of a time axis, which are instants in seconds: days (UTC), or times of the day with the date
 * below where one begins.
 */
export function axisWords(marks, days) {
  const dates = marks.map((mark) => (days ? utcDay : localDay).format(mark * 1000));
  if (days) return dates;
  return marks.map((mark, i) => (i > 0 && dates[i] === dates[i - 1] ? clock.format(mark * 1000) : `${clock.format(mark * 1000)}\n${dates[i]}`));
}

/** `3 minutes ago`, `in 2 days`. */
export function ago(instant, now = Date.now()) {
  const millis = new Date(instant).getTime() - now;
  if (Math.abs(millis) < 5000) return 'just now';
  const [, unit, length] = STEPS.find(([limit]) => Math.abs(millis) < limit);
  return relative.format(Math.trunc(millis / length), unit);
}

/** Whole days until then, begun ones included; 0 or less = over. */
export const daysLeft = (instant, now = Date.now()) => Math.ceil((new Date(instant).getTime() - now) / DAY);

/** The outcomes of a check in the order in which they are shown, with their names. */
export const OUTCOMES = {
  accepted: 'Accepted',
  rate_limited: 'Rate limited',
  ability: 'Missing ability',
  address: 'Foreign address',
  wrong_secret: 'Wrong secret',
  paused: 'Paused',
  expired: 'Expired',
  revoked: 'Revoked',
};

export const refusedOf = (calls) =>
  Object.keys(OUTCOMES).reduce((sum, outcome) => sum + (outcome === 'accepted' ? 0 : calls[outcome]), 0);
