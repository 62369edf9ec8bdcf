/** The name of the product; under it, where one is. */
import { html } from '../html.js';
import { Link } from '../router.js';

const ICON = new URL('../icon.svg', import.meta.url).href;

export const Brand = ({ under }) =>
  html`<${Link} to="/" class="brand"><img src=${ICON} alt="" width="28" height="28" /><span>Colleckt Auth${under && html`<span class="under" title=${under}>${under}</span>`}</span><//>`;
