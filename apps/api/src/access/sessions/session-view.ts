import type { SessionView } from '@vigie/contracts';

import type { StoredSession } from './session-store';

/** Sessions as the API tells them; `current` is the one that asks. */
export function sessionViews(sessions: readonly StoredSession[], current: string | null): SessionView[] {
  const iso = (at: number): string => new Date(at).toISOString();
  return sessions.map(({ sessionId, label, createdAt, seenAt, expiresAt }) => ({
    id: sessionId,
    label,
    createdAt: iso(createdAt),
    seenAt: iso(seenAt),
    expiresAt: iso(expiresAt),
    current: sessionId === current,
  }));
}

/** The first that fits counts: most browsers name others beside themselves. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//u, 'Edge'],
  [/\bOPR\//u, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//u, 'Firefox'],
  [/\bHeadlessChrome\/|\bChrome\/|\bCriOS\//u, 'Chrome'],
  [/\bSafari\//u, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/u, 'Android'],
  [/\biPhone\b|\biPad\b/u, 'iOS'],
  [/\bWindows\b/u, 'Windows'],
  [/\bMac OS X\b/u, 'macOS'],
  [/\bCrOS\b/u, 'ChromeOS'],
  [/\bLinux\b/u, 'Linux'],
];

/** What a browser says it is, as `Firefox, Windows`: so that people know their sessions apart. Empty when it says nothing. */
export function browserLabel(userAgent: string | undefined): string {
  const named = (names: readonly (readonly [RegExp, string])[]): string[] => {
    const found = names.find(([sign]) => sign.test(userAgent ?? ''));
    return found === undefined ? [] : [found[1]];
  };
  return [...named(browsers), ...named(systems)].join(', ');
}
