/** "The token is displayed once — copy and store it securely" (product page). */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { date } from '../format.js';
import { html } from '../html.js';
import { Abilities, EnvironmentBadge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { Code } from '../ui/copy.js';
import { Notice } from '../ui/notice.js';
import { useOneQuestion } from '../ui/questions.js';
import { Tabs } from '../ui/tabs.js';
import { snippets } from './snippets.js';

const QUESTION = {
  title: 'Leave without copying the token?',
  text: 'It is shown this once only. Without it you would have to create another token.',
  yes: 'Leave',
  no: 'Stay',
};

function Snippets({ plainText, onCopy }) {
  const all = snippets(`${location.origin}/v1/verify`, plainText);
  const [tab, setTab] = useState(all[0].tab);
  const { blocks } = all.find((one) => one.tab === tab);
  return html`<${Card} title="Use it">
    <${Tabs} label="Examples" tabs=${all.map((one) => [one.tab, one.tab])} value=${tab} onInput=${setTab}>
      <div class="stack">${blocks.map(({ label, text, note }) => html`<div class="stack tight" key=${`${tab} ${label}`}>
        ${blocks.length > 1 && html`<h3>${label}</h3>`}
        <${Code} label=${label} text=${text} onCopy=${() => text.includes(plainText) && onCopy()} />
        ${note && html`<p class="muted small">${note}</p>`}
      </div>`)}</div>
    <//>
  <//>`;
}

/**
 * Shows a new token's plain text, which nothing else keeps. `token` is its record; `onDone()` is called when the reader
 * has finished, or leaves: whoever holds `plainText` lets it go then.
 */
export function Secret({ token, plainText, onDone }) {
  const { copied, mayGo } = useOneQuestion(QUESTION);
  const heading = useRef(null);
  useLayoutEffect(() => {
    heading.current.focus();
    // A page that the browser has kept for "back" lets go of the token.
    const back = (event) => { if (event.persisted) onDone(); };
    addEventListener('pageshow', back);
    return () => removeEventListener('pageshow', back);
  }, []);
  const done = async () => { if (await mayGo()) onDone(); };
  const byHand = () => { if (getSelection().toString().includes(plainText)) copied(); };
  return html`<div class="stack loose" onCopy=${byHand}>
    <${Card} footer=${html`<${Button} kind="primary" onClick=${done}>Done<//>`}>
      <div class="stack">
        <div class="stack tight">
          <h2 tabindex="-1" ref=${heading}>${token.name}</h2>
          <div class="row muted small"><${EnvironmentBadge} environment=${token.environment} /><span>${token.expires_at ? `Expires on ${date(token.expires_at)}` : 'Never expires'}</span><${Abilities} abilities=${token.abilities} /></div>
        </div>
        <${Notice} tone="warn"><strong>This is the only time it is shown.</strong> Copy it now, and store it in a secrets manager or an environment variable.
          Never put it in client-side code, such as JavaScript in a browser or a mobile app.<//>
        <${Code} label="API token" text=${plainText} onCopy=${copied} />
      </div>
    <//>
    <${Snippets} plainText=${plainText} onCopy=${copied} />
  </div>`;
}
