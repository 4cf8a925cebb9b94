// Light or dark, by the system or by choice.

import { remember, remembered } from './memory.js';

const THEMES = { auto: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' };
const root = document.documentElement;
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

/** The style sheet has one dark palette; who asked for it is settled here. */
function shade() {
  const { theme } = root.dataset;
  root.dataset.shade = theme === 'dark' || (theme === 'auto' && prefersDark.matches) ? 'dark' : 'light';
}

function setTheme(theme, button) {
  root.dataset.theme = theme;
  shade();
  button.querySelector('span').textContent = THEMES[theme];
  button.title = THEMES[theme];
  remember('theme', theme);
}

/** The button goes through the themes. */
export function themes(button) {
  const all = Object.keys(THEMES);
  button.addEventListener('click', () => setTheme(all[(all.indexOf(root.dataset.theme) + 1) % all.length], button));
  prefersDark.addEventListener('change', shade);
  const last = remembered('theme');
  setTheme(all.includes(last) ? last : 'auto', button);
}
