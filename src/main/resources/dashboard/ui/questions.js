/** The question and the short messages that stand over the page at this moment. */
import { useEffect, useState } from 'preact/hooks';
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

/** As long as `unsaved`, leaving the page asks first. */
export function useUnsaved(unsaved) {
  useEffect(() => {
    if (!unsaved) return undefined;
    askBeforeLeaving(() => ask({ title: 'Leave without saving?', text: 'What you have changed on this page has not been saved.', yes: 'Leave', no: 'Stay' }));
    return () => askBeforeLeaving(null);
  }, [unsaved]);
}
