/** Where the focus goes when what was pressed cannot be pressed any more, or is gone. */
import { useEffect, useRef } from 'preact/hooks';

const isLost = () => document.activeElement === null || document.activeElement === document.body;

/**
 * For a row whose buttons act: gives the focus back to its first button once it is not `busy` any more, and to the page's
 * heading when the row goes. Returns the row's ref.
 */
export function useKeptFocus(busy) {
  const row = useRef(null);
  const acted = useRef(false);
  useEffect(() => {
    if (busy) acted.current = true;
    else if (acted.current && isLost()) row.current.querySelector('button')?.focus({ preventScroll: true });
  }, [busy]);
  useEffect(() => () => {
    if (!acted.current || !(isLost() || row.current?.contains(document.activeElement))) return;
    queueMicrotask(() => document.querySelector('main h1')?.focus({ preventScroll: true }));
  }, []);
  return row;
}
