// The page: takes what the server tells and hands it to the chats, groups and channels.

import { Channel } from './channel.js';
import { Chat } from './chat.js';
import { Columns } from './columns.js';
import { Group } from './group.js';
import { themes } from './theme.js';

/** Pauses before the socket is opened again. */
const RETRY_MS = [300, 1000, 2000, 5000];
/** A bot between two polls is not gone: only an absence this long is told. */
const ABSENCE_MS = 2500;

const byId = (id) => document.getElementById(id);
const columns = new Columns(byId('tabs'), byId('chats'));
const rooms = new Map();
const people = new Map();
let username = null;
let born = null;
let failures = 0;
let absence = null;

/** What the rooms may ask of the page. */
const page = {
  alert(from, text) {
    byId('alert-from').textContent = from;
    byId('alert-text').textContent = text;
    byId('alert').showModal();
  },
  unread: (id, count) => columns.unread(id, count),
  visible: (id) => columns.visible(id),
  person: (id) => people.get(id),
  people: () => [...people.values()],
  username: () => username,
  forward(person, from, messages) {
    columns.reveal(person);
    rooms.get(person)?.act({ act: 'forward', from, messages });
  },
  crowd: (count) => post('/sandbox/crowd', { count }),
  trouble: (trouble, times) => post('/sandbox/trouble', { trouble, times }),
  start(id, payload) {
    columns.reveal(id);
    rooms.get(id)?.start(payload);
  },
};

function post(address, body) {
  return fetch(address, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });
}

function take(news) {
  if (born !== null && born !== news.born) return location.reload();
  const first = born === null;
  born = news.born;
  username = news.bot.username;
  for (const person of news.people) people.set(person.id, person);
  // Who works in a group or channel is put away until somebody wants to be them in private too.
  const editors = news.channels.flatMap((channel) => channel.members).filter((member) => member.admin);
  const staff = new Set([...news.groups.flatMap((group) => group.members), ...editors].map((member) => member.id));
  for (const person of news.people) {
    room(person.id, person.name, () => new Chat(person, page), !staff.has(person.id)).update(person);
  }
  for (const group of news.groups) room(group.id, group.title, () => new Group(group, page), true).update(group);
  for (const channel of news.channels) {
    room(channel.id, channel.title, () => new Channel(channel, page), true).update(channel);
  }
  for (const [id, to] of rooms) to.putAll(news.messages.filter((message) => message.chat === id));
  for (const [chat, id] of news.deleted) rooms.get(chat)?.log.remove(id);
  if (first) {
    for (const group of news.groups) rooms.get(group.id).settle();
    columns.settle();
  }
  columns.draw();
  tellBot(news.bot);
  tellCrowd(news.crowd);
}

function room(id, label, make, open) {
  if (!rooms.has(id)) {
    rooms.set(id, make());
    columns.add(rooms.get(id), open);
  }
  columns.label(id, label);
  return rooms.get(id);
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

/** Those who are too many to be shown one by one. */
function tellCrowd({ people: count, messages, doubled }) {
  const [many, got, twice] = [count, messages, doubled].map((number) => number.toLocaleString('en'));
  byId('crowd').hidden = !count;
  byId('crowd').textContent = `${many} followers, ${got} messages received, ${twice} got the same twice`;
}

function tell(state, text) {
  const status = byId('status');
  if (byId('status-text').textContent === text) return;
  status.dataset.state = state;
  byId('status-text').textContent = text;
}

themes(byId('theme'));
connect();
