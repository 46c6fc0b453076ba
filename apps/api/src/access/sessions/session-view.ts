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
