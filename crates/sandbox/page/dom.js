// Elements made by hand: texts stay texts, and nothing in a message becomes markup.

export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** A button that only shows an icon; its label is for those who do not see it. */
export function iconButton(className, name, label) {
  const made = element('button', `round ${className}`, icon(name), element('span', 'hidden', label));
  made.type = 'button';
  return made;
}

/** One of the symbols at the top of the page. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  svg.append(use);
  return svg;
}

/** A colour for somebody, always the same. */
export function hue(id) {
  return Math.abs(id * 67 + 20) % 360;
}
