/** Revokes tokens one after the other. What is shown of each is what the service has answered. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { get, remove } from '../api.js';
import { usePending } from './pending.js';
import { turns } from './turns.js';

const COUNT_MILLIS = 2000;
const COUNT_TIMES = 15;
const AT_ONCE = 4;

/** One revocation: `{state: 'revoked', receipt}`, `{state: 'pending'}`, `{state: 'gone'}` or `{state: 'failed', error}`. */
async function revoke(id) {
  try {
    return { state: 'revoked', receipt: await remove(`/tokens/${id}`) };
  } catch (error) {
    if (error.pending) return { state: 'pending' };
    return error.status === 404 ? { state: 'gone' } : { state: 'failed', error };
  }
}

/** Asks for the receipt, when it is its turn, until its figures are final, or it has taken too long. */
async function finalReceipt(id, receipt, turn, isGone) {
  let latest = receipt;
  for (let times = 0; !latest?.complete && times < COUNT_TIMES && !isGone(); times++) {
    if (times > 0) await new Promise((wake) => { setTimeout(wake, COUNT_MILLIS); });
    latest = await turn(() => (isGone() ? latest : get(`/tokens/${id}/receipt`))).catch(() => latest);
  }
  return latest;
}

/**
 * `{results, running, current, stopped, start, stop}`; `results` is a map by id. A revocation that has been sent is waited
 * for; after `stop`, or when the service cannot be reached, no further one is sent. `onGone(id)`: it is revoked;
 * `onDoubt(id)`: it may be in another state than it was.
 */
export function useRevocations({ onGone, onDoubt }) {
  const [results, setResults] = useState(new Map());
  const [current, setCurrent] = useState(null);
  const [stopped, setStopped] = useState(false);
  const halt = useRef(false);
  const turn = useRef(null);
  turn.current ??= turns(AT_ONCE);
  const left = useRef(false);
  useEffect(() => () => { left.current = true; halt.current = true; }, []);
  const note = (id, result) => left.current || setResults((before) => new Map(before).set(id, result));
  const settle = async (id, receipt) => {
    onGone(id);
    note(id, { state: 'revoked', receipt });
    const final = await finalReceipt(id, receipt, turn.current, () => left.current);
    if (final !== receipt) note(id, { state: 'revoked', receipt: final });
  };
  const one = async (id) => {
    const result = await revoke(id);
    if (result.state === 'revoked') settle(id, result.receipt);
    else note(id, result);
    if (result.state === 'gone') onGone(id);
    if (result.state === 'pending' || result.state === 'failed') onDoubt(id);
    if (result.error?.status === 0 || result.error?.status === 401) halt.current = true;
  };
  const start = async (tokens) => {
    for (const { id } of tokens) {
      if (halt.current) break;
      setCurrent(id);
      await one(id);
    }
    if (left.current) return;
    setStopped(halt.current);
    setCurrent(null);
  };
  usePending([...results].filter(([, { state }]) => state === 'pending').map(([id]) => id), (id) => settle(id, null));
  return { results, current, running: current !== null, stopped, start, stop: () => { halt.current = true; setStopped(true); } };
}
