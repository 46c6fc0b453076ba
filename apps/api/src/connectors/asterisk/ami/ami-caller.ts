import type { Said } from './ami-event';

/** What is known of a call that goes on. */
export type Caller = {
  linkedid: string;
  /** Something was told of it. */
  isMet: boolean;
  /** The queue that the dialplan asked for last. */
  asked: string | undefined;
  /** The queue it waits in. */
  queue: string | null;
  abandonedAt: number | null;
  /** It left a queue, and why is not known yet. */
  leaving: {
    readonly said: Said;
    readonly queue: string;
    readonly abandonedAt: number | null;
    readonly key: string | undefined;
  } | null;
  talk: Talk | null;
  /** The conversation before, and when it ended: a transfer is told just after what it ended. */
  talked: { readonly talk: Talk; readonly endedAt: number } | null;
  isHeld: boolean;
  /** Rings that go on, by the channel that rings. */
  offers: Map<string, { readonly agentId: string | undefined; readonly atMicros: number }>;
  /** Channels whose conversation a transfer has ended, and whose own end comes late. */
  readonly transferred: Set<string>;
};

/** A conversation that goes on: on which channel, with whom, for which queue. */
export type Talk = Readonly<{ legId: string; agentId: string | undefined; queueId: string | undefined }>;

/** What of it outlives the process. */
export type SavedCaller = readonly [uid: string, linkedid: string, queue: string | null, talk: Talk | null];

export const openCaller = (linkedid: string): Caller => ({
  linkedid,
  isMet: false,
  asked: undefined,
  queue: null,
  abandonedAt: null,
  leaving: null,
  talk: null,
  talked: null,
  isHeld: false,
  offers: new Map(),
  transferred: new Set(),
});

/** Whether a channel began before an instant, in microseconds: Asterisk names each by the second it began in. */
export function bornBefore(uniqueid: string, micros: number): boolean {
  const [, second] = /(?:^|-)(\d{9,11})\.\d+$/u.exec(uniqueid) ?? [];
  return second !== undefined && Number(second) * 1_000_000 < micros;
}
