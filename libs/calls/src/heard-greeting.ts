import type { Instant } from './fact';

/** Of an event which of its kind it is: the earliest of a call stands. */
type Told = { readonly at: Instant; readonly tie: string };

/** What of a call's greeting, and of a wait that was announced, is told beside its course. */
export type HeardGreeting = {
  readonly started: (Told & { readonly messageId: string | null; readonly after: string | null }) | null;
  readonly ended: (Told & { readonly completed: boolean | null }) | null;
  /** How long the caller was told to wait. */
  readonly announced: (Told & { readonly waitMs: number }) | null;
};

/** Nothing was told. */
export const noGreeting: HeardGreeting = { started: null, ended: null, announced: null };

/**
 * Two tellings of one call's greeting as one: of each part the earliest. In whatever order and however often its events
 * are told, the same comes out.
 */
export const mergeGreetings = (one: HeardGreeting, other: HeardGreeting): HeardGreeting => ({
  started: earlier(one.started, other.started),
  ended: earlier(one.ended, other.ended),
  announced: earlier(one.announced, other.announced),
});

function earlier<T extends Told>(one: T | null, other: T | null): T | null {
  if (one === null || other === null) return one ?? other;
  const isEarlier = one.at === other.at ? one.tie <= other.tie : one.at < other.at;
  return isEarlier ? one : other;
}
