/** Token: not built yet. */
import { html } from '../html.js';
import { useTitle } from '../load.js';
import { PageHead } from '../ui/card.js';

export default function Page() {
  useTitle('Token');
  return html`<div class="page"><${PageHead} title="Token" /></div>`;
}
