import type { DayPlan } from '../day/day-plan';
import { playDay } from '../day/play-day';
import { isOfFollowup } from '../day/followups';
import { isOfPromise } from '../day/promises';
import type { IncomingEvent } from '../incoming-event';
import type { Instant } from '../local-date';

/** A whole call of a day long past, as a single record tells it. */
export type SimulatedRecord = {
  readonly source: string;
  readonly callId: string;
  readonly clinicId: string;
  readonly queueId: string;
  /** When it entered its queue; when it began, if it never did. */
  readonly arrivedAt: Instant;
  readonly answered: boolean;
  /** How an unanswered caller left the queue; left out where it was none of these. */
  readonly exit?: 'abandoned' | 'timeout' | 'callback';
  readonly waitMs?: number;
  /** Without holds. */
  readonly talkMs?: number;
  readonly language: string;
  readonly reason?: string;
  readonly appointmentObtained?: boolean;
  /** As `call.initiated` tells who called: `ani` in clear, or `aniHash`, and what kind of number. */
  readonly caller: Readonly<Record<'ani' | 'aniHash' | 'aniKind' | 'aniMask', string | undefined>>;
};

/**
 * What is left of a day: its calls, one record each, what their callers were asked and answered, what came of the
 * calls that were promised to them, and of those that were planned.
 */
export type RecordedDay = {
  readonly calls: readonly SimulatedRecord[];
  readonly surveys: readonly IncomingEvent[];
  readonly callbacks: readonly IncomingEvent[];
};

/** Plays a day and keeps records of it, a slice at a time, so that whoever asks stays free for other things. */
export type Recorder = {
  /** Plays at most so many events; false once the day is over. */
  readonly play: (events: number) => boolean;
  /** What was recorded so far. Of a call only once it has ended. */
  readonly recorded: () => RecordedDay;
};

type Draft = {
  readonly begun: IncomingEvent;
  queueId: string | null;
  enqueuedAt: Instant | null;
  answeredAt: Instant | null;
  leftAt: Instant | null;
  talkEndedAt: Instant | null;
  heldAt: Instant | null;
  heldMs: number;
  exit: string | null;
  reason: string | null;
  appointmentObtained: boolean | null;
  selfServed: boolean;
};

const draftOf = (begun: IncomingEvent): Draft => ({
  begun,
  queueId: null,
  enqueuedAt: null,
  answeredAt: null,
  leftAt: null,
  talkEndedAt: null,
  heldAt: null,
  heldMs: 0,
  exit: null,
  reason: null,
  appointmentObtained: null,
  selfServed: false,
});

const textIn = ({ data }: IncomingEvent, field: string): string | undefined => {
  const value = data[field];
  return typeof value === 'string' ? value : undefined;
};

type Note = (draft: Draft, event: IncomingEvent, at: Instant) => void;

const notes: { readonly [type in IncomingEvent['type']]?: Note } = {
  'call.enqueued': (draft, event, at) => {
    draft.enqueuedAt = at;
    draft.queueId = textIn(event, 'queueId') ?? null;
  },
  'call.answered': (draft, _event, at) => {
    draft.answeredAt = at;
  },
  'call.held': (draft, _event, at) => {
    draft.heldAt = at;
  },
  'call.retrieved': (draft, _event, at) => {
    draft.heldMs += at - (draft.heldAt ?? at);
    draft.heldAt = null;
  },
  'call.dequeued': (draft, event, at) => {
    draft.leftAt = at;
    draft.exit = textIn(event, 'reason') ?? null;
  },
  'call.leg_ended': (draft, _event, at) => {
    draft.heldMs += at - (draft.heldAt ?? at);
    draft.talkEndedAt = at;
  },
  'call.dispositioned': (draft, event) => {
    draft.reason = textIn(event, 'reasonCode') ?? null;
    const obtained = event.data['appointmentObtained'];
    if (typeof obtained === 'boolean') draft.appointmentObtained = obtained;
  },
  'call.disconnected': (draft, event) => {
    draft.selfServed = event.data['cause'] === 'self_served';
  },
};

const exits = ['abandoned', 'timeout', 'callback'] as const;

function fateOf(draft: Draft): Pick<SimulatedRecord, 'answered' | 'exit' | 'waitMs' | 'talkMs'> {
  const { enqueuedAt, answeredAt, leftAt, talkEndedAt, heldMs } = draft;
  if (answeredAt !== null) {
    return {
      answered: true,
      waitMs: answeredAt - (enqueuedAt ?? answeredAt),
      ...(talkEndedAt === null ? {} : { talkMs: talkEndedAt - answeredAt - heldMs }),
    };
  }
  const exit = exits.find((known) => known === draft.exit);
  if (exit === undefined || enqueuedAt === null || leftAt === null) return { answered: false };
  return { answered: false, exit, waitMs: leftAt - enqueuedAt };
}

function recordOf(draft: Draft, usualQueueOf: (clinicId: string) => string): SimulatedRecord {
  const { begun, queueId, enqueuedAt, reason, appointmentObtained } = draft;
  const clinicId = textIn(begun, 'clinicId') ?? '';
  return {
    source: begun.source,
    callId: begun.subject,
    clinicId,
    queueId: queueId ?? usualQueueOf(clinicId),
    arrivedAt: enqueuedAt ?? Date.parse(begun.time),
    ...fateOf(draft),
    language: textIn(begun, 'language') ?? 'fr',
    ...(reason === null ? {} : { reason }),
    ...(appointmentObtained === null ? {} : { appointmentObtained }),
    caller: {
      ani: textIn(begun, 'ani'),
      aniHash: textIn(begun, 'aniHash'),
      aniKind: textIn(begun, 'aniKind'),
      aniMask: textIn(begun, 'aniMask'),
    },
  };
}

/** Opens a recorder of a day that keeps the calls of some of its clinics. Who solved it alone has left no record. */
export function openRecorder(plan: DayPlan, keeps: (clinicId: string) => boolean): Recorder {
  const events = playDay(plan);
  const drafts = new Map<string, Draft>();
  const surveys: IncomingEvent[] = [];
  const callbacks: IncomingEvent[] = [];
  const queueIds = new Map(plan.clinics.map(({ id, queues }) => [id, queues.appointment]));
  const isKept = (event: IncomingEvent): boolean => keeps(textIn(event, 'clinicId') ?? '');
  const keepPlanned = (event: IncomingEvent): void => {
    if (isKept(event)) callbacks.push(event);
  };
  const keep = (event: IncomingEvent): void => {
    const { type, subject } = event;
    if (isOfFollowup(event)) return keepPlanned(event);
    if (type === 'call.initiated' && isKept(event)) drafts.set(subject, draftOf(event));
    const draft = drafts.get(subject);
    if (draft === undefined) return;
    if (type.startsWith('survey.')) surveys.push(event);
    else if (isOfPromise(event)) callbacks.push(event);
    else notes[type]?.(draft, event, Date.parse(event.time));
  };
  return {
    play: (limit) => {
      for (let played = 0; played < limit; played += 1) {
        const { value, done } = events.next();
        if (done === true) return false;
        keep(value);
      }
      return true;
    },
    recorded: () => ({
      calls: [...drafts.values()]
        .filter(({ selfServed }) => !selfServed)
        .map((draft) => recordOf(draft, (id) => queueIds.get(id) ?? id)),
      surveys,
      callbacks,
    }),
  };
}
