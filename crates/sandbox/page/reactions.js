// Reactions: the few that the page offers, and those a message has.

import { element, icon } from './dom.js';

/** What the page offers: all of them are among those that everybody may use. */
export const OFFERED = ['👍', '❤', '🔥', '🎉', '😢', '👀'];

/** The emoji that somebody reacted with, if they did. */
export function reactionOf(message, who) {
  return message.reactions.find(([by]) => by === who)?.[1] ?? null;
}

/** `react(emoji or null)`; `view`: me, nameOf(author). Nothing where nobody reacted. */
export function drawReactions(message, react, view) {
  const all = [...(message.reaction ? [[null, message.reaction]] : []), ...message.reactions];
  if (!all.length) return null;
  const mine = reactionOf(message, view.me);
  const chips = [...new Set(all.map(([, emoji]) => emoji))].map((emoji) => {
    const by = all.filter(([, other]) => other === emoji).map(([who]) => who);
    const names = by.map(view.nameOf).join(', ');
    const chip = element('button', 'chip', element('span', '', emoji));
    if (by.includes(null)) chip.append(icon('bot'));
    if (by.length > 1) chip.append(element('span', 'many', String(by.length)));
    chip.type = 'button';
    chip.title = names;
    chip.setAttribute('aria-label', `${emoji} ${names}`);
    chip.setAttribute('aria-pressed', String(emoji === mine));
    chip.addEventListener('click', () => react(emoji === mine ? null : emoji));
    return chip;
  });
  return element('div', 'reactions', ...chips);
}
