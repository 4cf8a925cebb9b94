// The row of topics of a group: General first, then the newest; one open, each with a count of what was not read.

import { element, icon } from './dom.js';

const GENERAL = { id: null, name: 'General', closed: false };

export class Topics {
  #row; #pick;
  #topics = [GENERAL];
  #unread = new Map();
  #drawn = '';
  /** The id of the open topic; null is General. */
  open = null;

  /** `pick()`: another topic is open. */
  constructor(row, pick) {
    this.#row = row;
    this.#pick = pick;
    // A wheel turns one way only, and the row lies the other.
    row.addEventListener('wheel', ({ deltaX, deltaY }) => { if (!deltaX) row.scrollLeft += deltaY; }, { passive: true });
  }

  update(topics) {
    this.#topics = [GENERAL, ...topics.toReversed()];
    if (!this.#topics.some((topic) => topic.id === this.open)) this.#choose(null);
    else this.#draw();
  }

  /** These came while their topic was not read. */
  count(messages) {
    for (const { topic } of messages) this.#unread.set(topic, (this.#unread.get(topic) ?? 0) + 1);
    this.#draw();
  }

  settle() {
    this.#unread.clear();
    this.#draw();
  }

  /** The open topic is looked at. */
  read() {
    this.#unread.delete(this.open);
    this.#draw();
  }

  #choose(id) {
    this.open = id;
    this.read();
    this.#pick();
  }

  #draw() {
    const state = JSON.stringify([this.#topics, [...this.#unread], this.open]);
    if (this.#drawn === state) return;
    this.#drawn = state;
    const hadFocus = this.#row.contains(document.activeElement);
    this.#row.replaceChildren(...this.#topics.map((topic) => this.#tab(topic)));
    const chosen = this.#row.querySelector('[aria-selected="true"]');
    if (hadFocus) chosen?.focus();
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  #tab({ id, name, closed }) {
    const count = this.#unread.get(id);
    const open = id === this.open;
    const tab = element('button', 'topic', element('span', 'topic-name', name));
    if (closed) tab.append(icon('lock'), element('span', 'hidden', ' (closed)'));
    if (count) tab.append(element('span', 'count', String(count)), element('span', 'hidden', ' new'));
    tab.type = 'button';
    tab.title = name;
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-selected', String(open));
    tab.tabIndex = open ? 0 : -1;
    tab.addEventListener('click', () => this.#choose(id));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const ids = this.#topics.map((topic) => topic.id);
      this.#choose(ids[(ids.indexOf(id) + step + ids.length) % ids.length]);
    });
    return tab;
  }
}
