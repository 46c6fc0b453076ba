/*
 * Calls of every kind that the demonstration has none of: each outcome, each refusal, each way out of a queue, waits on
 * the very edge of a second, passages through two queues in two quarters of an hour.
 */
import type { SettingsFile } from '@vigie/contracts';
import { createRandom } from '@vigie/simulator';

import type { SentEvent } from './told-calls';

type Data = SentEvent['data'];
/** Says that something happened so long after the call began. */
type Say = (afterMs: number, type: string, data?: Data) => void;
/** What is drawn by chance: a queue, a secretary, a wait on an edge. */
type Draw = {
  readonly queue: () => string;
  readonly agent: () => string;
  readonly wait: () => number;
};
type Kind = (say: Say, draw: Draw) => void;

const edges = [
  0, 1, 4_999, 5_000, 19_999, 20_000, 20_001, 60_000, 119_000, 120_000, 121_000, 241_500, 700_001,
];

const enter = (say: Say, at: number, queueId: string, segmentId: string): void =>
  say(at, 'call.enqueued', { queueId, segmentId });

function talk(
  say: Say,
  at: number,
  leg: { readonly agentId: string; readonly legId: string; readonly [field: string]: string },
): number {
  const { agentId, legId } = leg;
  say(at, 'call.answered', leg);
  say(at + 20_000, 'call.held', { agentId, legId });
  say(at + 27_500, 'call.retrieved', { agentId, legId });
  say(at + 64_321, 'call.leg_ended', { agentId, legId, side: 'caller' });
  say(at + 64_321, 'acw.started', { agentId, legId });
  say(at + 90_000, 'acw.ended', { agentId, legId });
  return at + 64_321;
}

const refused =
  (reason: string, named: boolean): Kind =>
  (say, draw) => {
    say(0, 'call.initiated', { dnis: '+33199000000' });
    say(1_500, 'call.blocked', { reason, ...(named ? { queueId: draw.queue() } : {}) });
    say(1_600, 'call.disconnected', { side: 'system' });
  };

const left =
  (reason: string): Kind =>
  (say, draw) => {
    const queueId = draw.queue();
    const waitMs = draw.wait();
    enter(say, 0, queueId, 's1');
    say(waitMs, 'call.dequeued', { queueId, segmentId: 's1', reason });
    say(waitMs + 10, 'call.disconnected', { side: reason === 'abandoned' ? 'caller' : 'system' });
  };

/** A wait that ran out in one queue, in another quarter of an hour answered or given up in the next. */
const overflowed =
  (isAnswered: boolean): Kind =>
  (say, draw) => {
    const [first, second] = [draw.queue(), draw.queue()];
    const waitMs = 300_000 + draw.wait();
    enter(say, 0, first, 's1');
    say(waitMs, 'call.dequeued', { queueId: first, segmentId: 's1', reason: 'timeout' });
    enter(say, waitMs + 20, second, 's2');
    const until = waitMs + 20 + draw.wait();
    if (!isAnswered) say(until, 'call.dequeued', { queueId: second, segmentId: 's2', reason: 'abandoned' });
    const leg = { agentId: draw.agent(), legId: 'l1', queueId: second, segmentId: 's2' };
    say((isAnswered ? talk(say, until, leg) : until) + 100, 'call.disconnected', { side: 'caller' });
  };

const rangTwice: Kind = (say, draw) => {
  const queueId = draw.queue();
  const answered = 40_000 + draw.wait();
  const leg = { agentId: draw.agent(), legId: 'l2', queueId, segmentId: 's1' };
  enter(say, 0, queueId, 's1');
  const other = { agentId: draw.agent(), legId: 'l1', queueId, segmentId: 's1' };
  say(1_000, 'call.offered', other);
  say(16_000, 'call.offer_ended', { ...other, result: 'no_answer', ringMs: 15_000 });
  say(30_000, 'call.offered', leg);
  say(talk(say, answered, leg) + 50, 'call.disconnected', { side: 'caller' });
};

const direct: Kind = (say, draw) => {
  say(0, 'call.initiated', { language: 'ca' });
  say(talk(say, 3_000, { agentId: draw.agent(), legId: 'l1' }), 'call.disconnected', { side: 'caller' });
};

const robot: Kind = (say) => {
  say(0, 'call.initiated', { language: 'fr' });
  say(2_000, 'call.answered', { bot: true, agentId: 'robot' });
  say(50_000, 'call.disconnected', { side: 'caller' });
};

const notCounted =
  (how: Data): Kind =>
  (say, draw) => {
    say(0, 'call.initiated', how);
    left('abandoned')(say, draw);
  };

/** Talk of less than 5 s, and work after it that nobody ended for 40 minutes. */
const forgotten: Kind = (say, draw) => {
  const leg = { agentId: draw.agent(), legId: 'l1', queueId: draw.queue(), segmentId: 's1' };
  const at = draw.wait();
  enter(say, 0, leg.queueId, 's1');
  say(at, 'call.answered', leg);
  say(at + 4_999, 'call.leg_ended', { ...leg, side: 'agent' });
  say(at + 4_999, 'acw.started', leg);
  say(at + 5_100, 'call.disconnected', { side: 'agent' });
  say(at + 9_000, 'call.dispositioned', { ...leg, reasonCode: 'renseignement' });
  say(at + 9_500, 'call.dispositioned', { ...leg, reasonCode: 'ordonnance' });
  say(at + 2_400_000, 'acw.ended', leg);
};

const kinds: readonly Kind[] = [
  ...['full', 'no_agents', 'busy', 'refused', 'closed'].flatMap((why) => [
    refused(why, true),
    refused(why, false),
  ]),
  ...[
    'abandoned',
    'abandoned',
    'abandoned',
    'timeout',
    'no_agents',
    'key_exit',
    'withdrawn',
    'overflow',
    'voicemail',
    'callback',
    'system',
  ].map(left),
  overflowed(true),
  overflowed(false),
  rangTwice,
  direct,
  robot,
  forgotten,
  notCounted({ direction: 'outbound' }),
  notCounted({ test: true }),
  (say) => {
    say(0, 'call.initiated');
    say(9_000, 'call.disconnected', { side: 'caller', cause: 'self_served' });
  },
  (say) => {
    say(0, 'call.initiated');
    say(100, 'call.greeting_started');
    say(7_000, 'call.disconnected', { side: 'caller' });
  },
];

type Asked = {
  readonly from: number;
  readonly to: number;
  readonly calls: number;
  readonly settings: SettingsFile;
};

/** So many of them, at any time of [from, to); the same seed gives the same. */
export function strangeCalls(seed: string, { from, to, calls, settings }: Asked): SentEvent[] {
  const random = createRandom(seed);
  const one = <T>(of: readonly T[]): T => of[Math.floor(random.next() * of.length)] as T;
  const { queues = [], agents = [], clinics = [] } = settings;
  const draw: Draw = {
    queue: () => one(queues).id,
    agent: () => one(agents).id,
    wait: () => one(edges),
  };
  return Array.from({ length: calls }, (_, call) => {
    const subject = `strange-${call}`;
    const at = Math.floor(random.between(from, to));
    const clinicId = call % 3 === 0 ? {} : { clinicId: one(clinics).id };
    const events: SentEvent[] = [];
    const say: Say = (afterMs, type, data = {}) =>
      void events.push({
        id: `${subject} ${events.length}`,
        source: '/strange',
        type,
        subject,
        time: new Date(at + afterMs).toISOString(),
        data: { ...clinicId, ...data },
      });
    kinds[call % kinds.length]?.(say, draw);
    return events;
  }).flat();
}
