import { Problem } from '../platform/problems';
import type { Viewer } from './viewer';

/** Whoever has an account and a session; throws 403 `no_account` for a program, and for who looks at the demonstration. */
export function signedIn({ tenantId, personId, sessionId }: Viewer): {
  tenantId: string;
  personId: string;
  sessionId: string;
} {
  if (personId !== null && sessionId !== null) return { tenantId, personId, sessionId };
  throw new Problem({ code: 'no_account', status: 403, detail: 'Whoever asks has no account here.' });
}
