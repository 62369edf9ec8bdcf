/** Calls over time by outcome, as stacked bars; with the arrow keys or the pointer one period at a time is read. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { axisWords, number, OUTCOMES, refusedOf, short } from '../format.js';
import { html } from '../html.js';
import { Notice } from './notice.js';

const HEIGHT = 220;
const ORDER = Object.keys(OUTCOMES);

/** The outcomes that occur, for `periods` as `/v1/activity/summary` has them. */
const occurring = (periods) =>
  ORDER.filter((outcome) => outcome === 'accepted' || periods.some(({ calls }) => calls[outcome] > 0));

/** Columns for the plot: times in seconds, then each outcome on top of those before it. */
function stacked(periods, outcomes) {
  const sums = periods.map(() => 0);
  const layers = outcomes.map((outcome) => periods.map(({ calls }, i) => (sums[i] += calls[outcome])));
  return [periods.map(({ at }) => new Date(at).getTime() / 1000), ...layers];
}

function colours(element) {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const resolve = (name) => { probe.style.color = `var(--${name})`; return getComputedStyle(probe).color; };
  const found = Object.fromEntries([...ORDER, 'muted', 'line'].map((name) => [name, resolve(name)]));
  probe.remove();
  return found;
}

function options(uPlot, element, outcomes, step, onIndex) {
  const days = step === 'day';
  const colour = colours(element);
  const axis = { stroke: colour.muted, grid: { stroke: colour.line, width: 1 }, ticks: { show: false }, font: '12px Inter, system-ui, sans-serif' };
  const bars = uPlot.paths.bars({ size: [0.78, 46], gap: 0 });
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false }, },
    scales: { x: { range: wholeBars }, y: { range: (plot, low, high) => [0, Math.max(high * 1.08, 4)] } },
    tzDate: (at) => (days ? uPlot.tzDate(new Date(at * 1000), 'Etc/UTC') : new Date(at * 1000)),
    axes: [{ ...axis, grid: { show: false }, space: 72, incrs: days ? [1, 2, 5, 7, 14, 30].map((many) => many * 86_400) : undefined, values: (plot, marks) => axisWords(marks, days) }, { ...axis, size: 56, incrs: [1, 2, 5, 10, 20, 50, 1e2, 2e2, 5e2, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6, 1e7, 1e8, 1e9], values: (plot, splits) => splits.map((value) => (value === null ? '' : short(value))) }],
    series: [{}, ...outcomes.map((outcome) => ({ fill: colour[outcome], stroke: colour[outcome], width: 0, paths: bars, points: { show: false } }))],
    hooks: { setCursor: [(plot) => onIndex(plot.cursor.idx ?? null)] },
  };
}

/** Room for the first and the last bar, which the times are the middles of. */
const wholeBars = ({ data: [times] }, low, high) => {
  const half = times.length > 1 ? (times[1] - times[0]) / 2 : 1800;
  return [low - half, high + half];
};

const byHour = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const byDay = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });

/** The higher layers are drawn first, so that each lower one covers the part below it. */
const topFirst = (data) => [data[0], ...data.slice(1).reverse()];

/** `summary`: `{step, totals, periods}`; `label` says what is charted. */
export function Chart({ summary, label }) {
  const element = useRef(null);
  const [index, setIndex] = useState(null);
  const [failed, setFailed] = useState(false);
  const { periods, step, totals } = summary;
  const outcomes = occurring(periods);
  useEffect(() => {
    let plot = null;
    let gone = false;
    const paint = async () => {
      const { default: uPlot } = await import('uplot');
      if (gone) return;
      plot?.destroy();
      plot = new uPlot(options(uPlot, element.current, [...outcomes].reverse(), step, setIndex), topFirst(stacked(periods, outcomes)), element.current);
    };
    const draw = () => paint().then(() => gone || setFailed(false), () => gone || setFailed(true));
    draw();
    const sized = new ResizeObserver(() => plot?.setSize({ width: element.current.clientWidth, height: HEIGHT }));
    sized.observe(element.current);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', draw);
    addEventListener('themechange', draw);
    return () => {
      gone = true;
      sized.disconnect();
      dark.removeEventListener('change', draw);
      removeEventListener('themechange', draw);
      plot?.destroy();
    };
  }, [summary]);
  const keys = (event) => {
    const to = { ArrowLeft: (index ?? periods.length) - 1, ArrowRight: (index ?? -1) + 1, Home: 0, End: periods.length - 1, Escape: null }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setIndex(to === null ? null : Math.min(Math.max(to, 0), periods.length - 1));
  };
  const shown = periods[index]?.calls ?? totals;
  const when = periods[index] ? (step === 'day' ? `${byDay.format(new Date(periods[index].at))} (UTC)` : byHour.format(new Date(periods[index].at))) : 'All of it';
  return html`<figure class="chart">
    <div class="plot" ref=${element} tabindex="0" role="img" onKeyDown=${keys}
      aria-label=${`${label}: ${number(totals.accepted)} accepted and ${number(refusedOf(totals))} refused calls. The arrow keys read one ${step} at a time.`}></div>
    ${failed && html`<${Notice} tone="warn">The chart could not be drawn. Its figures are below; reload the page to try again.<//>`}
    <figcaption>
      <div role="status"><ul class="legend"><li><b>${when}</b></li>${outcomes.map((outcome) => html`<li key=${outcome}><span class=${`swatch ${outcome}`} aria-hidden="true"></span>${OUTCOMES[outcome]} <b>${number(shown[outcome])}</b></li>`)}</ul></div>
    </figcaption>
  </figure>`;
}
