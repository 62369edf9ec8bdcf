/** Revoking several tokens: first what it would do, then one after the other, then what has become of each. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { plural } from '../format.js';
import { html } from '../html.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { useQuestion } from '../ui/questions.js';
import { sumOf, useImpacts } from './bulk-impact.js';
import { Before, Progress, Results } from './bulk-parts.js';
import { useRevocations } from './bulk-run.js';
import { endingOfAll, sameName } from './words.js';

const LEAVING = { title: 'Stop revoking?', text: 'The tokens that are not revoked yet would stay as they are.', yes: 'Stop and leave', no: 'Go on revoking', danger: true };

/** What must be typed before anything is revoked; null = nothing. */
const wantedText = (tokens, { inUse, unknown }) =>
  inUse.length + unknown.length === 0 ? null : tokens.length === 1 ? tokens[0].name : String(tokens.length);

/** `tokens` as they were when this was opened. `onGone(id)` and `onDoubt(id)` as in `useRevocations`. */
export function BulkRevoke({ tokens, onClose, onGone, onDoubt }) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(null);
  const [begun, setBegun] = useState(false);
  const impacts = useImpacts(tokens);
  const run = useRevocations({ onGone, onDoubt });
  const progress = useRef(null);
  const { verb, doing } = endingOfAll(tokens);
  const wanted = wantedText(tokens, sumOf(tokens, impacts));
  useLayoutEffect(() => { if (begun) progress.current?.focus(); }, [begun]);
  useQuestion(run.running, LEAVING);
  const submit = () => {
    if (!impacts.done || begun) return;
    if (wanted !== null && !sameName(typed, wanted)) {
      setWrong(tokens.length === 1 ? 'This is not the name of the token.' : `Type ${wanted}, the number of tokens.`);
      return;
    }
    setBegun(true);
    run.start(tokens);
  };
  if (!begun) {
    return html`<${Dialog} wide title=${`${verb} ${plural(tokens.length, 'token')}?`} onClose=${onClose} onSubmit=${submit} footer=${html`
        <${Button} onClick=${onClose}>Cancel<//>
        <${Button} kind="danger primary" type="submit" disabled=${!impacts.done}>${verb} ${plural(tokens.length, 'token')}<//>`}>
      <${Before} ...${{ tokens, impacts, wanted, typed, wrong }} onTyped=${(text) => { setTyped(text); setWrong(null); }} />
    <//>`;
  }
  const close = () => (run.running ? run.stop() : onClose());
  return html`<${Dialog} wide title=${run.running ? `${doing} ${plural(tokens.length, 'token')}` : 'What has become of them'} onClose=${close} footer=${
      run.running ? html`<${Button} icon="pause" disabled=${run.stopped} onClick=${run.stop}>${run.stopped ? 'Stopping after this one…' : 'Stop'}<//>` : html`<${Button} kind="primary" onClick=${onClose}>Close<//>`}>
    <div ref=${progress} tabindex="-1"><${Progress} tokens=${tokens} run=${run} /></div>
    <${Results} tokens=${tokens} run=${run} />
  <//>`;
}
