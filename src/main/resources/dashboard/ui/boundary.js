/** Keeps a mistake in one page from taking the navigation with it. */
import { Component } from 'preact';
import { html } from '../html.js';
import { ErrorNotice } from './notice.js';

const BROKEN = { advice: 'Something in this page went wrong. Nothing was changed by that. Load it again, or go to another page.' };

/** Shows its children; when drawing them fails, says so instead. To be keyed by what is shown. */
export class Boundary extends Component {
  constructor() {
    super();
    this.state = { error: null };
  }

  componentDidCatch(error) {
    console.error(error);
    this.setState({ error });
  }

  render({ children }, { error }) {
    return error === null ? children : html`<div class="page"><${ErrorNotice} error=${BROKEN} retry=${() => location.reload()} /></div>`;
  }
}
