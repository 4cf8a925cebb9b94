// A group: its topics, who is spoken as, and the messages of the topic that is open.

import { hue } from './dom.js';
import { groupMenu } from './group-menu.js';
import { Room } from './room.js';
import { Speakers } from './speakers.js';
import { Topics } from './topics.js';
import { membersText, words, wordsLanguage } from './words.js';

export class Group extends Room {
  #group; #topics; #speakers;
  named = true;

  constructor(group, page) {
    super(group.id, 'group-head', page);
    this.#group = group;
    this.root.classList.add('group');
    this.root.style.setProperty('--hue', hue(group.id));
    this.#speakers = new Speakers(this.root, () => this.#changed());
    this.#topics = new Topics(this.find('.topics'), (topic) => this.#open(topic));
    const more = this.find('.more');
    more.addEventListener('click', () => groupMenu(this, this.#group, more));
    this.log.show((message) => message.topic === this.topic);
  }

  get address() { return `/sandbox/groups/${this.id}`; }
  /** Whose reactions are one's own: an anonymous administrator reacts as the group. */
  get me() { return this.speaker.anonymous ? this.id : this.speaker.id; }
  get speaker() { return this.#speakers.chosen; }
  get speakerId() { return this.speaker.id; }
  get topic() { return this.#topics?.open ?? null; }
  own({ author }) { return author === (this.speaker.anonymous ? 'anonymous' : this.speaker.id); }
  hueOf(author) { return author === null ? 186 : hue(author === 'anonymous' ? this.id : author); }
  stateText() { return membersText(this.#group.count, this.#language()); }

  nameOf(author) {
    if (author === null) return this.page.person(this.speaker.id)?.bot ?? 'bot';
    if (author === 'anonymous' || author === this.id) return this.words.anonymous;
    return this.page.person(author)?.name ?? String(author);
  }

  /** Everything is done by whoever is spoken as; what is written goes to the open topic. */
  act(body) {
    const { id: by, anonymous } = this.speaker;
    const where = ['say', 'send'].includes(body.act) ? { topic: this.topic } : {};
    return super.act({ ...where, ...body, by, anonymous });
  }

  start(payload) { this.page.start(this.speaker.id, payload); }

  #language() { return this.page.person(this.speaker.id)?.language ?? ''; }

  #open() {
    this.composer.stop();
    this.log.show((message) => message.topic === this.topic);
    this.#tell();
  }

  /** Somebody else speaks: other words, other messages are one's own. */
  #changed() {
    this.composer.stop();
    this.#tell();
    this.log.redraw();
    this.log.toEnd();
  }

  putAll(messages) {
    const others = super.putAll(messages);
    this.#topics.count(others.filter((message) => !this.#reading(message)));
    return others;
  }

  #reading(message) { return message.topic === this.topic && this.page.visible(this.id); }

  /** All there is so far counts as read. */
  settle() { this.#topics.settle(); }

  shown() {
    super.shown();
    this.#topics.read();
  }

  /** Takes over what the server tells of the group. */
  update(group) {
    const typing = group.typing > this.#group.typing;
    const spoke = this.words;
    this.#group = group;
    const people = group.members.filter((member) => member.inside);
    this.#speakers.update(people.map((member) => ({ ...member, name: this.page.person(member.id)?.name ?? '?' })));
    this.#topics.update(group.topics);
    this.#tell();
    if (spoke !== this.words) this.log.redraw();
    if (typing) this.showTyping(true);
  }

  #tell() {
    const group = this.#group;
    const speaker = group.members.find((member) => member.id === this.speaker.id);
    const name = this.nameOf(this.speaker.anonymous ? 'anonymous' : this.speaker.id);
    this.words = words(this.#language());
    this.set('.peer-name', group.title);
    this.set('.peer .face', [...group.title][0] ?? '?');
    this.root.setAttribute('aria-label', `Group ${group.title}`);
    this.log.box.setAttribute('aria-label', `Messages of ${group.title}`);
    this.log.box.lang = wordsLanguage(this.#language());
    this.find('.topics').hidden = !group.forum;
    if (!this.find('.peer-state').classList.contains('typing')) this.set('.peer-state', this.stateText());
    const closed = group.topics.find((topic) => topic.id === this.topic)?.closed && !speaker?.admin;
    this.composer.update(name, speaker?.commands ?? [], this.words, closed ? this.words.closed : null);
  }
}
