// One person's private chat with the bot.

import { element, hue } from './dom.js';
import { Room } from './room.js';
import { words, wordsLanguage } from './words.js';

export class Chat extends Room {
  #person;

  constructor(person, page) {
    super(person.id, 'person-head', page);
    this.#person = person;
    this.root.style.setProperty('--hue', hue(person.id));
    this.#listen();
  }

  get address() { return `/sandbox/people/${this.id}`; }
  get me() { return this.id; }
  own(message) { return !message.bot; }
  nameOf(author) { return author === null ? this.#person.bot : this.words.you; }
  hueOf() { return 0; }
  stateText() { return 'bot'; }

  start(payload = '') { return this.act({ act: 'say', text: `/start ${payload}`.trim() }); }

  #block(blocked) { return this.act({ act: 'block', blocked }); }

  #listen() {
    this.find('select').addEventListener('change', (event) => {
      this.act({ act: 'language', language_code: event.target.value || null });
    });
    const more = this.find('.more');
    more.addEventListener('click', () => this.popup.show([
      { label: this.#person.blocked ? 'Unblock the bot' : 'Block the bot', pick: () => this.#block(!this.#person.blocked) },
      { label: 'Send /start', pick: () => this.start() },
    ], more, { above: true }));
    this.find('.start').addEventListener('click', () => {
      if (this.#person.blocked) this.#block(false);
      else this.start();
      this.focus();
    });
  }

  /** Takes over what the server tells of the person. */
  update(person) {
    const typing = person.typing > this.#person.typing;
    const spoke = this.#person.language;
    this.#person = person;
    this.words = words(person.language);
    this.set('h2', person.name);
    this.set('.person .face', [...person.name][0] ?? '?');
    this.set('.peer-name', person.bot);
    this.root.setAttribute('aria-label', `${person.name}’s chat`);
    this.log.box.setAttribute('aria-label', `Messages of ${person.name} and the bot`);
    this.log.box.lang = wordsLanguage(person.language);
    const select = this.find('select');
    if (document.activeElement !== select) select.value = person.language;
    const start = this.find('.start');
    start.hidden = person.started && !person.blocked;
    start.textContent = person.blocked ? this.words.unblock : this.words.start;
    start.lang = wordsLanguage(person.language);
    this.root.classList.toggle('blocked', person.blocked);
    this.composer.update(person.name, person.commands, this.words);
    if (typing) this.showTyping(true);
    if (spoke !== person.language) this.log.redraw();
    this.#drawIntro();
  }

  /** Before the first message: what the bot says it can do. */
  #drawIntro() {
    const intro = element('div', 'intro', element('p', 'intro-title', this.words.about));
    intro.append(element('p', '', this.#person.description || 'The bot has not set a description yet.'));
    this.log.intro(intro);
  }
}
