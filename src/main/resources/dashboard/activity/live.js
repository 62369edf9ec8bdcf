/** Calls as they are made. */
import { moment, number, plural } from '../format.js';
import { html } from '../html.js';
import { setQuery } from '../router.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Card } from '../ui/card.js';
import { Empty, Notice } from '../ui/notice.js';
import { Calls } from './calls.js';
import { MOST_HELD, MOST_SHOWN, useTail } from './tailed.js';

const inList = (from, until) => () => setQuery({ live: null, range: 'custom', from, to: until });

function Note({ note }) {
  if (note.skipped) return html`<p>${plural(note.skipped, 'call was', 'calls were')} left out here: there were more at once than can be read. All are in the list.</p>`;
  if (note.left) return html`<p>${plural(note.left, 'call was', 'calls were')} left out here: while the view is paused, at most ${number(MOST_HELD)} wait. All are in the list.</p>`;
  return html`<p class="row between"><span>Not all calls between ${moment(note.from)} and ${moment(note.until)} are told here.</span>
    <${Button} kind="little" onClick=${inList(note.from, note.until)}>See them in the list<//></p>`;
}

const STATES = {
  connecting: ['', 'Connecting…'],
  live: ['good', 'Live'],
  waiting: ['warn', 'Interrupted'],
  ended: ['bad', 'Ended'],
};

function State({ tail }) {
  const { state, paused } = tail;
  const [tone, words] = paused && state.name === 'live' ? ['warn', 'Paused'] : STATES[state.name];
  return html`<span role="status"><${Badge} tone=${tone} dot>${words}<//></span>`;
}

/** What stands in the way of more, and what is done about it. */
function Trouble({ tail }) {
  const { name, why, seconds } = tail.state;
  if (!why) return null;
  const next = { connecting: 'It is being taken up again.', waiting: `Next try in ${seconds} seconds.`, ended: 'No further tries by itself.' }[name];
  return html`<div role="alert"><${Notice} tone="warn"><div class="row between"><span>${why} ${next}</span>
    ${name !== 'connecting' && html`<${Button} kind="little" onClick=${tail.again}>Try again now<//>`}</div><//></div>`;
}

function Pause({ tail }) {
  const { paused, held, leftOut } = tail;
  if (!paused) return html`<${Button} kind="little" icon="pause" onClick=${tail.pause}>Pause<//>`;
  return html`<span class="small muted number">${number(held.length)} waiting${leftOut > 0 && `, ${number(leftOut)} left out`}</span>
    <${Button} kind="little primary" icon="play" onClick=${tail.resume}>Resume<//>`;
}

/** `filters` as in the address. What was made before it began is in the list. */
export function Live({ filters }) {
  const tail = useTail(filters);
  const { rows, notes, paused } = tail;
  return html`<${Card} title="Calls as they are made" flush actions=${html`<span class="row"><${State} tail=${tail} /><${Pause} tail=${tail} /></span>`}>
    ${(notes.length > 0 || tail.state.why) && html`<div class="card-pad stack tight"><${Trouble} tail=${tail} />
      ${notes.length > 0 && html`<${Notice} tone="warn"><div class="row between upper"><div class="stack tight grow">${notes.map((note) => html`<${Note} key=${note.key} note=${note} />`)}</div>
        <${Button} kind="quiet little square" icon="close" aria-label="Forget what was left out" onClick=${tail.forget} /></div><//>`}</div>`}
    ${rows.length === 0
      ? html`<${Empty} icon=${paused ? 'pause' : 'activity'} title=${paused ? 'Paused' : 'Waiting for calls'}>${paused ? 'New calls wait until you resume.' : 'Each call that passes the filters appears here within a second or two of being made.'}<//>`
      : html`<${Calls} caption="Calls as they are made, the newest first" rows=${rows} /><div class="table-foot"><span>${plural(rows.length, 'row')}${rows.length === MOST_SHOWN ? ', the last that are kept here' : ''}</span></div>`}
  <//>`;
}
