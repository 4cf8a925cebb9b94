// One person's chat with the bot.

import { Composer } from './composer.js';
import { drawMessage, element } from './message.js';
import { Popup } from './popup.js';
import { words, wordsLanguage } from './words.js';

/** How long "typing…" shows after the bot said so. */
const TYPING_MS = 5000;
const TOAST_MS = 4000;
/** Nearer to the end than this counts as reading the newest. */
const NEAR_END_PX = 80;

export class Chat {
  #root; #log; #composer; #popup; #username;
  #person;
  #words = words('en');
  #messages = new Map();
  #unread = 0;
  #timers = {};

  /** `page`: alert(from, text), unread(person, count). */
  constructor(person, page) {
    this.page = page;
    const template = document.querySelector('#chat-template').content.cloneNode(true);
    this.#root = template.querySelector('.chat');
    this.#root.id = `chat-${person.id}`;
    this.#root.dataset.person = person.id;
    this.#root.style.setProperty('--hue', (person.id * 67 + 20) % 360);
    this.#log = this.#root.querySelector('.log');
    this.#popup = new Popup(this.#root.querySelector('.popup'));
    this.#person = person;
    this.#composer = new Composer(this.#root, this.#popup, this);
    this.#listen();
  }

  get root() { return this.#root; }

  #listen() {
    this.#root.querySelector('select').addEventListener('change', (event) => {
      this.act({ act: 'language', language_code: event.target.value || null });
    });
    const more = this.#root.querySelector('.more');
    more.addEventListener('click', () => this.#popup.show([
      { label: this.#person.blocked ? 'Unblock the bot' : 'Block the bot', pick: () => this.act({ act: 'block', blocked: !this.#person.blocked }) },
      { label: 'Send /start', pick: () => this.start() },
    ], more, { above: true }));
    this.#root.querySelector('.start').addEventListener('click', () => {
      if (this.#person.blocked) this.act({ act: 'block', blocked: false });
      else this.start();
      this.#composer.focus();
    });
    this.#root.querySelector('.jump').addEventListener('click', () => this.#toEnd());
    this.#log.addEventListener('scroll', () => this.#onScroll());
  }

  /** Does something as this person; the answer of the server, or nothing with a toast. */
  async act(body) {
    try {
      const response = await fetch(`/sandbox/people/${this.#person.id}`, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
      });
      if (response.ok) return await response.json();
      this.toast(await response.text());
    } catch {
      this.toast('The sandbox does not answer: is it still running?');
    }
    return null;
  }

  start(payload = '') { return this.act({ act: 'say', text: `/start ${payload}`.trim() }); }

  lastOwn() {
    return [...this.#messages.values()].map((kept) => kept.message).filter((m) => !m.bot && m.text).pop();
  }

  /** Takes over what the server tells of the person. */
  update(person, username) {
    const typing = person.typing > this.#person.typing;
    this.#person = person;
    this.#username = username;
    this.#words = words(person.language);
    const root = this.#root;
    const set = (selector, text) => { root.querySelector(selector).textContent = text; };
    set('h2', person.name);
    set('.person .face', [...person.name][0] ?? '?');
    set('.peer-name', person.bot);
    root.setAttribute('aria-label', `${person.name}’s chat`);
    this.#log.setAttribute('aria-label', `Messages of ${person.name} and the bot`);
    this.#log.lang = wordsLanguage(person.language);
    const select = root.querySelector('select');
    if (document.activeElement !== select) select.value = person.language;
    const start = root.querySelector('.start');
    start.hidden = person.started && !person.blocked;
    start.textContent = person.blocked ? this.#words.unblock : this.#words.start;
    start.lang = wordsLanguage(person.language);
    root.classList.toggle('blocked', person.blocked);
    this.#composer.update(person, this.#words);
    if (typing) this.#showTyping(true);
    this.#drawIntro();
  }

  /** Before the first message: what the bot says it can do. */
  #drawIntro() {
    const old = this.#log.querySelector('.intro');
    old?.remove();
    if (this.#messages.size) return;
    const intro = element('div', 'intro', element('p', 'intro-title', this.#words.about));
    intro.append(element('p', '', this.#person.description || 'The bot has not set a description yet.'));
    this.#log.append(intro);
  }

  /** New messages, and ones that changed. */
  putAll(messages) {
    if (!messages.length) return;
    const atEnd = this.#atEnd();
    const added = messages.filter((message) => this.#put(message));
    if (atEnd || added.some((message) => !message.bot)) this.#toEnd();
    else this.#count(this.#unread + added.length);
    if (added.some((message) => message.bot)) this.#showTyping(false);
    for (const message of added) if (message.bot) this.page.unread(this.#person.id);
  }

  /** Whether it was new. */
  #put(message) {
    const drawn = drawMessage(message, {
      command: (text) => this.act({ act: 'say', text }),
      link: (url) => this.#deepLink(url),
      press: (pressed, button, key) => this.#press(pressed, button, key),
      edit: (own) => this.#composer.edit(own),
    }, this.#words);
    const known = this.#messages.get(message.id);
    this.#messages.set(message.id, { message, drawn });
    if (!known) {
      this.#log.querySelector('.intro')?.remove();
      this.#dayBefore(message);
      this.#log.append(drawn);
      return true;
    }
    const hadFocus = known.drawn.contains(document.activeElement);
    known.drawn.replaceWith(drawn);
    // Whoever pressed a button with the keyboard goes on from the message, not from the top of the page.
    if (hadFocus) (drawn.querySelector('.key') ?? this.#log).focus({ preventScroll: true });
    return false;
  }

  remove(id) {
    this.#messages.get(id)?.drawn.remove();
    this.#messages.delete(id);
    this.#drawIntro();
  }

  #dayBefore(message) {
    const day = new Date(message.date * 1000).toLocaleDateString('en-GB', { day: 'numeric', month: 'long' });
    if (this.day === day) return;
    this.day = day;
    this.#log.append(element('p', 'day', day));
  }

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
    if (answer?.text && answer.alert) this.page.alert(this.#person.bot, answer.text);
    else if (answer?.text) this.toast(answer.text);
  }

  /** A link to this very bot starts it, as Telegram would. */
  #deepLink(url) {
    const match = /^https?:\/\/t\.me\/([A-Za-z0-9_]+)(?:\?start=([A-Za-z0-9_-]*))?$/.exec(url);
    if (match?.[1] !== this.#username) return false;
    this.start(match[2]);
    return true;
  }

  toast(text) {
    const toast = this.#root.querySelector('.toast');
    toast.textContent = text;
    toast.classList.add('shown');
    clearTimeout(this.#timers.toast);
    this.#timers.toast = setTimeout(() => toast.classList.remove('shown'), TOAST_MS);
  }

  #showTyping(on) {
    clearTimeout(this.#timers.typing);
    const state = this.#root.querySelector('.peer-state');
    state.textContent = on ? `${this.#words.typing}…` : 'bot';
    state.classList.toggle('typing', on);
    if (on) this.#timers.typing = setTimeout(() => this.#showTyping(false), TYPING_MS);
  }

  #atEnd() { return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR_END_PX; }

  #toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#count(0);
  }

  focus() { this.#composer.focus(); }

  /** Called when the chat becomes visible. */
  shown() { this.#toEnd(); }

  #onScroll() {
    if (this.#atEnd()) this.#count(0);
    this.#root.querySelector('.jump').hidden = this.#atEnd();
  }

  #count(unread) {
    this.#unread = unread;
    this.#root.querySelector('.jump .count').textContent = unread || '';
  }
}
