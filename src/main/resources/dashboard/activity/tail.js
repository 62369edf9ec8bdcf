/** The live tail: an `EventSource` that also comes back when the service has refused it. */
import { address, get } from '../api.js';

/** A view that nobody has seen for so long lets its connection go: a browser has six for all its tabs. */
const HIDDEN_MILLIS = 3000;

/** The browser tries again by itself, except after an answer that is none: then we do, so long after. */
const PAUSES_SECONDS = [3, 6, 12, 25, 50, 60, 60];

/**
 * `on`: `{row(row), skipped(count), gap(from, until), state(state)}`. The state is `{name}`: `connecting`, `live`,
 * `waiting` with `seconds`, or `ended` for good; `why` says what is known of the reason.
 */
export class Tail {
  constructor(parameters, on) {
    this.url = address('/activity/stream', parameters);
    this.on = on;
    this.tries = 0;
    this.seen = () => this.look();
    document.addEventListener('visibilitychange', this.seen);
    this.open();
  }

  look() {
    clearTimeout(this.hiding);
    if (document.hidden) this.hiding = setTimeout(() => this.rest(), HIDDEN_MILLIS);
    else if (this.source?.readyState === EventSource.CLOSED && this.resting) this.again();
  }

  /** Until somebody looks again; what is missed meanwhile is said then. */
  rest() {
    if (this.source?.readyState === EventSource.CLOSED) return;
    this.resting = true;
    this.lost ??= new Date().toISOString();
    this.source.close();
  }

  open() {
    this.resting = false;
    clearTimeout(this.timer);
    this.source?.close();
    this.on.state({ name: 'connecting' });
    this.source = new EventSource(this.url);
    this.source.onopen = () => this.opened();
    this.source.onerror = () => this.failed();
    this.source.onmessage = ({ data }) => this.on.row(JSON.parse(data));
    this.source.addEventListener('skipped', ({ data }) => this.on.skipped(JSON.parse(data).count));
    this.source.addEventListener('gap', ({ data }) => this.gap(JSON.parse(data)));
  }

  gap({ from, until }) {
    this.on.gap(from, until);
  }

  /** A connection of ours that is a new one does not know what was told before. */
  opened() {
    if (this.lost) this.on.gap(this.lost, new Date().toISOString());
    this.lost = null;
    this.tries = 0;
    this.on.state({ name: 'live' });
  }

  failed() {
    if (this.source.readyState !== EventSource.CLOSED) {
      this.on.state({ name: 'connecting', why: 'The connection broke off.' });
      return;
    }
    this.lost ??= new Date().toISOString();
    this.refused();
  }

  /** Asking who is signed in tells whether the session is over (then the sign-in is shown), or the tail is in the way. */
  async refused() {
    const source = this.source;
    const why = await get('/session').then(() => 'The service refused to tell more at this moment: perhaps too many live views are open (ten for each member).', (error) => error.advice);
    if (source !== this.source) return;
    const seconds = PAUSES_SECONDS[this.tries++];
    if (seconds === undefined) {
      this.on.state({ name: 'ended', why });
      return;
    }
    this.on.state({ name: 'waiting', seconds, why });
    this.timer = setTimeout(() => this.open(), seconds * 1000);
  }

  /** By hand: at once, and with patience anew. */
  again() {
    this.tries = 0;
    this.open();
  }

  close() {
    clearTimeout(this.timer);
    clearTimeout(this.hiding);
    document.removeEventListener('visibilitychange', this.seen);
    this.source.close();
    this.source = null;
  }
}
