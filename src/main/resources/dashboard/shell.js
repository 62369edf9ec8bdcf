/** The frame around every page: navigation, who is signed in, and the page itself. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Ending } from './ending.js';
import { lookForOpenFindings, OpenFindings } from './findings/open.js';
import { html } from './html.js';
import { Link, match, navigate, useLocation } from './router.js';
import { NAVIGATION, ROUTES } from './routes.js';
import { signOut, useSession } from './session.js';
import { chooseTheme, theme } from './theme.js';
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
    <ul class="links">${links.map(([to, name, icon]) => html`<li key=${to}><${Link} to=${to} aria-current=${isHere(path, to) ? 'page' : undefined}><${Icon} name=${icon} />${name}${to === '/findings' && html`<${OpenFindings} />`}<//></li>`)}</ul>
  </div>`)}</nav>`;
}

const NEXT_THEME = { system: 'light', light: 'dark', dark: 'system' };
const THEME_NAME = { system: 'as the system', light: 'light', dark: 'dark' };

function Who() {
  const session = useSession();
  const [chosen, setChosen] = useState(theme());
  const leave = async () => {
    try {
      await signOut();
      session.signedOut();
    } catch (error) {
      toast(`You are still signed in. ${error.advice}`);
    }
  };
  const turn = () => {
    chooseTheme(NEXT_THEME[chosen]);
    setChosen(NEXT_THEME[chosen]);
  };
  const items = [
    { text: 'Your account', icon: 'user', onClick: () => navigate('/account') },
    { text: `Colours: ${THEME_NAME[chosen]}`, icon: 'sun', onClick: turn },
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

const NotFound = () => html`<div class="page"><${Empty} icon="search" title="There is no such page" action=${html`<${Button} to="/">To the overview<//>`}>The address may be misspelt, or what it named is gone.<//></div>`;

/** The module of the page at this address, brought when it is first needed. */
function Page({ path }) {
  const [page, setPage] = useState({ path: null });
  const route = ROUTES.find((one) => match(one.path, path));
  const bring = () => {
    if (!route) return undefined;
    let gone = false;
    route.load().then(
      (module) => gone || setPage({ path, View: module.default }),
      () => gone || setPage({ path, error: { advice: 'This page could not be loaded. Check your connection, then try again.' } }),
    );
    return () => { gone = true; };
  };
  useEffect(bring, [path]);
  if (!route) return html`<${NotFound} />`;
  if (page.path !== path) return html`<div class="page"><${Skeleton} lines=${6} /></div>`;
  if (page.error) return html`<div class="page"><${ErrorNotice} error=${page.error} retry=${() => location.reload()} /></div>`;
  return html`<${page.View} key=${path} ...${match(route.path, path)} />`;
}

export function Shell() {
  const { path } = useLocation();
  const [drawer, setDrawer] = useState(false);
  const main = useRef(null);
  const first = useRef(true);
  useEffect(() => {
    if (path === '/sign-in') navigate('/', { replace: true });
    if (!first.current) main.current.focus({ preventScroll: true });
    first.current = false;
    lookForOpenFindings();
  }, [path]);
  return html`<a class="button skip" href="#main" onClick=${(event) => { event.preventDefault(); main.current.focus(); }}>To the content</a>
    <div class="frame">
      <${Side} path=${path} />
      <header class="top"><${Brand} /><${Button} kind="quiet square" icon="menu" aria-label="Navigation" onClick=${() => setDrawer(true)} /></header>
      <main id="main" ref=${main} tabindex="-1"><${Ending} /><${Page} path=${path} /></main>
    </div>
    ${drawer && html`<${Drawer} path=${path} onClose=${() => setDrawer(false)} />`}`;
}
