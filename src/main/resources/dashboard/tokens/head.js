/** The head of the page of a token: which one it is, how it is, what can be done with it. */
import { html } from '../html.js';
import { Link } from '../router.js';
import { EnvironmentBadge, StatusBadge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { PageHead } from '../ui/card.js';
import { Menu } from '../ui/menu.js';
import { endingOf } from './words.js';

export const Crumbs = ({ name }) =>
  html`<${Link} to="/settings/tokens">API Tokens<//><span aria-hidden="true">/</span><span class="truncate crumb" aria-current="page">${name}</span>`;

function Actions({ token, onDo }) {
  const { name } = token;
  const { verb } = endingOf(token);
  const paused = token.status === 'paused';
  const more = [
    { text: 'Rename', icon: 'edit', onClick: () => onDo('rename') },
    { text: 'Edit limits', icon: 'shield', onClick: () => onDo('limits') },
  ];
  return html`
    ${token.rotated_to === null && html`<${Button} icon="rotate" aria-label=${`Rotate ${name}`} onClick=${() => onDo('rotate')}>Rotate<//>`}
    ${token.status !== 'expired' && html`<${Button} icon=${paused ? 'play' : 'pause'} aria-label=${`${paused ? 'Resume' : 'Pause'} ${name}`} onClick=${() => onDo(paused ? 'resume' : 'pause')}>${paused ? 'Resume' : 'Pause'}<//>`}
    <${Menu} label="More" items=${more} button=${(tied) => html`<${Button} kind="square" icon="more" aria-label=${`More for ${name}`} ...${tied} />`} />
    <${Button} kind="danger" icon="trash" aria-label=${`${verb} ${name}`} onClick=${() => onDo('revoke')}>${verb}<//>`;
}

const whoMay = ({ created_by: by }) =>
  by ? `Only ${by.email}, who made it, and owners and admins can change this token.` : 'Only owners and admins can change this token.';

/** `onDo(what)`: rotate, pause, resume, rename, limits or revoke. */
export function TokenHead({ token, manages, onDo }) {
  const acts = manages && token.status !== 'revoking';
  return html`<${PageHead} crumbs=${html`<${Crumbs} name=${token.name} />`} title=${token.name} actions=${acts && html`<${Actions} token=${token} onDo=${onDo} />`}>
    <span class="row"><${StatusBadge} status=${token.status} /><${EnvironmentBadge} environment=${token.environment} />${!manages && html`<span class="small">${whoMay(token)}</span>`}</span>
  <//>`;
}
