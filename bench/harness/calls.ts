/** A CloudEvent as a telephone system sends it. */
export type SentEvent = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: { readonly [field: string]: unknown };
};

const clinics = 40;
const queues = 6;
const agents = 24;

/** What makes calls differ from each other without chance: the n-th is always the same. */
const pick = (n: number, of: number, salt: number): number =>
  ((n * 2_654_435_761 + salt * 40_503) >>> 7) % of;

/**
 * The events of one whole call that begins at `at` (ms since 1970): twelve for an answered one, four for one of five
 * that is abandoned.
 */
export function eventsOfCall(n: number, at: number, source = '/bench'): readonly SentEvent[] {
  const call = `call-${n}`;
  let order = 0;
  const data = { clinicId: `clinic-${pick(n, clinics, 1)}`, queueId: `queue-${pick(n, queues, 2)}` };
  const event = (type: string, afterMs: number, more: SentEvent['data'] = {}): SentEvent => ({
    specversion: '1.0',
    id: `${call}-${(order += 1)}`,
    source,
    type,
    subject: call,
    time: new Date(at + afterMs).toISOString(),
    data: { ...data, ...more },
  });
  const ani = `+3319900${String(pick(n, 10_000, 3)).padStart(4, '0')}`;
  const waitMs = 1_000 + pick(n, 60_000, 4);
  const came = [
    event('call.initiated', 0, { ani, dnis: '+33199000000' }),
    event('call.enqueued', 500, { position: 1 }),
  ];
  if (n % 5 === 0) {
    return [
      ...came,
      event('call.dequeued', 500 + waitMs, { reason: 'abandoned' }),
      event('call.disconnected', 510 + waitMs, { side: 'caller' }),
    ];
  }
  return [...came, ...handled(n, 500 + waitMs, event)];
}

function handled(
  n: number,
  answeredMs: number,
  event: (type: string, afterMs: number, more?: SentEvent['data']) => SentEvent,
): readonly SentEvent[] {
  const leg = { agentId: `agent-${pick(n, agents, 5)}`, legId: `leg-${n}` };
  const endMs = answeredMs + 20_000 + pick(n, 200_000, 6);
  return [
    event('call.offered', answeredMs - 400, leg),
    event('call.answered', answeredMs, { ...leg, languageServed: 'fr' }),
    event('call.dequeued', answeredMs, { reason: 'answered' }),
    event('call.held', answeredMs + 5_000, leg),
    event('call.retrieved', answeredMs + 9_000, leg),
    event('call.leg_ended', endMs, { ...leg, side: 'caller' }),
    event('call.disconnected', endMs, { side: 'caller' }),
    event('acw.started', endMs, leg),
    event('acw.ended', endMs + 15_000, leg),
    event('call.dispositioned', endMs + 15_000, {
      reasonCode: `reason-${pick(n, 8, 7)}`,
      outcome: 'resolved',
    }),
  ];
}
