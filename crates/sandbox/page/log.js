// The messages of a chat: in order, with the days between them, and a way back to the newest.

import { element } from './dom.js';

/** Nearer to the end than this counts as reading the newest. */
const NEAR_END_PX = 80;
/** How long a message that was looked for stands out. */
const FLASH_MS = 1200;

export class Log {
  #box; #jump; #draw;
  #kept = new Map();
  #shown = () => true;
  #intro = null;
  #day = null;
  #unread = 0;
  /** Whether the newest is in sight, which stays so when the chat changes its size. */
  #ending = true;

  /** `draw(message)`: an element. */
  constructor(root, draw) {
    this.#box = root.querySelector('.log');
    this.#jump = root.querySelector('.jump');
    this.#draw = draw;
    this.#jump.addEventListener('click', () => this.toEnd());
    this.#box.addEventListener('scroll', () => this.#onScroll());
    new ResizeObserver(() => { if (this.#ending) this.toEnd(); }).observe(this.#box);
  }

  get box() { return this.#box; }

  /** The newest of those shown that fits. */
  last(fits) { return this.all((m) => this.#shown(m) && fits(m)).pop(); }

  /** All that fit, oldest first. */
  all(fits) { return [...this.#kept.values()].map((kept) => kept.message).filter(fits); }

  /** Takes messages, new ones and ones that changed; the new ones. `own(message)`: written by whoever looks on. */
  put(messages, own) {
    const atEnd = this.#atEnd();
    const added = messages.filter((message) => this.#put(message));
    const seen = added.filter(this.#shown);
    if (atEnd || seen.some(own)) this.toEnd();
    else this.#count(this.#unread + seen.length);
    this.#drawIntro();
    return added;
  }

  #put(message) {
    const known = this.#kept.get(message.id);
    const kept = { message, drawn: null };
    this.#kept.set(message.id, kept);
    if (!known) {
      this.#append(kept);
    } else if (known.drawn) {
      kept.drawn = this.#draw(message);
      const hadFocus = known.drawn.contains(document.activeElement);
      known.drawn.replaceWith(kept.drawn);
      // Whoever pressed a button with the keyboard goes on from the message, not from the top of the page.
      if (hadFocus) (kept.drawn.querySelector('.key, .act') ?? this.#box).focus({ preventScroll: true });
    }
    return !known;
  }

  #append(kept) {
    if (!this.#shown(kept.message)) return;
    const day = new Date(kept.message.date * 1000).toLocaleDateString('en-GB', { day: 'numeric', month: 'long' });
    if (this.#day !== day) this.#box.append(element('p', 'day', day));
    this.#day = day;
    kept.drawn = this.#draw(kept.message);
    this.#box.append(kept.drawn);
  }

  remove(id) {
    this.#kept.get(id)?.drawn?.remove();
    this.#kept.delete(id);
    this.#drawIntro();
  }

  /** Shows only these from now on, the newest in sight. */
  show(shown) {
    this.#shown = shown;
    this.redraw();
    this.toEnd();
  }

  redraw() {
    const at = this.#box.scrollTop;
    this.#day = null;
    this.#box.replaceChildren();
    for (const kept of this.#kept.values()) { kept.drawn = null; this.#append(kept); }
    this.#drawIntro();
    this.#box.scrollTop = at;
  }

  /** What stands there as long as there is no message. */
  intro(drawn) {
    this.#intro = drawn;
    this.#drawIntro();
  }

  #drawIntro() {
    this.#box.querySelector('.intro')?.remove();
    if (this.#intro && !this.#box.querySelector('[data-message]')) this.#box.append(this.#intro);
  }

  /** Brings a message into sight; whether it is among those shown. */
  reveal(id) {
    const drawn = this.#kept.get(id)?.drawn;
    if (!drawn) return false;
    drawn.scrollIntoView({ block: 'center' });
    drawn.classList.add('found');
    setTimeout(() => drawn.classList.remove('found'), FLASH_MS);
    return true;
  }

  toEnd() {
    this.#box.scrollTop = this.#box.scrollHeight;
    this.#count(0);
  }

  #atEnd() { return this.#box.scrollHeight - this.#box.scrollTop - this.#box.clientHeight < NEAR_END_PX; }

  #onScroll() {
    this.#ending = this.#atEnd();
    if (this.#ending) this.#count(0);
    this.#jump.hidden = this.#ending;
  }

  #count(unread) {
    this.#unread = unread;
    this.#jump.querySelector('.count').textContent = unread || '';
  }
}
