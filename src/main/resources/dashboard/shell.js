/** The frame around every page: navigation, who is signed in, and the page itself. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Ending } from './ending.js';
import { lookForOpenFindings, OpenFindings } from './findings/open.js';
import { html } from './html.js';
import { useTitle } from './load.js';
import { Link, match, navigate, useLocation } from './router.js';
import { bring, NAVIGATION, pageAt } from './routes.js';
import { signOut, useSession } from './session.js';
import { useTheme } from './theme.js';
import { Boundary } from './ui/boundary.js';
import { Brand } from './ui/brand.js';
import { Button } from './ui/button.js';
import { Icon } from './ui/icon.js';
import { Menu } from './ui/menu.js';
import { Empty, ErrorNotice, Skeleton } from './ui/notice.js';
import { toast } from './ui/questions.js';

const isHere = (path, to) => (to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`));

function Navigation({ path }) {
  return html`<nav aria-label="Main">${NAVIGATION.map(({ title, links }) => html`<div key=${title ?? ''}>
    ${title && html`<h2>${title}</h2>`}
    <ul>${links.map(([to, name, icon]) => html`<li key=${to}><${Link} to=${to} aria-current=${isHere(path, to) ? 'page' : undefined}><${Icon} name=${icon} />${name}${to === '/findings' && html`<${OpenFindings} />`}<//></li>`)}</ul>
  </div>`)}</nav>`;
}

const NEXT_THEME = { system: 'light', light: 'dark', dark: 'system' };
const THEME_NAME = { system: 'as the system', light: 'light', dark: 'dark' };

function Who() {
  const session = useSession();
  const [theme, choose] = useTheme();
  const leave = async () => {
    try {
      await signOut();
      session.signedOut();
    } catch (error) {
      toast(`You are still signed in. ${error.advice}`);
    }
  };
  const items = [
    { text: 'Your account', icon: 'user', onClick: () => navigate('/account') },
    { text: `Colours: ${THEME_NAME[theme]}`, icon: 'sun', onClick: () => choose(NEXT_THEME[theme]) },
    null,
    { text: 'Sign out', icon: 'out', onClick: leave },
  ];
  const { email, role } = session.member;
  return html`<${Menu} up label="Account" items=${items} button=${(tied) => html`<button type="button" class="who" ...${tied}>
    <span class="avatar" aria-hidden="true">${email[0]}</span><span class="name"><span class="truncate">${email}</span><span class="muted">${role}</span></span><${Icon} name="more" /></button>`} />`;
}

function Side({ path }) {
  const { workspace } = useSession();
  return html`<div class="side"><${Brand} under=${workspace.name} /><${Navigation} path=${path} /><${Who} /></div>`;
}

/** The navigation of a narrow screen. */
function Drawer({ path, onClose }) {
  const element = useRef(null);
  useEffect(() => { element.current.showModal(); }, []);
  const click = (event) => { if (event.target === element.current || event.target.closest('a')) onClose(); };
  return html`<dialog ref=${element} class="drawer" aria-label="Navigation" onCancel=${onClose} onClick=${click}><${Side} path=${path} /></dialog>`;
}

/** Addresses without a page of their own. */
const MOVED = { '/sign-in': '/', '/settings': '/settings/tokens' };

function NotFound() {
  useTitle('There is no such page');
  return html`<div class="page"><${Empty} icon="search" title="There is no such page" action=${html`<${Button} to="/">To the overview<//>`}>The address may be misspelt, or what it named is gone.<//></div>`;
}

const NOT_LOADED = { advice: 'This page could not be loaded: either the connection failed, or the service has been upgraded meanwhile. Try again to load the dashboard anew.' };

/** The page at this address; its module is brought when it is first needed. */
function Page({ path }) {
  const [outcome, setOutcome] = useState({ path: null, error: null });
  const page = pageAt(path);
  const View = page?.View;
  useEffect(() => {
    if (!page || View) return undefined;
    let gone = false;
    bring(page).then(
      () => gone || setOutcome({ path, error: null }),
      () => gone || setOutcome({ path, error: NOT_LOADED }),
    );
    return () => {
      gone = true;
      setOutcome({ path: null, error: null });
    };
  }, [path]);
  if (!page) return MOVED[path] ? null : html`<${NotFound} />`;
  if (View) return html`<${View} key=${path} ...${match(page.path, path)} />`;
  if (outcome.path === path && outcome.error) return html`<div class="page"><${ErrorNotice} error=${outcome.error} retry=${() => location.reload()} /></div>`;
  return html`<div class="page"><${Skeleton} lines=${6} /></div>`;
}

export function Shell() {
  const { path } = useLocation();
  const [drawer, setDrawer] = useState(false);
  const main = useRef(null);
  const first = useRef(true);
  useEffect(() => {
    if (MOVED[path]) navigate(MOVED[path], { replace: true });
    setDrawer(false);
    if (!first.current && !main.current.contains(document.activeElement)) main.current.focus({ preventScroll: true });
    first.current = false;
    lookForOpenFindings();
  }, [path]);
  return html`<a class="button skip" href="#main" onClick=${(event) => { event.preventDefault(); main.current.focus(); }}>To the content</a>
    <div class="frame">
      <${Side} path=${path} />
      <header class="top"><${Brand} /><${Button} kind="quiet square" icon="menu" aria-label="Navigation" onClick=${() => setDrawer(true)} /></header>
      <main id="main" ref=${main} tabindex="-1"><${Ending} /><${Boundary} key=${path}><${Page} path=${path} /><//></main>
    </div>
    ${drawer && html`<${Drawer} path=${path} onClose=${() => setDrawer(false)} />`}`;
}
