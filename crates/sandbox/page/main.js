// The page: one chat a person, side by side, or one at a time where the screen is narrow.

import { Chat } from './chat.js';
import { element } from './message.js';

/** Pauses before the socket is opened again. */
const RETRY_MS = [300, 1000, 2000, 5000];
/** A bot between two polls is not gone: only an absence this long is told. */
const ABSENCE_MS = 2500;
const THEMES = { auto: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' };

const chats = new Map();
const unread = new Map();
let shownPerson = null;
let born = null;
let failures = 0;
let absence = null;

const byId = (id) => document.getElementById(id);
const isNarrow = () => matchMedia('(max-width: 899px)').matches;

const page = {
  alert(from, text) {
    byId('alert-from').textContent = from;
    byId('alert-text').textContent = text;
    byId('alert').showModal();
  },
  unread(person) {
    if (!isNarrow() || person === shownPerson) return;
    unread.set(person, (unread.get(person) ?? 0) + 1);
    drawTabs();
  },
};

function take(news) {
  if (born !== null && born !== news.born) return location.reload();
  born = news.born;
  const first = chats.size === 0;
  for (const person of news.people) {
    if (!chats.has(person.id)) addChat(person);
    chats.get(person.id).person = person;
    chats.get(person.id).chat.update(person, news.bot.username);
  }
  for (const [person, { chat }] of chats) chat.putAll(news.messages.filter((message) => message.chat === person));
  for (const [person, id] of news.deleted) chats.get(person)?.chat.remove(id);
  if (first) {
    unread.clear();
    choose(remembered('person', [...chats.keys()].map(String)) ?? [...chats.keys()][0]);
    if (!isNarrow()) chats.get(shownPerson)?.chat.focus();
  }
  drawTabs();
  tellBot(news.bot);
}

function addChat(person) {
  const chat = new Chat(person, page);
  chats.set(person.id, { chat, person });
  byId('chats').append(chat.root);
}

// --- tabs for narrow screens

function drawTabs() {
  const focused = document.activeElement?.dataset?.tab;
  byId('tabs').replaceChildren(...[...chats.values()].map(({ person }) => tab(person)));
  if (focused) byId('tabs').querySelector(`[data-tab="${CSS.escape(focused)}"]`)?.focus();
}

function tab(person) {
  const count = unread.get(person.id);
  const button = element('button', 'tab', element('span', '', person.name));
  if (count) button.append(element('span', 'count', String(count)), element('span', 'hidden', ' new'));
  button.type = 'button';
  button.dataset.tab = person.id;
  button.setAttribute('role', 'tab');
  button.setAttribute('aria-controls', `chat-${person.id}`);
  button.setAttribute('aria-selected', String(person.id === shownPerson));
  button.tabIndex = person.id === shownPerson ? 0 : -1;
  button.addEventListener('click', () => choose(person.id));
  button.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const ids = [...chats.keys()];
    choose(ids[(ids.indexOf(person.id) + step + ids.length) % ids.length]);
    byId('tabs').querySelector('[aria-selected="true"]')?.focus();
  });
  return button;
}

function choose(id) {
  shownPerson = Number(id);
  unread.delete(shownPerson);
  remember('person', shownPerson);
  for (const [person, { chat }] of chats) chat.root.classList.toggle('chosen', person === shownPerson);
  chats.get(shownPerson)?.chat.shown();
  drawTabs();
}

// --- the socket and what is told of the bot

function connect() {
  const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/sandbox/socket`);
  socket.addEventListener('message', (event) => { failures = 0; take(JSON.parse(event.data)); });
  socket.addEventListener('close', () => {
    tell('off', 'The sandbox is not running');
    setTimeout(connect, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
    failures += 1;
  });
}

function tellBot(bot) {
  clearTimeout(absence);
  if (bot.trouble) return tell('off', `Bot: ${bot.trouble}`);
  if (bot.connected) return tell('on', 'Bot connected');
  absence = setTimeout(() => tell('off', 'No bot is connected'), ABSENCE_MS);
}

function tell(state, text) {
  const status = byId('status');
  if (byId('status-text').textContent === text) return;
  status.dataset.state = state;
  byId('status-text').textContent = text;
}

// --- the theme, and what this browser remembers

function remembered(key, allowed) {
  try {
    const value = localStorage.getItem(`qaida-${key}`);
    return allowed.includes(value) ? value : null;
  } catch {
    return null;
  }
}

function remember(key, value) {
  try { localStorage.setItem(`qaida-${key}`, value); } catch { /* a private window: nothing is remembered */ }
}

const prefersDark = matchMedia('(prefers-color-scheme: dark)');

/** The style sheet has one dark palette; who asked for it, the system or the person, is settled here. */
function shade() {
  const theme = document.documentElement.dataset.theme;
  const dark = theme === 'dark' || (theme === 'auto' && prefersDark.matches);
  document.documentElement.dataset.shade = dark ? 'dark' : 'light';
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  shade();
  byId('theme-text').textContent = THEMES[theme];
  byId('theme').title = THEMES[theme];
  remember('theme', theme);
}

byId('theme').addEventListener('click', () => {
  const all = Object.keys(THEMES);
  setTheme(all[(all.indexOf(document.documentElement.dataset.theme) + 1) % all.length]);
});

prefersDark.addEventListener('change', shade);
setTheme(remembered('theme', Object.keys(THEMES)) ?? 'auto');
connect();
