/** Boxes that hold what belongs together. */
import { Fragment } from 'preact';
import { html } from '../html.js';

/** `flush` = the content reaches the edges, as tables do. */
export function Card({ title, actions, footer, flush = false, children, ...others }) {
  return html`<section class="card" aria-label=${typeof title === 'string' ? title : undefined} ...${others}>
    ${(title || actions) && html`<header>${title && html`<h2>${title}</h2>`}${actions}</header>`}
    <div class=${flush ? 'body flush' : 'body'}>${children}</div>
    ${footer && html`<footer>${footer}</footer>`}
  </section>`;
}

/** Pairs of name and value: `[['Created', '…'], …]`; a null pair is left out. */
export const Facts = ({ pairs }) =>
  html`<dl class="facts">${pairs.filter(Boolean).map(([name, value]) => html`<${Fragment} key=${name}><dt>${name}</dt><dd>${value}</dd><//>`)}</dl>`;

export const Figures = ({ children }) => html`<div class="figures">${children}</div>`;

/** One number that matters. */
export const Figure = ({ name, value, note, tone = '' }) =>
  html`<div class="figure"><span class="muted small">${name}</span><span class=${`value ${tone}`}>${value}</span>${note && html`<span class="muted small">${note}</span>`}</div>`;

/** The head of a page: where one is, what it is for, what can be done. */
export function PageHead({ title, crumbs, children, actions }) {
  return html`<div class="page-head">
    <div>
      ${crumbs && html`<nav class="crumbs" aria-label="Breadcrumb">${crumbs}</nav>`}
      <h1 tabindex="-1">${title}</h1>
      ${children && html`<p>${children}</p>`}
    </div>
    ${actions && html`<div class="row">${actions}</div>`}
  </div>`;
}
