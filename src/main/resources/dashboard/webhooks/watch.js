/** Following one delivery until the receiver has answered, or for some seconds. */
import { useEffect, useState } from 'preact/hooks';
import { get } from '../api.js';
import { html } from '../html.js';
import { Notice } from '../ui/notice.js';
import { answerOf } from './state.js';

const STEP_MILLIS = 700;
const LONGEST_MILLIS = 20_000;
const NEWEST = 50;

const settled = ({ status, attempts, response_code, error }) => status !== 'pending' || (attempts > 0 && (response_code !== null || error !== null));
const pause = () => new Promise((resolve) => setTimeout(resolve, STEP_MILLIS));

/** The delivery as it fares: `{delivery, waiting}`. `onSettled()` once it has been tried. */
export function useWatch(webhookId, delivery, onSettled) {
  const [state, setState] = useState({ delivery: null, waiting: false });
  useEffect(() => {
    if (!delivery) return undefined;
    const abort = new AbortController();
    const follow = async () => {
      const until = Date.now() + LONGEST_MILLIS;
      let latest = delivery;
      setState({ delivery: latest, waiting: true });
      while (!settled(latest) && Date.now() < until && !abort.signal.aborted) {
        await pause();
        const page = await get(`/webhooks/${webhookId}/deliveries`, { limit: NEWEST }, { signal: abort.signal }).catch(() => null);
        latest = page?.data.find(({ id }) => id === delivery.id) ?? latest;
      }
      if (abort.signal.aborted) return;
      setState({ delivery: latest, waiting: false });
      onSettled();
    };
    follow();
    return () => abort.abort();
  }, [delivery?.id]);
  return state;
}

/** What became of it, in words. */
export function Outcome({ watched: { delivery, waiting } }) {
  if (!delivery) return null;
  const { status, next_attempt_at } = delivery;
  const what = delivery.type === 'ping' ? 'The test' : 'The message';
  const tone = waiting ? 'accent' : status === 'delivered' ? 'good' : 'bad';
  const text = () => {
    if (waiting) return `${what} is on its way…`;
    if (status === 'delivered') return `${what} has arrived: the receiver answered ${answerOf(delivery)}.`;
    if (delivery.attempts === 0) return `${what} has not been sent yet. It will show below.`;
    return `${what} has not arrived: ${answerOf(delivery).replace(/\.$/, '')}. ${next_attempt_at === null ? '' : 'It will be tried again by itself.'}`;
  };
  return html`<div role="status"><${Notice} tone=${tone} icon=${waiting ? 'clock' : undefined}>${text()}<//></div>`;
}
