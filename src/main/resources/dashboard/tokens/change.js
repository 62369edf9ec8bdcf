/** Changing a token by PATCH: pause, resume, rename. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { patch } from '../api.js';
import { html } from '../html.js';
import { useAction } from '../load.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { general, TextField } from '../ui/field.js';
import { ErrorNotice, Notice } from '../ui/notice.js';
import { ask, toast } from '../ui/questions.js';
import { useRepeat } from './watch.js';

const AGAIN_MILLIS = 2000;

/** Sends changes; `onChanged()` is called once they are stored, `onPending()` when they are not in force everywhere yet. */
export function useChange(token, { onChanged, onPending }) {
  return useAction(async (changes, done) => {
    try {
      await patch(`/tokens/${token.id}`, changes);
      toast(done);
    } catch (failure) {
      if (!failure.pending) throw failure;
      onPending();
    }
    onChanged();
    return true;
  });
}

/** A change that is stored and on its way. The empty change asks whether it has arrived, and changes nothing. */
export function Changing({ token, onDone }) {
  const turn = async (gone) => {
    try {
      await patch(`/tokens/${token.id}`, {});
      if (!gone()) onDone();
      return true;
    } catch (failure) {
      if (failure.status !== 403 && failure.status !== 404) return false;
      if (!gone()) onDone();
      return true;
    }
  };
  useRepeat(turn, AGAIN_MILLIS);
  return html`<div role="status"><${Notice} tone="warn" icon="clock"><b>Change pending.</b> It is stored, but not yet in force everywhere: until then a call may be judged by the former settings. The service completes it by itself, so you can leave this page safely.<//></div>`;
}

export const askToPause = (token) => ask({
  title: `Pause ${token.name}?`,
  text: 'Every call with it gets 401 until it is resumed. Nothing else changes.',
  yes: 'Pause token',
});

/** `save(changes, done)` sends them by `action`, and closes the dialog, unless that was closed meanwhile. */
export function useSave(action, onClose) {
  const gone = useRef(false);
  useEffect(() => () => { gone.current = true; }, []);
  return async (changes, done) => {
    if ((await action.run(changes, done)) && !gone.current) onClose();
  };
}

/** A PATCH from a form: `fields` show their own errors; the rest is above the buttons. */
export function ChangeDialog({ title, action, fields, onClose, onSubmit, children }) {
  return html`<${Dialog} title=${title} onClose=${onClose} onSubmit=${onSubmit} footer=${html`
      <${Button} onClick=${onClose}>Cancel<//><${Button} kind="primary" type="submit" busy=${action.busy}>Save<//>`}>
    ${children}
    <${ErrorNotice} error=${general(action.error, ...fields)} />
  <//>`;
}

/** `action` is from `useChange`. */
export function RenameDialog({ token, action, onClose }) {
  const [name, setName] = useState(token.name);
  const save = useSave(action, onClose);
  return html`<${ChangeDialog} title="Rename token" action=${action} fields=${['name']} onClose=${onClose} onSubmit=${() => save({ name }, 'Renamed.')}>
    <${TextField} label="Name" value=${name} onInput=${setName} wrong=${action.error?.of?.('name')} hint="1 to 255 characters. Whoever uses the token does not notice." autocomplete="off" autofocus required />
  <//>`;
}
