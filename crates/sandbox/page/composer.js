// Where a person writes: sends on Enter, edits on arrow up, replies, offers commands after "/", attaches.

const ATTACHMENTS = [
  ['photo', 'Photo', 'the typed text becomes its caption'],
  ['video', 'Video', 'the same'],
  ['album', 'Album', 'of three photos, the same'],
  ['document', 'Document', 'the same'],
  ['voice', 'Voice message'],
  ['sticker', 'Sticker'],
  ['location', 'Location'],
  ['contact', 'Contact'],
];
const WITH_CAPTION = ['photo', 'video', 'album', 'document'];

export class Composer {
  #root; #popup; #chat; #text; #doing;
  /** The message that is edited, or else the one replied to. */
  #editing = null;
  #replying = null;
  #commands = [];
  /** Whether nothing can be written. */
  closed = false;

  /** `chat`: act(body), lastOwn(), words. */
  constructor(root, popup, chat) {
    this.#root = root;
    this.#popup = popup;
    this.#chat = chat;
    this.#text = root.querySelector('textarea');
    this.#doing = root.querySelector('.doing');
    this.#listen();
  }

  #listen() {
    const form = this.#root.querySelector('.composer');
    form.addEventListener('submit', (event) => { event.preventDefault(); this.#send(); });
    this.#text.addEventListener('keydown', (event) => this.#onKey(event));
    this.#text.addEventListener('input', () => { this.#fit(); this.#suggest(); });
    this.#doing.querySelector('button').addEventListener('click', () => this.#stopDoing());
    const menu = form.querySelector('.menu');
    menu.addEventListener('click', () => this.#popup.show(this.#commandItems(''), menu));
    const attach = form.querySelector('.attach');
    attach.addEventListener('click', () => this.#popup.show(this.#attachItems(), attach));
  }

  /** The person's commands and words may change at any time; with `closed`, which says why, nothing can be written. */
  update(name, commands, words, closed = null) {
    this.#commands = commands;
    this.closed = closed !== null;
    const menu = this.#root.querySelector('.menu');
    menu.hidden = !this.#commands.length || closed !== null;
    menu.querySelector('span').textContent = words.menu;
    this.#text.placeholder = closed ?? words.write;
    this.#text.setAttribute('aria-label', `Message as ${name}`);
    for (const part of this.#root.querySelectorAll('.composer :is(textarea, button)')) part.disabled = closed !== null;
  }

  focus() { this.#text.focus(); }

  edit(message) {
    this.stop();
    this.#editing = message;
    this.#text.value = message.text;
    this.#tellDoing('edit', message);
    this.#fit();
  }

  reply(message) {
    if (this.#editing) this.stop();
    this.#replying = message;
    this.#tellDoing('reply', message);
  }

  #tellDoing(what, message) {
    this.#doing.querySelector('use').setAttribute('href', `#i-${what}`);
    this.#doing.querySelector('strong').textContent = this.#chat.words[what];
    this.#doing.querySelector('p span').textContent = message.text || message.media?.kind || '';
    this.#doing.hidden = false;
    this.focus();
  }

  /** Gives up what was being edited or replied to. */
  stop() {
    if (this.#editing) this.#clear();
    this.#editing = null;
    this.#replying = null;
    this.#doing.hidden = true;
  }

  #stopDoing() {
    this.stop();
    this.focus();
  }

  /** What is typed, which is no longer there then. */
  take() {
    const text = this.#text.value.trim();
    this.#clear();
    return text;
  }

  #clear() {
    this.#text.value = '';
    this.#fit();
    this.#popup.close(false);
  }

  async #send() {
    const text = this.#text.value.trim();
    if (!text) return;
    const act = this.#editing
      ? { act: 'edit', message_id: this.#editing.id, text }
      : { act: 'say', text, reply_to: this.#replying?.id };
    this.stop();
    this.#clear();
    const done = await this.#chat.act(act);
    // What did not get through is not lost.
    if (!done && !this.#text.value) { this.#text.value = text; this.#fit(); }
  }

  #onKey(event) {
    if (event.isComposing) return;
    const suggesting = this.#popup.open && this.#text.value.startsWith('/');
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    } else if (event.key === 'ArrowUp' && suggesting) {
      event.preventDefault();
      this.#popup.enter();
    } else if (event.key === 'Tab' && suggesting && !event.shiftKey) {
      event.preventDefault();
      this.#popup.first();
    } else if (event.key === 'ArrowUp' && !this.#text.value) {
      const last = this.#chat.lastOwn();
      if (last) { event.preventDefault(); this.edit(last); }
    } else if (event.key === 'Escape') {
      if (suggesting) this.#popup.close(false);
      else if (!this.#doing.hidden) this.#stopDoing();
    }
  }

  /** Grows with the text, up to a limit that the style sheet sets. */
  #fit() {
    this.#text.style.height = 'auto';
    this.#text.style.height = `${this.#text.scrollHeight}px`;
    this.#root.classList.toggle('has-text', this.#text.value.trim() !== '');
  }

  #suggest() {
    const typed = this.#text.value;
    const items = /^\/[a-z0-9_]*$/.test(typed) && !this.#editing ? this.#commandItems(typed.slice(1)) : [];
    if (items.length) this.#popup.show(items, this.#text, { focus: false });
    else this.#popup.close(false);
  }

  #commandItems(prefix) {
    return this.#commands
      .filter(([command]) => command.startsWith(prefix))
      .map(([command, description]) => ({
        label: `/${command}`,
        detail: description,
        pick: () => { this.#clear(); this.#chat.act({ act: 'say', text: `/${command}` }); this.focus(); },
      }));
  }

  #attachItems() {
    return ATTACHMENTS.map(([kind, label, detail]) => ({
      label,
      detail,
      symbol: kind,
      pick: () => {
        const caption = WITH_CAPTION.includes(kind) ? this.#text.value.trim() : '';
        if (caption) this.#clear();
        this.#chat.act({ act: 'send', kind, caption, reply_to: this.#replying?.id });
        this.stop();
        this.focus();
      },
    }));
  }
}
