import type { NewEvent } from '../../event-log/logged-event';

/** How an unanswered call may have left its queue: the reasons of `call.dequeued`. */
export type RecordedExit =
  'abandoned' | 'timeout' | 'no_agents' | 'key_exit' | 'callback' | 'voicemail' | 'withdrawn' | 'overflow';

/** A whole call as one event tells it. What is left out is not known. */
export type RecordedCall = {
  readonly source: string;
  readonly callId: string;
  /** When it entered its queue. */
  readonly arrivedAt: number;
  readonly queueId: string;
  readonly clinicId?: string | undefined;
  /** Of an answered call. */
  readonly agentId?: string | undefined;
  readonly answered: boolean;
  /** Of an unanswered one; left out: the outcome is `unspecified`, in no abandon count and with no wait. */
  readonly exit?: RecordedExit | undefined;
  readonly waitMs?: number | undefined;
  /** Of an answered call, without holds. */
  readonly talkMs?: number | undefined;
  /** Whether the need was met, as the source says; counted beside, in no rate of answers. */
  readonly resolved?: boolean | undefined;
  /** Asked for by the caller. */
  readonly language?: string | undefined;
  readonly reason?: string | undefined;
  readonly appointmentObtained?: boolean | undefined;
  /** 1 to 5: an answer to *overall* by the channel `import`. */
  readonly rating?: number | undefined;
  readonly aniHash?: string | undefined;
  readonly aniHashBefore?: string | undefined;
  readonly aniKind?: 'fixed' | 'mobile' | 'foreign' | 'withheld' | undefined;
  readonly aniMask?: string | undefined;
};

/** Which telling it is: a unique id, and a number that grows with each version of the same call. */
export type Version = { readonly id: string; readonly sequence: number };

/** The event that tells the call. Of several of one call that with the highest sequence stands. */
export function recordedCallEvent(call: RecordedCall, { id, sequence }: Version): NewEvent {
  const { source, callId, arrivedAt, ...data } = call;
  return {
    at: arrivedAt,
    source,
    type: 'call.recorded',
    subject: callId,
    id,
    sequence: String(sequence),
    data: JSON.stringify(data),
  };
}
