// Which chats are in sight: side by side where there is room, each shown or put away by its name in the bar; one at a
// time, chosen by tab, where the screen is narrow.

import { element } from './dom.js';
import { remember, remembered } from './memory.js';

const narrow = matchMedia('(max-width: 899px)');

export class Columns {
  #bar; #holder;
  /** By id: room, label, unread, open. */
  #all = new Map();
  #chosen = null;
  /** What was shown or put away by hand, by id. */
  #kept = kept();

  constructor(bar, holder) {
    this.#bar = bar;
    this.#holder = holder;
    narrow.addEventListener('change', () => this.#show());
  }

  /** `open`: whether it is in sight from the start, if nobody said otherwise. */
  add(room, open) {
    this.#all.set(room.id, { room, label: '', unread: 0, open: this.#kept[room.id] ?? open });
    this.#holder.append(room.root);
  }

  label(id, label) { this.#all.get(id).label = label; }

  visible(id) { return narrow.matches ? id === this.#chosen : this.#all.get(id)?.open === true; }

  unread(id, count) {
    if (!this.visible(id)) this.#all.get(id).unread += count;
  }

  /** After the first news: nothing is new, and something is in sight. */
  settle() {
    for (const column of this.#all.values()) column.unread = 0;
    const last = Number(remembered('person'));
    this.#chosen = this.#all.has(last) ? last : [...this.#all.keys()][0] ?? null;
    this.#show();
    if (!narrow.matches) this.#all.get(this.#chosen)?.room.focus();
  }

  /** Brings a chat into sight. */
  reveal(id) {
    if (narrow.matches) return this.#choose(id);
    this.#toggle(id, true);
    this.#all.get(id)?.room.root.scrollIntoView({ inline: 'nearest' });
  }

  #choose(id) {
    this.#chosen = id;
    remember('person', id);
    this.#show(id);
  }

  #toggle(id, open) {
    const column = this.#all.get(id);
    if (column.open === open) return;
    column.open = open;
    this.#kept[id] = open;
    remember('columns', JSON.stringify(this.#kept));
    this.#show(id);
  }

  /** Shows what is to be seen; only `changed` was not in sight before, or everything. */
  #show(changed) {
    for (const [id, column] of this.#all) {
      column.room.root.classList.toggle('in-sight', this.visible(id));
      if (!this.visible(id) || (changed !== undefined && changed !== id)) continue;
      column.unread = 0;
      column.room.shown();
    }
    this.draw();
  }

  draw() {
    const focused = document.activeElement?.dataset?.tab;
    this.#bar.setAttribute('role', narrow.matches ? 'tablist' : 'group');
    this.#bar.replaceChildren(...[...this.#all].map(([id, column]) => this.#tab(id, column)));
    if (focused) this.#bar.querySelector(`[data-tab="${CSS.escape(focused)}"]`)?.focus();
    if (narrow.matches) this.#bar.querySelector('[aria-selected="true"]')?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }

  #tab(id, { label, unread }) {
    const shown = this.visible(id);
    const button = element('button', 'tab', element('span', '', label));
    if (unread) button.append(element('span', 'count', String(unread)), element('span', 'hidden', ' new'));
    button.type = 'button';
    button.dataset.tab = id;
    if (narrow.matches) {
      button.setAttribute('role', 'tab');
      button.setAttribute('aria-controls', `chat-${id}`);
      button.setAttribute('aria-selected', String(shown));
      button.tabIndex = shown ? 0 : -1;
    } else {
      button.setAttribute('aria-pressed', String(shown));
    }
    button.addEventListener('click', () => (narrow.matches ? this.#choose(id) : this.#toggle(id, !shown)));
    button.addEventListener('keydown', (event) => this.#onKey(event, id));
    return button;
  }

  #onKey(event, id) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const ids = [...this.#all.keys()];
    const next = ids[(ids.indexOf(id) + step + ids.length) % ids.length];
    if (narrow.matches) this.#choose(next);
    this.#bar.querySelector(`[data-tab="${CSS.escape(String(next))}"]`)?.focus();
  }
}

function kept() {
  try {
    return JSON.parse(remembered('columns') ?? '{}') ?? {};
  } catch {
    return {};
  }
}
