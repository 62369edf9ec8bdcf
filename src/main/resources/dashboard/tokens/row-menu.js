/** What can be done with one token, at the end of its row. */
import { patch } from '../api.js';
import { html } from '../html.js';
import { managesToken, useSession } from '../session.js';
import { Icon } from '../ui/icon.js';
import { Menu } from '../ui/menu.js';
import { toast } from '../ui/questions.js';
import { askToPause } from './change.js';
import { endingOf } from './words.js';

/** What is stored, but not yet in force everywhere. */
export const pendingChange = ({ name }) => ({ pending: true, advice: `The change of “${name}” is stored, but not yet in force everywhere: the service completes it by itself.` });

/** `actions`: `{put(token), look(id), rename(token), fail(error)}`, told what the service has answered. */
async function setPaused(token, paused, { put, look, fail }) {
  if (paused && !(await askToPause(token))) return;
  fail(null);
  try {
    put((await patch(`/tokens/${token.id}`, { paused })).token);
    toast(paused ? 'Paused.' : 'Resumed.');
  } catch (error) {
    fail(error.pending ? pendingChange(token) : error);
    look(token.id);
  }
}

export function RowMenu({ token, actions, up }) {
  const { id, name, status } = token;
  const page = `/settings/tokens/${id}`;
  const items = [{ text: 'Open', icon: 'right', to: page }];
  if (managesToken(useSession(), token) && status !== 'revoking') {
    if (status === 'active' || status === 'paused') {
      items.push({ text: 'Rotate', icon: 'rotate', to: `${page}?do=rotate` });
      if (status === 'active') items.push({ text: 'Pause', icon: 'pause', onClick: () => setPaused(token, true, actions) });
      else items.push({ text: 'Resume', icon: 'play', onClick: () => setPaused(token, false, actions) });
    }
    items.push({ text: 'Rename', icon: 'edit', onClick: () => actions.rename(token) });
    items.push(null, { text: endingOf(token).verb, icon: 'trash', to: `${page}?do=revoke`, danger: true });
  }
  return html`<${Menu} up=${up} label=${`Actions for ${name}`} items=${items} button=${(tied) => html`<button type="button" class="button quiet little square" aria-label=${`Actions for ${name}`} ...${tied}><${Icon} name="more" /></button>`} />`;
}
