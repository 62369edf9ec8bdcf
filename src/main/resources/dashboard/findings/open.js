/** How many findings are open, for the navigation. */
import { useEffect, useState } from 'preact/hooks';
import { get } from '../api.js';
import { html } from '../html.js';
import { onOtherMember } from '../session.js';

const MOST = 99;
/** A number in the navigation is not worth a question at each click. */
const FRESH_MILLIS = 20_000;

const listeners = new Set();
let open = { count: 0, more: false };
let lookedAt = 0;
let looks = 0;

onOtherMember(() => {
  open = { count: 0, more: false };
  lookedAt = 0;
  looks++;
  listeners.forEach((listener) => listener());
});

/** Asks how many there are, unless that was asked a moment ago; `now` asks all the same. Failing, the last number stays. */
export async function lookForOpenFindings(now = false) {
  if (!now && Date.now() - lookedAt < FRESH_MILLIS) return;
  lookedAt = Date.now();
  const look = ++looks;
  try {
    const { data, next_cursor } = await get('/findings', { status: 'open', limit: MOST });
    if (look !== looks) return; // An answer to a later question is on its way.
    open = { count: data.length, more: next_cursor !== null };
    listeners.forEach((listener) => listener());
  } catch {
    lookedAt = 0;
  }
}

/** A badge, or nothing when none is open. */
export function OpenFindings() {
  const [, again] = useState(0);
  useEffect(() => {
    const listener = () => again((times) => times + 1);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  if (open.count === 0) return null;
  return html`<span class="count badge warn">${open.count}${open.more && '+'}<span class="sr-only"> open</span></span>`;
}
