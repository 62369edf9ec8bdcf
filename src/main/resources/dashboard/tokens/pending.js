/** Revocations that are stored but not yet in force everywhere: the service goes on by itself, and this looks when it is done. */
import { get } from '../api.js';
import { useRepeat } from './watch.js';

const LOOK_MILLIS = 2000;

async function stillRevoking() {
  const ids = new Set();
  let cursor = null;
  do {
    const page = await get('/tokens', { status: 'revoking', limit: 100, cursor });
    page.data.forEach(({ id }) => ids.add(id));
    cursor = page.next_cursor;
  } while (cursor !== null);
  return ids;
}

/**
 * Looks every two seconds whether these tokens are still being revoked, as long as there are any and somebody looks; `onGone(id)` is told of each that is not. What cannot be asked now is asked again the next time.
 */
export function usePending(ids, onGone) {
  const look = async (gone) => {
    const left = await stillRevoking().catch(() => null);
    if (left && !gone()) ids.filter((id) => !left.has(id)).forEach(onGone);
  };
  useRepeat(look, LOOK_MILLIS, ids.length > 0);
}
