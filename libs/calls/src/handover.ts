import type { Instant } from './fact';

/** How far a message for a clinic came, each step beside the time of the first event that told it. */
export type Handover = {
  /** When it was first heard of, by whichever event. */
  readonly openedAt: Instant;
  /** What it holds, by the latest event that says so; null: none did. */
  readonly written: HandoverText | null;
  readonly sentAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
};

/** What a message holds: the names of the fields that are filled in, never what stands in them. */
export type HandoverText = {
  readonly at: Instant;
  /** Settles which of two of one instant stands. */
  readonly tie: string;
  readonly fields: readonly string[];
  /** A patient was sent on to a doctor: it goes first. */
  readonly isReferral: boolean;
  readonly clinicId: string | null;
};

/**
 * Two tellings of one message as one: of each step the earliest, of what it holds the latest. In whatever order and
 * however often its events are told, the same comes out.
 */
export function mergeHandovers(one: Handover, other: Handover): Handover {
  return {
    openedAt: Math.min(one.openedAt, other.openedAt),
    written: laterText(one.written, other.written),
    sentAt: earlier(one.sentAt, other.sentAt),
    deliveredAt: earlier(one.deliveredAt, other.deliveredAt),
    acknowledgedAt: earlier(one.acknowledgedAt, other.acknowledgedAt),
  };
}

/** The fields that a clinic requires and a message does not hold. */
export const missingFields = (
  required: readonly string[],
  { fields }: Pick<HandoverText, 'fields'>,
): readonly string[] => required.filter((name) => !fields.includes(name));

function earlier(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

function laterText(one: HandoverText | null, other: HandoverText | null): HandoverText | null {
  if (one === null || other === null) return one ?? other;
  const isLater = one.at === other.at ? one.tie >= other.tie : one.at > other.at;
  return isLater ? one : other;
}
