// One list at a time over a chat: commands and things to attach at its lower end, menus at the top, what can be done
// with a message beside it.

import { element, icon } from './dom.js';

/** Room kept around a list that stands beside a message. */
const MARGIN_PX = 8;

export class Popup {
  #box;
  #opener = null;

  constructor(box) {
    this.#box = box;
    box.addEventListener('keydown', (event) => this.#onKey(event));
    document.addEventListener('click', (event) => {
      // By the way the click went: what was clicked may be gone from the list by now.
      const way = event.composedPath();
      if (!box.hidden && !way.includes(box) && !way.includes(this.#opener)) this.close(false);
    });
  }

  get open() { return !this.#box.hidden; }

  /**
   * Items: { label, detail, symbol, checked, pick } or a row { choices, chosen, pick(choice) }. `opener` is the button
   * that opened it, which gets the focus back.
   */
  show(items, opener, { above = false, near = null, focus = true } = {}) {
    if (this.open && this.#opener === opener && focus) return this.close(true);
    this.close(false);
    this.#opener = opener;
    this.#box.replaceChildren(...items.map((item) => (item.choices ? this.#row(item) : this.#item(item))));
    this.#box.setAttribute('role', 'menu');
    this.#box.classList.toggle('at-top', above);
    this.#box.hidden = false;
    this.#place(near);
    if (opener.matches('button')) opener.setAttribute('aria-expanded', 'true');
    if (focus) this.#buttons()[0]?.focus();
  }

  close(focus) {
    if (!this.open) return;
    this.#box.hidden = true;
    if (this.#opener?.matches('button')) this.#opener.setAttribute('aria-expanded', 'false');
    if (focus) this.#opener?.focus();
    this.#opener = null;
  }

  /** Moves into the list from the text field. */
  enter() { this.#buttons().at(-1)?.focus(); }

  /** Takes the first item, as Tab does in the text field. */
  first() { this.#buttons()[0]?.click(); }

  #buttons() { return [...this.#box.querySelectorAll('button')]; }

  /** Beside a message, as far as it fits. */
  #place(near) {
    this.#box.classList.toggle('near', near !== null);
    this.#box.style.inset = '';
    if (!near) return;
    const wall = this.#box.parentElement.getBoundingClientRect();
    const of = near.getBoundingClientRect();
    const [width, height] = [this.#box.offsetWidth, this.#box.offsetHeight];
    const fit = (at, size, all) => `${Math.max(MARGIN_PX, Math.min(at, all - size - MARGIN_PX))}px`;
    const left = near.classList.contains('own') ? of.right - wall.left - width : of.left - wall.left;
    this.#box.style.inset = `${fit(of.bottom - wall.top + 4, height, wall.height)} auto auto ${fit(left, width, wall.width)}`;
  }

  #item({ label, detail, symbol, checked, pick }) {
    const button = element('button', 'item');
    if (symbol) button.append(icon(symbol));
    button.append(element('span', 'label', label));
    if (detail) button.append(element('span', 'detail', detail));
    if (checked) button.append(icon('check'));
    return this.#choice(button, checked, pick);
  }

  #row({ choices, chosen, pick }) {
    const buttons = choices.map((choice) => {
      return this.#choice(element('button', 'emoji', choice), choice === chosen, () => pick(choice));
    });
    return element('div', 'choices', ...buttons);
  }

  #choice(button, checked, pick) {
    button.type = 'button';
    button.setAttribute('role', checked === undefined ? 'menuitem' : 'menuitemradio');
    if (checked !== undefined) button.setAttribute('aria-checked', String(checked));
    button.addEventListener('click', () => { this.close(true); pick(); });
    return button;
  }

  #onKey(event) {
    const items = this.#buttons();
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[event.key];
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
