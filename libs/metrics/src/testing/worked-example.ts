import type { Call, CallFact, CallFactType, Instant } from '@vigie/calls';
import { foldCall, noRules } from '@vigie/calls';

/** The instant a clock shows on the day of the examples (a Monday, UTC). */
export const at = (clock: string): Instant =>
  Date.parse(`2026-11-23T${clock.length === 5 ? `${clock}:00` : clock}Z`);

type Told = readonly [type: CallFactType, at: Instant, fields?: Partial<CallFact>];

/** The call of some facts, each with the time it happened at. */
export const callOf = (told: readonly Told[]): Call => foldCall(factsOf(told), noRules);

/** Facts without their ties, made into facts. */
export const factsOf = (told: readonly Told[]): readonly CallFact[] =>
  told.map(([type, instant, fields = {}], index) => ({
    type,
    at: instant,
    tie: String(index).padStart(3, '0'),
    ...fields,
  }));

/** Talk, hold, number of holds and wrap-up, in seconds. */
type Handling = readonly [talk: number, hold: number, holds: number, wrap: number];
const place = { queueId: 'desk', clinicId: 'durand' };
const agent = { agentId: 'ana' };

const answered = (arrival: string, waitS: number, [talk, hold, holds, wrap]: Handling): readonly Told[] => {
  const bridge = at(arrival) + waitS * 1000;
  const end = bridge + (talk + hold) * 1000;
  const held = Array.from({ length: holds }, (_, index): readonly Told[] => [
    ['call.held', bridge + (1 + index * 60) * 1000, agent],
    ['call.retrieved', bridge + (1 + index * 60 + hold / holds) * 1000, agent],
  ]);
  return [
    ['call.enqueued', at(arrival), place],
    ['call.answered', bridge, agent],
    ...held.flat(),
    ['call.leg_ended', end, { ...agent, side: 'caller' }],
    ['acw.started', end, agent],
    ['acw.ended', end + wrap * 1000, agent],
  ];
};
const left = (arrival: string, waitS: number, reason: string): readonly Told[] => [
  ['call.enqueued', at(arrival), place],
  ['call.dequeued', at(arrival) + waitS * 1000, { ...place, reason }],
];

/** The worked example of one interval, 09:00 to 09:15: twelve calls, one of each kind, T = 20 s, short = 5 s. */
export const workedExample: readonly (readonly CallFact[])[] = [
  answered('09:00:05', 0, [120, 0, 0, 30]),
  answered('09:01:10', 8, [95, 20, 1, 25]),
  answered('09:02:00', 20, [180, 0, 0, 40]),
  answered('09:03:30', 21, [60, 0, 0, 15]),
  left('09:04:00', 4, 'abandoned'),
  left('09:05:15', 5, 'abandoned'),
  left('09:06:40', 45, 'abandoned'),
  [['call.blocked', at('09:07:00'), { ...place, reason: 'full' }] as const],
  [
    ...left('09:08:20', 90, 'timeout'),
    ['call.dequeued', at('09:09:55'), { ...place, reason: 'voicemail' }] as const,
  ],
  left('09:09:45', 35, 'callback'),
  answered('09:14:50', 25, [200, 60, 2, 30]),
  answered('09:14:58', 12, [100, 0, 0, 20]),
].map(factsOf);
