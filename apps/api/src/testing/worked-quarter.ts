/** An event as a telephone system sends it. */
export type SentEvent = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: { readonly [field: string]: string | number };
};

type Row = {
  readonly call: string;
  /** Local time of arrival, `09:00:05`. */
  readonly arrival: string;
  readonly waitS: number;
  readonly end: 'answered' | 'abandoned' | 'full' | 'voicemail' | 'callback';
  readonly talkS?: number;
  readonly holdsS?: readonly number[];
  readonly wrapS?: number;
};

/**
 * One quarter of an hour with one call of each kind, whose figures are known to the last digit: twelve calls that
 * arrive between 09:00 and 09:15, T = 20 s, short abandon 5 s.
 */
const rows: readonly Row[] = [
  { call: 'c1', arrival: '09:00:05', waitS: 0, end: 'answered', talkS: 120, wrapS: 30 },
  { call: 'c2', arrival: '09:01:10', waitS: 8, end: 'answered', talkS: 95, holdsS: [20], wrapS: 25 },
  { call: 'c3', arrival: '09:02:00', waitS: 20, end: 'answered', talkS: 180, wrapS: 40 },
  { call: 'c4', arrival: '09:03:30', waitS: 21, end: 'answered', talkS: 60, wrapS: 15 },
  { call: 'c5', arrival: '09:04:00', waitS: 4, end: 'abandoned' },
  { call: 'c6', arrival: '09:05:15', waitS: 5, end: 'abandoned' },
  { call: 'c7', arrival: '09:06:40', waitS: 45, end: 'abandoned' },
  { call: 'c8', arrival: '09:07:00', waitS: 0, end: 'full' },
  { call: 'c9', arrival: '09:08:20', waitS: 90, end: 'voicemail' },
  { call: 'c10', arrival: '09:09:45', waitS: 35, end: 'callback' },
  { call: 'c11', arrival: '09:14:50', waitS: 25, end: 'answered', talkS: 200, holdsS: [25, 35], wrapS: 30 },
  { call: 'c12', arrival: '09:14:58', waitS: 12, end: 'answered', talkS: 100, wrapS: 20 },
];

/** The day of the worked quarter: a Monday in Europe/Paris, UTC+1. */
export const workedDay = '2026-03-02';

/** The events of the worked quarter, in the order in which a telephone system would send them. */
export function workedQuarter(source = '/pbx/worked'): readonly SentEvent[] {
  return rows
    .flatMap((row) => eventsOf(row, source))
    .toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

function eventsOf(row: Row, source: string): readonly SentEvent[] {
  const arrivedAt = Date.parse(`${workedDay}T${row.arrival}+01:00`);
  let ordinal = 0;
  const event = (type: string, afterS: number, data: SentEvent['data'] = {}): SentEvent => ({
    specversion: '1.0',
    id: `${row.call}-${(ordinal += 1)}`,
    source,
    type,
    subject: row.call,
    time: new Date(arrivedAt + afterS * 1000).toISOString(),
    data: { clinicId: 'cabinet-durand', queueId: 'rendez-vous', ...data },
  });
  if (row.end === 'full') return [event('call.blocked', 0, { reason: 'full' })];
  const entered = event('call.enqueued', 0, { ani: '+33199001234' });
  if (row.end === 'answered') return [entered, ...answered(row, event)];
  const reason = row.end === 'voicemail' ? 'timeout' : row.end;
  const left = [event('call.dequeued', row.waitS, { reason })];
  if (row.end === 'voicemail') left.push(event('call.dequeued', row.waitS + 30, { reason: 'voicemail' }));
  return [entered, ...left, event('call.disconnected', row.waitS + 31, { side: 'caller' })];
}

function answered(
  row: Row,
  event: (type: string, afterS: number, data?: SentEvent['data']) => SentEvent,
): readonly SentEvent[] {
  const leg = { agentId: `agent-${row.call}`, legId: `leg-${row.call}` };
  const events = [event('call.answered', row.waitS, leg)];
  let at = row.waitS + 10;
  for (const holdS of row.holdsS ?? []) {
    events.push(event('call.held', at, leg), event('call.retrieved', at + holdS, leg));
    at += holdS + 10;
  }
  const end = row.waitS + (row.talkS ?? 0) + (row.holdsS ?? []).reduce((sum, holdS) => sum + holdS, 0);
  events.push(
    event('call.leg_ended', end, { ...leg, side: 'caller' }),
    event('call.disconnected', end, { side: 'caller' }),
    event('acw.started', end, leg),
    event('acw.ended', end + (row.wrapS ?? 0), leg),
  );
  return events;
}
