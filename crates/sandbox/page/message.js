// One message as an element: bubble, media, quote, time, and the buttons under it.

import { element, icon, iconButton } from './dom.js';
import { drawReactions } from './reactions.js';
import { rich } from './rich.js';
import { serviceText } from './words.js';

/**
 * `on`: command, link, press(message, button, element), react(message, emoji), reveal(id), menu(message, button).
 * `view`: words, me, own, named (whether the author's name stands over it), nameOf(author), writer(author), hue.
 */
export function drawMessage(message, on, view) {
  if (message.service) return drawService(message, view);
  const bubble = element('div', 'bubble');
  const name = view.writer(message.author);
  if (view.named) bubble.append(author(name, view.hue));
  if (message.forwarded) bubble.append(forwarded(message.forwarded, view.words));
  if (message.reply) bubble.append(reply(message.reply, on, view));
  if (message.media) bubble.append(media(message.media));
  const reactions = drawReactions(message, (emoji) => on.react(message, emoji), view);
  const corner = meta(message, view.words);
  if (message.text) {
    const text = element('div', 'text', rich(message.text, message.entities, on));
    if (!reactions) text.dataset.meta = corner.textContent;
    bubble.append(text);
  }
  if (reactions) bubble.append(reactions);
  bubble.append(corner);
  const drawn = element('article', view.own ? 'message own' : 'message from-bot');
  drawn.dataset.message = message.id;
  if (message.media) drawn.classList.add(`with-${message.media.kind}`);
  if (!message.text) drawn.classList.add('bare');
  if (message.album) drawn.classList.add('in-album');
  if (reactions) drawn.classList.add('reacted');
  const more = iconButton('act', 'more', 'Reply, react, edit, forward');
  more.setAttribute('aria-haspopup', 'menu');
  more.addEventListener('click', () => on.menu(message, more));
  const row = element('div', 'line', bubble, more);
  drawn.append(element('span', 'hidden', view.named ? '' : `${name}: `), row);
  if (message.rows.length) drawn.append(keyboard(message, on));
  return drawn;
}

function drawService(message, view) {
  const drawn = element('p', 'day service', serviceText(message.service, view.words));
  drawn.dataset.message = message.id;
  return drawn;
}

function author(name, hue) {
  const made = element('p', 'author', name);
  made.style.setProperty('--hue', hue);
  return made;
}

function forwarded(name, words) {
  return element('p', 'forwarded', `${words.forwarded} `, element('strong', '', name));
}

function meta(message, words) {
  const date = new Date(message.date * 1000);
  const time = element('time', '', date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }));
  time.dateTime = date.toISOString();
  return element('div', 'meta', message.edited ? `${words.edited} ` : '', time);
}

function reply(replied, on, view) {
  const made = element('button', 'reply', element('strong', '', view.writer(replied.author)),
    element('span', '', replied.text || replied.kind || ''));
  made.type = 'button';
  made.addEventListener('click', () => on.reveal(replied.id));
  return made;
}

function keyboard(message, on) {
  const rows = message.rows.map((row) => element('div', 'row', ...row.map((button) => key(message, button, on))));
  return element('div', 'keyboard', ...rows);
}

function key(message, button, on) {
  const made = element('button', button.url ? 'key away' : 'key', element('span', '', button.text));
  made.type = 'button';
  if (button.url) made.title = button.url;
  made.addEventListener('click', () => on.press(message, button, made));
  return made;
}

function media({ kind, value, file }) {
  switch (kind) {
    case 'photo': return file ? picture(file) : element('div', 'photo', icon('photo'));
    case 'video': return element('div', 'photo', icon('video'), element('span', 'length', length(value.duration)));
    case 'voice': return element('div', 'voice', icon('voice'), wave(), element('span', '', '0:04'));
    case 'sticker': return element('div', 'sticker', value.emoji ?? '🙂');
    case 'location': return element('div', 'location', icon('location'));
    case 'contact': return card('contact', value.first_name, value.phone_number);
    default: return document_(value, file);
  }
}

function length(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function picture(file) {
  const image = element('img', 'photo');
  image.src = `/sandbox/file/${encodeURIComponent(file)}`;
  image.alt = 'Picture';
  return image;
}

function wave() {
  const bars = [5, 9, 14, 8, 12, 18, 11, 7, 15, 20, 13, 8, 16, 10, 6, 12, 17, 9, 5, 8, 11, 6];
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 88 22');
  svg.setAttribute('class', 'wave');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', bars.map((height, i) => `M${i * 4 + 1} ${11 - height / 2}v${height}`).join(''));
  svg.append(path);
  return svg;
}

function card(symbol, title, detail) {
  return element('div', 'card', element('span', 'card-icon', icon(symbol)),
    element('span', '', element('strong', '', title), element('small', '', detail)));
}

function document_(value, file) {
  const size = `${Math.max(1, Math.round((value.file_size ?? 0) / 1024))} KB`;
  const made = card('document', value.file_name ?? 'file', size);
  if (!file) return made;
  const link = element('a', 'card-link', made);
  link.href = `/sandbox/file/${encodeURIComponent(file)}`;
  link.download = value.file_name ?? '';
  return link;
}
