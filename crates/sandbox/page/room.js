// What a private chat, a group and a channel have in common: messages, what is done with them, a place to write.

import { Composer } from './composer.js';
import { Log } from './log.js';
import { drawMessage } from './message.js';
import { Popup } from './popup.js';
import { OFFERED, reactionOf } from './reactions.js';
import { words } from './words.js';

/** How long "typing…" shows after the bot said so. */
const TYPING_MS = 5000;
const TOAST_MS = 4000;

/** Whoever extends it tells: address, me, own(message), nameOf(author), hueOf(author), stateText(), start(payload). */
export class Room {
  #timers = {};
  words = words('en');
  /** Whether the author's name stands over each message. */
  named = false;
  /** Whether one's own messages stand on the other side. */
  sided = true;

  /** `head`: the id of the template with what stands over the messages. `page`: see main.js. */
  constructor(id, head, page) {
    const copy = (template) => document.getElementById(template).content.cloneNode(true);
    this.id = id;
    this.page = page;
    this.root = copy('room-template').querySelector('.chat');
    this.root.id = `chat-${id}`;
    this.root.querySelector('.head').replaceWith(copy(head));
    this.popup = new Popup(this.root.querySelector('.popup'));
    this.log = new Log(this.root, (message) => this.#draw(message));
    this.composer = new Composer(this.root, this.popup, this);
  }

  /** Under whose name a message stands. */
  writer(author) { return this.nameOf(author); }

  mayEdit(message) { return this.own(message); }

  /** What else can be done with a message. */
  menuItems() { return []; }

  find(selector) { return this.root.querySelector(selector); }

  set(selector, text) { this.find(selector).textContent = text; }

  /** Does something; the answer of the server, or nothing with a toast. */
  async act(body) {
    try {
      const response = await fetch(this.address, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
      });
      if (response.ok) return await response.json();
      this.toast(await response.text());
    } catch {
      this.toast('The sandbox does not answer: is it still running?');
    }
    return null;
  }

  lastOwn() { return this.log.last((message) => this.mayEdit(message) && message.text && !message.service); }

  /** New messages, and ones that changed; those of them that somebody else newly wrote. */
  putAll(messages) {
    if (!messages.length) return [];
    const added = this.log.put(messages, (message) => this.own(message));
    if (added.some((message) => message.bot)) this.showTyping(false);
    const others = added.filter((message) => !this.own(message) && !message.service);
    if (others.length) this.page.unread(this.id, others.length);
    return others;
  }

  #draw(message) {
    return drawMessage(message, {
      command: (text) => this.act({ act: 'say', text }),
      link: (url) => this.#deepLink(url),
      press: (pressed, button, key) => this.#press(pressed, button, key),
      react: (about, emoji) => this.#react(about, emoji),
      reveal: (id) => this.log.reveal(id),
      menu: (about, opener) => this.#menu(about, opener),
    }, {
      words: this.words,
      me: this.me,
      own: this.sided && this.own(message),
      named: this.named,
      nameOf: (author) => this.nameOf(author),
      writer: (author) => this.writer(author),
      hue: this.hueOf(message.author),
    });
  }

  #menu(message, opener) {
    const mine = reactionOf(message, this.me);
    const react = (emoji) => this.#react(message, emoji === mine ? null : emoji);
    const items = [
      { choices: OFFERED, chosen: mine, pick: react },
      ...(this.composer.closed ? [] : [
        { label: this.words.reply, symbol: 'reply', pick: () => this.composer.reply(message) },
      ]),
      { label: this.words.forward, symbol: 'forward', pick: () => this.#forward(message) },
    ];
    if (this.mayEdit(message) && message.text) {
      items.push({ label: this.words.edit, symbol: 'edit', pick: () => this.composer.edit(message) });
    }
    items.push(...this.menuItems(message));
    this.popup.show(items, opener, { near: opener.closest('.message') });
  }

  /** Into the private chat with the bot; an album as a whole. */
  #forward({ id, album }) {
    const together = album ? this.log.all((message) => message.album === album).map((message) => message.id) : [id];
    this.page.forward(this.speakerId, this.id, together);
  }

  /** Who does what is done here. */
  get speakerId() { return this.me; }

  #react(message, emoji) { return this.act({ act: 'react', message_id: message.id, emoji }); }

  async #press(message, button, key) {
    if (button.url) {
      if (!this.#deepLink(button.url)) window.open(button.url, '_blank', 'noopener,noreferrer');
      return;
    }
    if (key.classList.contains('busy')) return;
    key.classList.add('busy');
    key.setAttribute('aria-busy', 'true');
    const answer = await this.act({ act: 'press', message_id: message.id, data: button.callback_data });
    key.classList.remove('busy');
    key.removeAttribute('aria-busy');
    if (answer?.text && answer.alert) this.page.alert(this.nameOf(null), answer.text);
    else if (answer?.text) this.toast(answer.text);
  }

  /** A link to this very bot starts it in the private chat of whoever follows it, as Telegram would. */
  #deepLink(url) {
    const match = /^https?:\/\/t\.me\/([A-Za-z0-9_]+)(?:\?start=([A-Za-z0-9_-]*))?$/.exec(url);
    if (match?.[1] !== this.page.username()) return false;
    this.start(match[2]);
    return true;
  }

  toast(text) {
    const toast = this.find('.toast');
    toast.textContent = text;
    toast.classList.add('shown');
    clearTimeout(this.#timers.toast);
    this.#timers.toast = setTimeout(() => toast.classList.remove('shown'), TOAST_MS);
  }

  showTyping(on) {
    clearTimeout(this.#timers.typing);
    const state = this.find('.peer-state');
    state.textContent = on ? `${this.words.typing}…` : this.stateText();
    state.classList.toggle('typing', on);
    if (on) this.#timers.typing = setTimeout(() => this.showTyping(false), TYPING_MS);
  }

  focus() { this.composer.focus(); }

  /** Called when the chat becomes visible. */
  shown() { this.log.toEnd(); }
}
