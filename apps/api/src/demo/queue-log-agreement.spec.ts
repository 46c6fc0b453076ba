import { describe, expect, it } from '@jest/globals';
import { foldCall, noRules, type Call, type CallFact } from '@vigie/calls';
import { planDay, playDay, toQueueLog } from '@vigie/simulator';

import { toCallFact } from '../fold/to-call-fact';
import { QueueLogTranslator } from '../connectors/asterisk/queue-log-translator';

type Told = Readonly<{
  type: string;
  subject: string;
  id: string;
  source: string;
  time: string;
  data: object;
}>;

function fold(events: readonly Told[]): ReadonlyMap<string, Call> {
  const facts = new Map<string, CallFact[]>();
  for (const { time, data, ...event } of events) {
    const at = Date.parse(time);
    const fact = toCallFact({ ...event, at, seq: 0, receivedAt: at, sequence: null, data: { ...data } });
    if (fact !== undefined) facts.set(event.subject, [...(facts.get(event.subject) ?? []), fact]);
  }
  const rules = { ...noRules, isCallbackKey: (_queueId: string, key: string) => key === '1' };
  return new Map([...facts].map(([subject, own]) => [subject, foldCall(own, rules)]));
}

const events = [...playDay(planDay('agreement', '2026-11-16'))];
const translator = new QueueLogTranslator('/pbx/lyon');
const lines = [...toQueueLog(events)].map((line) => translator.translate(line));
const told = lines.flatMap((line) => (line.kind === 'event' ? [line.event] : []));

const byEvents = fold(events);
const byLog = fold(told);
const compared = [...byLog].map(([subject, call]) => ({ subject, call, other: byEvents.get(subject) }));

describe('the same Monday, told as events and as a queue_log', () => {
  it('can be read line by line', () => {
    expect(lines.filter(({ kind }) => kind !== 'event')).toEqual([]);
    expect(compared.length).toBeGreaterThan(2_500);
  });

  it('has the same outcome of every call that reached a queue or a closed line', () => {
    const differing = compared.filter(({ call, other }) => call.outcome !== other?.outcome);
    expect(differing.map(({ subject, call, other }) => [subject, call.outcome, other?.outcome])).toEqual([]);
    const missing = [...byEvents].filter(([subject, call]) => call.offered && !byLog.has(subject));
    expect(missing).toEqual([]);
  });

  it('has the same waits and the same secretary, to the second that Asterisk writes', () => {
    const queued = compared.filter(({ call }) => call.offered);
    for (const { call, other } of queued) {
      expect(Math.abs((call.waitMs ?? Number.NaN) - (other?.waitMs ?? Number.NaN))).toBeLessThan(1_000);
      expect(call.queueId).toBe(other?.queueId);
      const answeredBy = (of: Call | undefined) =>
        of?.legs.find(({ answeredAt }) => answeredAt !== null)?.agentId;
      expect(answeredBy(call)).toBe(answeredBy(other));
    }
  });
});
