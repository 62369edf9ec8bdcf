/** The question and the short messages that stand over the page at this moment. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { askBeforeLeaving } from '../router.js';

const TOAST_MILLIS = 6000;
const listeners = new Set();
let question = null;
let toasts = [];
let drawn = 0;

const tell = () => listeners.forEach((listener) => listener());

/** Puts a question: `{title, text, yes, no = 'Cancel', danger = false}`. Resolves to true or false. */
export function ask({ no = 'Cancel', danger = false, ...others }) {
  return new Promise((resolve) => {
    const answer = (agreed) => {
      question = null;
      tell();
      resolve(agreed);
    };
    question = { no, danger, ...others, answer };
    tell();
  });
}

/** Says for some seconds that something has been done. */
export function toast(text) {
  const id = ++drawn;
  toasts = [...toasts, { id, text }];
  tell();
  setTimeout(() => {
    toasts = toasts.filter((one) => one.id !== id);
    tell();
  }, TOAST_MILLIS);
}

/** `{question, toasts}`, anew after each change. */
export function useOverlays() {
  const [, again] = useState(0);
  useEffect(() => {
    const listener = () => again((times) => times + 1);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return { question, toasts };
}

/** As long as `wanted`, leaving the page puts this question first. */
export function useQuestion(wanted, question) {
  useLayoutEffect(() => (wanted ? askBeforeLeaving(() => ask(question)) : undefined), [wanted]);
}

const UNSAVED = { title: 'Leave without saving?', text: 'What you have changed on this page has not been saved.', yes: 'Leave', no: 'Stay' };

/** As long as `unsaved`, leaving the page asks first. */
export const useUnsaved = (unsaved) => useQuestion(unsaved, UNSAVED);

/**
 * For what is shown this once: asks once whether to go, and not any more once `copied()` has been called:
 * `{copied, mayGo}`; `mayGo()` resolves to whether to go.
 */
export function useOneQuestion(question) {
  const answer = useRef(null);
  const asks = useRef(true);
  const stop = useRef(null);
  const settle = () => {
    asks.current = false;
    stop.current?.();
  };
  const mayGo = async () => {
    if (!asks.current) return true;
    answer.current ??= ask(question).finally(settle);
    return answer.current;
  };
  // Before anybody can see it, not after the next frame: whoever leaves at once is asked as well.
  useLayoutEffect(() => {
    stop.current = askBeforeLeaving(mayGo);
    // The browser puts its own question where the whole dashboard is left; that one counts too.
    addEventListener('beforeunload', settle);
    return () => {
      removeEventListener('beforeunload', settle);
      settle();
    };
  }, []);
  return { copied: settle, mayGo };
}
