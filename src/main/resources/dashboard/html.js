/** Markup as tagged templates: what stands in `${}` becomes text or an attribute, never HTML. */
import { h } from 'preact';
import htm from 'htm';

export const html = htm.bind(h);
