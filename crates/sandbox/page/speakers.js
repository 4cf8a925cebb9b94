// Who is spoken as in a group or channel: anybody in it, an administrator also without a name.

import { element, hue } from './dom.js';

export class Speakers {
  #select; #face; #people = []; #drawn = '';

  /** `changed()`: somebody else speaks from now on. */
  constructor(root, changed) {
    this.#select = root.querySelector('.speak select');
    this.#face = root.querySelector('.person .face');
    this.#select.addEventListener('change', () => { this.#drawFace(); changed(); });
  }

  /** `{ id, anonymous }`; an id of 0 while nobody is in the group. */
  get chosen() {
    const [id, anonymous] = this.#select.value.split(' ');
    return { id: Number(id) || 0, anonymous: anonymous !== undefined };
  }

  /** `people`: id, name, admin, status. The owner speaks first. */
  update(people) {
    this.#people = [...people].sort((a, b) => (b.status === 'creator') - (a.status === 'creator'));
    const options = this.#people.flatMap(({ id, name, admin }) => [
      [String(id), name],
      ...(admin ? [[`${id} anonymous`, `${name} (anonymous)`]] : []),
    ]);
    if (this.#drawn === JSON.stringify(options)) return;
    this.#drawn = JSON.stringify(options);
    const chosen = this.#select.value;
    this.#select.replaceChildren(...options.map(([value, text]) => {
      const option = element('option', '', text);
      option.value = value;
      return option;
    }));
    if (options.some(([value]) => value === chosen)) this.#select.value = chosen;
    this.#drawFace();
  }

  #drawFace() {
    const { id, anonymous } = this.chosen;
    const name = this.#people.find((person) => person.id === id)?.name ?? '?';
    this.#face.textContent = anonymous ? '?' : [...name][0];
    this.#face.style.setProperty('--hue', hue(id));
  }
}
