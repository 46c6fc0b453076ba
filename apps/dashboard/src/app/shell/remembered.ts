const prefix = 'vigie.';

/** What this browser remembers between visits; nothing where storage is forbidden. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

/** Keeps a choice for the next visit, where the browser lets us; null forgets it. */
export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch {
    // Private windows and locked-down kiosks refuse storage; the choice then lasts as long as the page.
  }
}
