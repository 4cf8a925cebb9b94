// A channel: its posts, who reads or posts, and the post that is pinned.

import { channelMenu } from './channel-menu.js';
import { hue } from './dom.js';
import { Room } from './room.js';
import { Speakers } from './speakers.js';
import { subscribersText, words, wordsLanguage } from './words.js';

export class Channel extends Room {
  #channel; #speakers;
  named = true;
  sided = false;

  constructor(channel, page) {
    super(channel.id, 'channel-head', page);
    this.#channel = channel;
    this.root.classList.add('group');
    this.root.style.setProperty('--hue', hue(channel.id));
    this.#speakers = new Speakers(this.root, () => this.#changed());
    const more = this.find('.more');
    more.addEventListener('click', () => channelMenu(this, this.#channel, more));
    this.find('.pinned').addEventListener('click', () => this.log.reveal(this.#channel.pinned?.id));
  }

  get address() { return `/sandbox/channels/${this.id}`; }
  get me() { return this.speaker; }
  /** The id of whoever reads or posts; 0 while nobody is in the channel. */
  get speaker() { return this.#speakers.chosen.id; }
  own({ author }) { return author === this.speaker; }
  hueOf() { return hue(this.id); }

  stateText() {
    const { subscribers, username } = this.#channel;
    const count = subscribersText(subscribers, this.#language());
    return username ? `${count} · @${username}` : count;
  }

  nameOf(author) {
    if (author === null) return this.page.person(this.speaker)?.bot ?? 'bot';
    return this.page.person(author)?.name ?? String(author);
  }

  /** Whoever wrote it, a post is the channel's. */
  writer() { return this.#channel.title; }

  mayEdit() { return this.#member()?.admin === true; }

  act(body) { return super.act({ ...body, by: this.speaker }); }

  start(payload) { this.page.start(this.speaker, payload); }

  #member() { return this.#channel.members.find(({ id, inside }) => inside && id === this.speaker); }

  #language() { return this.page.person(this.speaker)?.language ?? ''; }

  /** What administrators can do with a post besides. */
  menuItems(message) {
    if (!this.mayEdit()) return [];
    const pinned = this.#channel.pinned?.id === message.id;
    const label = pinned ? this.words.unpin : this.words.pin;
    return [
      { label, symbol: 'pin', pick: () => this.act({ act: 'pin', message_id: message.id, pinned: !pinned }) },
      { label: this.words.delete, symbol: 'close', pick: () => this.act({ act: 'delete', message_id: message.id }) },
    ];
  }

  #changed() {
    this.composer.stop();
    this.#tell();
    this.log.redraw();
    this.log.toEnd();
  }

  /** Takes over what the server tells of the channel. */
  update(channel) {
    const typing = channel.typing > this.#channel.typing;
    const spoke = this.words;
    this.#channel = channel;
    const people = channel.members.filter((member) => member.inside);
    this.#speakers.update(people.map((member) => ({ ...member, name: this.#role(member), admin: false })));
    this.#tell();
    if (spoke !== this.words) this.log.redraw();
    if (typing) this.showTyping(true);
  }

  #role({ id, admin, post }) {
    const name = this.page.person(id)?.name ?? '?';
    if (!admin) return `${name} (reader)`;
    return post ? `${name} (posts)` : `${name} (may not post)`;
  }

  #tell() {
    const { title, pinned } = this.#channel;
    this.words = words(this.#language());
    this.set('.peer-name', title);
    this.set('.peer .face', [...title][0] ?? '?');
    this.root.setAttribute('aria-label', `Channel ${title}`);
    this.log.box.setAttribute('aria-label', `Posts of ${title}`);
    this.log.box.lang = wordsLanguage(this.#language());
    if (!this.find('.peer-state').classList.contains('typing')) this.set('.peer-state', this.stateText());
    this.find('.pinned').hidden = !pinned;
    this.set('.pinned strong', this.words.pinnedPost);
    this.set('.pinned-text', pinned ? pinned.text || pinned.kind : '');
    const closed = this.#member()?.post ? null : this.words.readOnly;
    this.composer.update(this.nameOf(this.speaker), [], { ...this.words, write: this.words.post }, closed);
  }
}
