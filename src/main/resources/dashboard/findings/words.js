/** What findings say, in words. */
import { date, exactTime, moment, number, plural, utcDate } from '../format.js';
import { html } from '../html.js';

/** Each kind: its name, and what is watched for. */
export const KINDS = {
  new_network: ['New network', 'a first call from a network (IPv4 /24, IPv6 /48) that the token never came from'],
  new_user_agent: ['New client', 'a first call by another kind of client'],
  new_route: ['New route', 'a first call of a route, after a week of use'],
  browser: ['Used in a browser', 'a call by a page in a browser: the token may be exposed in client-side code'],
  high_rate: ['Unusually many calls', 'ten times as many calls in 24 hours as on a usual day, and at least 1,000'],
  long_silence: ['Back after silence', 'a call after 30 days or more without one'],
  dead_token: ['Used after its end', 'a call with an expired token, or with a revoked one from a network that it was used from'],
  leaked: ['Found in the open', 'GitHub, or somebody who holds the token, tells where it was found'],
};

export const kindName = (kind) => KINDS[kind]?.[0] ?? kind;

const INSTANT = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;

/** A sentence of the service, its instants in the reader's zone. */
export const inZone = (text) => text.split(INSTANT).map((part, i) => (i % 2 === 0 ? part : html`<time datetime=${part} title=${exactTime(part)}>${moment(part)}</time>`));

const others = ({ known_before: known }, what) => plural(known, `other ${what}`);

/** What happened, compared to what; `null` for a kind that is not known here. */
const SENTENCES = {
  new_network: (detail) => `First accepted call from the network ${detail.network}. Until then the token had come from ${others(detail, 'network')}.`,
  new_user_agent: (detail) => `First accepted call by ${detail.client === 'none' || !detail.client ? 'a client that does not say what it is' : `the client ${detail.client}`}. Until then the token had been used by ${others(detail, 'client')}.`,
  new_route: (detail) => `First call of ${detail.route}. Until then the token had used ${others(detail, 'route')}${detail.first_used_at ? ` since ${date(detail.first_used_at)}` : ''}.`,
  browser: () => 'A page in a browser made a call with this token, so it may be exposed in client-side code, where everybody can read it.',
  high_rate: (detail) => `${number(detail.calls_last_24h)} accepted calls in 24 hours. On the ${plural(detail.days_before, 'day')} of use before it was ${number(detail.usual_a_day)} a day.`,
  long_silence: (detail) => `Used again after ${plural(detail.days_of_silence, 'day')} without an accepted call, the last on ${utcDate(detail.last_accepted_on)} (UTC).`,
  dead_token: (detail) => (detail.outcome === 'revoked'
    ? 'A call with the number of this revoked token came from a network that it was used from before, so something may still use it. It was refused.'
    : 'A call with this expired token was refused, so something still uses it.'),
  leaked: (detail) => `Reported by ${detail.reporter === 'github' ? 'GitHub' : 'somebody who holds it'} as found ${detail.url ? `at ${detail.url}` : 'somewhere'}. ${detail.expires_at ? `It ends on ${exactTime(detail.expires_at)}: rotate it until then.` : 'It was revoked.'}`,
};

const room = ({ last_of: last, further }) =>
  `${last ? ` It is the ${last}th; further ones will not be told.` : ''}${further ? ` Further findings of this kind, not listed: ${number(further)}.` : ''}`;

/** The sentence for a person; the service's own where the kind is not known here. */
export const sentence = ({ kind, detail, message }) => (SENTENCES[kind] ? SENTENCES[kind](detail) + room(detail) : inZone(message));
