// One list at a time over the lower end of a chat: commands, things to attach, more.

import { element } from './message.js';

export class Popup {
  #box;
  #opener = null;
  #close = null;

  constructor(box) {
    this.#box = box;
    box.addEventListener('keydown', (event) => this.#onKey(event));
    document.addEventListener('click', (event) => {
      if (!box.hidden && !box.contains(event.target) && !this.#opener?.contains(event.target)) this.close(false);
    });
  }

  get open() { return !this.#box.hidden; }

  /** Items: { label, detail, symbol, pick }. `opener` is the button that opened it, which gets the focus back. */
  show(items, opener, { above = false, focus = true } = {}) {
    if (this.open && this.#opener === opener && focus) return this.close(true);
    this.close(false);
    this.#opener = opener;
    this.#box.replaceChildren(...items.map((item) => this.#item(item)));
    this.#box.setAttribute('role', 'menu');
    this.#box.classList.toggle('at-top', above);
    this.#box.hidden = false;
    if (opener.matches('button')) opener.setAttribute('aria-expanded', 'true');
    if (focus) this.#box.firstElementChild?.focus();
  }

  close(focus) {
    if (!this.open) return;
    this.#box.hidden = true;
    if (this.#opener?.matches('button')) this.#opener.setAttribute('aria-expanded', 'false');
    if (focus) this.#opener?.focus();
    this.#opener = null;
  }

  /** Moves into the list from the text field. */
  enter() { this.#box.lastElementChild?.focus(); }

  /** Takes the first item, as Tab does in the text field. */
  first() { this.#box.firstElementChild?.click(); }

  #item({ label, detail, symbol, pick }) {
    const button = element('button', 'item');
    button.type = 'button';
    button.setAttribute('role', 'menuitem');
    if (symbol) {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
      use.setAttribute('href', `#i-${symbol}`);
      svg.setAttribute('aria-hidden', 'true');
      svg.append(use);
      button.append(svg);
    }
    button.append(element('span', 'label', label));
    if (detail) button.append(element('span', 'detail', detail));
    button.addEventListener('click', () => { this.close(true); pick(); });
    return button;
  }

  #onKey(event) {
    const items = [...this.#box.children];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) {
      items[(to + items.length) % items.length]?.focus();
    } else if (event.key === 'Escape') {
      this.close(true);
    } else if (event.key === 'Tab') {
      this.close(false);
      return;
    } else {
      return;
    }
    event.preventDefault();
  }
}
