// What this browser remembers between two visits.

export function remembered(key) {
  try {
    return localStorage.getItem(`qaida-${key}`);
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try { localStorage.setItem(`qaida-${key}`, value); } catch { /* a private window: nothing is remembered */ }
}
