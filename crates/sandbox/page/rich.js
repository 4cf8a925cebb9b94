// Text with entities, as nodes. Offsets count UTF-16 units, and so do JavaScript's strings.
// Only text nodes and a fixed set of elements are ever made: nothing in a message becomes markup.

const ELEMENTS = { bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's', code: 'code', pre: 'pre' };
const BLOCKS = new Set(['blockquote', 'expandable_blockquote', 'pre']);
/** What Telegram marks by itself where the bot marked nothing. */
const FOUND = /https?:\/\/[^\s<>"«»]+[^\s<>"«».,:;!?)]|(?<=^|\s)\/[a-z][a-z0-9_]{0,31}(?=$|[\s.,:;!?)])/g;

/** `on.command(text)` and `on.link(url)` are called for what is clicked; `link` may say true for "done". */
export function rich(text, entities, on) {
  const sorted = entities.map((e) => ({ ...e })).sort((a, b) => a.offset - b.offset || b.length - a.length);
  return piece(text, sorted, 0, text.length, on, false);
}

function piece(text, entities, from, to, on, verbatim) {
  const nodes = document.createDocumentFragment();
  let at = from;
  let afterBlock = false;
  const plain = (end, beforeBlock) => {
    let part = text.slice(at, end);
    if (afterBlock && part.startsWith('\n')) part = part.slice(1);
    if (beforeBlock && part.endsWith('\n')) part = part.slice(0, -1);
    if (part) nodes.append(verbatim ? part : found(part, on));
    afterBlock = false;
  };
  const rest = [...entities];
  while (rest.length) {
    const entity = rest.shift();
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (end <= start) continue;
    const block = BLOCKS.has(entity.type);
    plain(start, block);
    // What crosses the end of this one is cut there and goes on behind it.
    const inner = rest.filter((e) => e.offset < end);
    const exact = ['code', 'pre', 'text_link', 'url'].includes(entity.type);
    nodes.append(wrap(entity, text.slice(start, end), piece(text, inner, start, end, on, verbatim || exact), on));
    at = end;
    afterBlock = block;
  }
  plain(to, false);
  return nodes;
}

function found(part, on) {
  const nodes = document.createDocumentFragment();
  let at = 0;
  for (const match of part.matchAll(FOUND)) {
    nodes.append(part.slice(at, match.index));
    nodes.append(match[0].startsWith('/') ? command(match[0], on) : link(match[0], match[0], on));
    at = match.index + match[0].length;
  }
  nodes.append(part.slice(at));
  return nodes;
}

function wrap(entity, text, inner, on) {
  switch (entity.type) {
    case 'text_link': return link(inner, entity.url, on);
    case 'url': return link(inner, text.includes('://') ? text : `http://${text}`, on);
    case 'bot_command': return command(text, on);
    case 'spoiler': return spoiler(inner);
    case 'blockquote': return quote(inner, false);
    case 'expandable_blockquote': return quote(inner, true);
    default: {
      const element = document.createElement(ELEMENTS[entity.type] ?? 'span');
      element.append(inner);
      return element;
    }
  }
}

/** A link to the web in a new tab; any other scheme stays text. */
function link(inner, url, on) {
  const element = document.createElement('a');
  element.append(inner);
  if (!/^(https?|tg):\/\//i.test(url)) return element;
  element.href = url;
  element.target = '_blank';
  element.rel = 'noopener noreferrer';
  element.addEventListener('click', (event) => { if (on.link(url)) event.preventDefault(); });
  return element;
}

function command(text, on) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'command';
  element.textContent = text;
  element.addEventListener('click', () => on.command(text));
  return element;
}

function spoiler(inner) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'spoiler';
  element.append(inner);
  element.addEventListener('click', () => element.classList.add('seen'));
  return element;
}

function quote(inner, expandable) {
  const element = document.createElement('blockquote');
  const body = document.createElement('div');
  body.append(inner);
  element.append(body);
  if (!expandable) return element;
  element.className = 'expandable';
  const more = document.createElement('button');
  more.type = 'button';
  more.className = 'expand';
  more.setAttribute('aria-expanded', 'false');
  const label = () => { more.textContent = element.classList.contains('open') ? 'Show less' : 'Show more'; };
  label();
  more.addEventListener('click', () => {
    const open = element.classList.toggle('open');
    more.setAttribute('aria-expanded', String(open));
    label();
  });
  element.append(more);
  // A chat on a hidden tab has no size yet: looked at again when it gets one.
  new ResizeObserver(() => {
    if (!element.classList.contains('open')) more.hidden = body.scrollHeight <= body.clientHeight + 2;
  }).observe(body);
  return element;
}
