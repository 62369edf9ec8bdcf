/** The settings that hold for the whole workspace. */
import { useState } from 'preact/hooks';
import { get, patch } from '../api.js';
import { plural } from '../format.js';
import { html } from '../html.js';
import { useAction, useLoad, useTitle } from '../load.js';
import { managesAll, useSession } from '../session.js';
import { Button } from '../ui/button.js';
import { Card, Facts, PageHead } from '../ui/card.js';
import { Check, general, TextField } from '../ui/field.js';
import { ErrorNotice, Loaded } from '../ui/notice.js';
import { toast, useUnsaved } from '../ui/questions.js';
import { On } from '../ui/time.js';

const FIELDS = ['name', 'token_prefix', 'longest_expiry_days', 'unlimited_expiry_allowed', 'activity_retention_days'];
const RETENTION = 'Whole days in UTC. If whoever runs the service keeps calls for a shorter time, that holds.';
const PREFIX = 'New secrets begin with it, so that scanners and people can tell them apart. A-Z, a-z, 0-9, _ and -; tokens that exist stay as they are.';

/** The fields as they are typed. */
const typed = (workspace) => ({
  name: workspace.name,
  production: workspace.token_prefix.production,
  sandbox: workspace.token_prefix.sandbox,
  longest: String(workspace.longest_expiry_days),
  unlimited: workspace.unlimited_expiry_allowed,
  retention: String(workspace.activity_retention_days),
});

/** What is another than before, in the words of the API. */
function changesOf(before, value) {
  const changes = {};
  const prefix = {};
  const other = (field) => value[field] !== before[field];
  if (other('name')) changes.name = value.name;
  for (const environment of ['production', 'sandbox']) if (other(environment)) prefix[environment] = value[environment];
  if (Object.keys(prefix).length > 0) changes.token_prefix = prefix;
  if (other('longest')) changes.longest_expiry_days = Number(value.longest);
  if (other('unlimited')) changes.unlimited_expiry_allowed = value.unlimited;
  if (other('retention')) changes.activity_retention_days = Number(value.retention);
  return changes;
}

const days = { type: 'number', inputmode: 'numeric', min: 1, step: 1 };

function Fields({ before, value, onInput, error }) {
  const set = (field) => (to) => onInput({ ...value, [field]: to });
  const field = (name, label, others) => html`<${TextField} label=${label} autocomplete="off" value=${value[name]} onInput=${set(name)} ...${others} />`;
  const wrong = (name) => error?.of?.(name);
  const wrongPrefix = (environment) => (value[environment] === before[environment] ? undefined : wrong('token_prefix'));
  return html`
    <${Card} title="General">${field('name', 'Name', { maxlength: 255, wrong: wrong('name'), required: true })}<//>
    <${Card} title="Tokens"><div class="stack">
      <div class="two">
        ${field('production', 'Prefix of production secrets', { maxlength: 32, placeholder: 'None', wrong: wrongPrefix('production'), spellcheck: false })}
        ${field('sandbox', 'Prefix of sandbox secrets', { maxlength: 32, placeholder: 'None', wrong: wrongPrefix('sandbox'), spellcheck: false })}
      </div>
      <p class="muted small">${PREFIX}</p>
      ${field('longest', 'Longest expiry, in days', { ...days, max: 366, hint: 'So many days ahead a new token may expire at most.', wrong: wrong('longest_expiry_days') })}
      <${Check} checked=${value.unlimited} onInput=${set('unlimited')} hint="Such a token works until somebody revokes it.">Allow tokens that never expire<//>
      ${wrong('unlimited_expiry_allowed') && html`<p class="bad small">${wrong('unlimited_expiry_allowed')}</p>`}
    </div><//>
    <${Card} title="Activity log">${field('retention', 'Keep calls for, in days', { ...days, max: 3650, hint: RETENTION, wrong: wrong('activity_retention_days') })}<//>`;
}

function Form({ workspace, onChanged }) {
  const [value, setValue] = useState(typed(workspace));
  const changes = changesOf(typed(workspace), value);
  const unsaved = Object.keys(changes).length > 0;
  const { run, busy, error, clear } = useAction(() => patch('/workspace', changes));
  useUnsaved(unsaved);
  const submit = async (event) => {
    event.preventDefault();
    const answer = await run();
    if (!answer) return;
    setValue(typed(answer.workspace));
    onChanged(answer.workspace);
    toast('The settings have been changed.');
  };
  const undo = () => { setValue(typed(workspace)); clear(); };
  return html`<form class="stack" onSubmit=${submit} novalidate>
    <${ErrorNotice} error=${general(error, ...FIELDS)} /><${Fields} before=${typed(workspace)} value=${value} onInput=${setValue} error=${error} />
    <div class="row end">${unsaved && html`<${Button} onClick=${undo}>Undo<//>`}<${Button} kind="primary" type="submit" busy=${busy} disabled=${!unsaved}>Save changes<//></div>
  </form>`;
}

const prefixOf = (text) => (text ? html`<code>${text}</code>` : 'None');

const Reading = ({ workspace }) => html`<${Card} title="Settings"><${Facts} pairs=${[
  ['Name', workspace.name],
  ['Prefix of production secrets', prefixOf(workspace.token_prefix.production)],
  ['Prefix of sandbox secrets', prefixOf(workspace.token_prefix.sandbox)],
  ['Longest expiry', plural(workspace.longest_expiry_days, 'day')],
  ['Tokens that never expire', workspace.unlimited_expiry_allowed ? 'Allowed' : 'Not allowed'],
  ['Calls are kept for', html`${plural(workspace.activity_retention_days, 'day')}<br /><span class="muted small">${RETENTION}</span>`],
  ['Created', html`<${On} at=${workspace.created_at} />`],
]} /><//>`;

export default function WorkspacePage() {
  useTitle('Workspace');
  const session = useSession();
  const loaded = useLoad(async (signal) => (await get('/workspace', {}, { signal })).workspace, []);
  const changed = (workspace) => { loaded.set(workspace); session.refresh(); };
  const edits = managesAll(session);
  return html`<div class="page narrow"><${PageHead} title="Workspace">${edits ? 'What holds for everybody and for all new tokens.' : 'What holds for everybody and for all new tokens. Owners and admins change it.'}<//>
    <${Loaded} from=${loaded} lines=${8}>${(workspace) => (edits ? html`<${Form} workspace=${workspace} onChanged=${changed} />` : html`<${Reading} workspace=${workspace} />`)}<//></div>`;
}
