import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { foldCall, noRules, type Call, type CallFact } from '@vigie/calls';

import { toCallFact } from '../../../fold/to-call-fact';
import { QueueLogTranslator } from '../queue-log-translator';
import type { AmiEvent } from './ami-event';
import { AmiMapper, type AmiCheckpoint } from './ami-mapper';
import { AmiReader, type AmiMessage } from './ami-reader';
import { isRecordingThere, recordedConnections, recordingFolder } from './testing/recorded-stream';

const withRecording = isRecordingThere ? describe : describe.skip;
if (!isRecordingThere)
  process.stderr.write('no recording of an Asterisk: set VIGIE_ASTERISK_RECORDING to its folder\n');

type Segment = Readonly<{
  q: string;
  join: number;
  leave: number;
  how: string | null;
  connect?: number;
  agent?: string;
  complete?: number;
  offers: readonly {
    readonly agent: string;
    readonly at: number;
    readonly end?: number;
    readonly how?: string;
  }[];
}>;
type Expected = Readonly<{ calls: readonly { readonly uid: string; readonly segs: readonly Segment[] }[] }>;

/** Messages that come while nobody listens. */
const lost = 700;

/** A mapper that stops to listen at some messages, for a while, and goes on from what was kept. */
class Replay {
  readonly events: AmiEvent[] = [];
  readonly unknown = new Set<string>();
  private mapper = new AmiMapper('/asterisk');
  private heard = 0;
  private deaf = 0;

  constructor(private readonly dies: readonly number[]) {}

  connect(at: number): void {
    this.events.push(...this.mapper.connected(at));
  }

  take(message: AmiMessage, at: number): void {
    this.heard += 1;
    if (this.dies.includes(this.heard)) this.deaf = lost;
    else if (this.deaf > 0) this.listenAgain(message);
    if (this.deaf > 0) return;
    const told = this.mapper.take(message, at);
    if (told === null) this.unknown.add(message.get('Event') ?? '');
    else this.events.push(...told);
  }

  end(at: number): void {
    this.events.push(...this.mapper.settle(at + 3_600_000));
  }

  private listenAgain(message: AmiMessage): void {
    this.deaf -= 1;
    if (this.deaf > 0) return;
    this.mapper = new AmiMapper(
      '/asterisk',
      JSON.parse(JSON.stringify(this.mapper.checkpoint())) as AmiCheckpoint,
    );
    this.connect(Number(message.get('Timestamp')) * 1_000);
  }
}

function replay(cutInto: number, dies: readonly number[] = []): Replay {
  const played = new Replay(dies);
  for (const { at, text } of recordedConnections()) {
    played.connect(at);
    const reader = new AmiReader();
    const bytes = Buffer.from(text);
    for (let from = 0; from < bytes.length; from += cutInto)
      for (const message of reader.push(bytes.subarray(from, from + cutInto)).messages)
        played.take(message, at);
    played.end(at);
  }
  return played;
}

type LoggedLike = Pick<AmiEvent, 'id' | 'source' | 'type' | 'subject' | 'time' | 'sequence' | 'data'>;
const factOf = (event: LoggedLike): CallFact | undefined =>
  toCallFact({
    ...event,
    seq: 1,
    receivedAt: 0,
    at: Date.parse(event.time),
    data: JSON.parse(JSON.stringify(event.data)),
  });

function calls(events: readonly LoggedLike[]): Map<string, Call> {
  const facts = new Map<string, CallFact[]>();
  for (const event of events) {
    const fact = factOf(event);
    if (fact !== undefined) facts.set(event.subject, [...(facts.get(event.subject) ?? []), fact]);
  }
  return new Map([...facts].map(([uid, of]) => [uid, foldCall(of, noRules)]));
}

const ms = (seconds: number | undefined): number | null =>
  seconds === undefined ? null : Math.floor(seconds * 1_000 + 1e-4);

withRecording('a recorded Asterisk, by its manager interface alone', () => {
  const expected = (): Expected =>
    JSON.parse(readFileSync(join(recordingFolder, 'expected-ami.json'), 'utf8')) as Expected;

  it('tells each passage: queue, entry, exit, answer, by whom, until when', () => {
    const { events, unknown } = replay(1_000_000);
    expect([...unknown]).toEqual([]);
    const folded = calls(events);
    const differing: unknown[] = [];
    for (const { uid, segs } of expected().calls) {
      const call = folded.get(uid);
      const told = (call?.segments ?? [])
        .filter(({ subCode }) => subCode !== 'full' && subCode !== 'no_agents')
        .map((segment) => ({
          q: segment.queueId,
          join: segment.enqueuedAt,
          leave: segment.answeredAt ?? segment.leftAt,
          agent:
            segment.answeredAt === null
              ? null
              : call?.legs.find((leg) => leg.answeredAt === segment.answeredAt)?.agentId,
        }));
      const wanted = segs.map(({ q, join: entered, leave, connect, agent }) => ({
        q,
        join: ms(entered),
        leave: ms(connect ?? leave),
        agent: agent ?? null,
      }));
      if (JSON.stringify(told) !== JSON.stringify(wanted)) differing.push({ uid, told, wanted });
    }
    expect(differing).toEqual([]);
  });

  it('tells why each left, who was turned away, every ring and every transfer', () => {
    const { events } = replay(65_536);
    const count = (type: string, field?: string): unknown => {
      const of = events.filter((event) => event.type === type);
      if (field === undefined) return of.length;
      return Object.fromEntries(
        Map.groupBy(of, ({ data }) => data[field])
          .entries()
          .map(([value, some]) => [value, some.length]),
      );
    };
    expect({
      enqueued: count('call.enqueued'),
      left: count('call.dequeued', 'reason'),
      refused: count('call.blocked', 'reason'),
      offered: count('call.offered'),
      rings: count('call.offer_ended', 'result'),
      answered: count('call.answered'),
      transferred: count('call.transferred', 'kind'),
      restarted: count('source.restarted'),
    }).toEqual({
      enqueued: 325,
      left: { abandoned: 75, timeout: 15, withdrawn: 2, key_exit: 8 },
      refused: { full: 9, no_agents: 5 },
      offered: 343,
      rings: { no_answer: 86, caller_gone: expect.any(Number), rescinded: expect.any(Number) },
      answered: 225,
      transferred: { blind: 30, attended: 12 },
      restarted: 1,
    });
    expect(
      events
        .filter(({ data }) => data['reason'] === 'key_exit')
        .every(({ data }) => data['key'] !== undefined),
    ).toBe(true);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it('ends each conversation when Asterisk says so, but by a transfer where a channel of its own stayed between', () => {
    const folded = calls(replay(1_000_000).events);
    const differing = expected().calls.flatMap(({ uid, segs }) =>
      segs.flatMap(({ connect, complete }) => {
        const leg = folded.get(uid)?.legs.find(({ answeredAt }) => answeredAt === ms(connect));
        return complete === undefined || leg?.endedAt === ms(complete)
          ? []
          : [{ uid, told: leg?.endedAt, complete }];
      }),
    );
    expect(differing).toEqual([]);
  });

  it('says the same under the same ids, however the network cuts it', () => {
    const ids = (cutInto: number): string[] => replay(cutInto).events.map(({ id }) => id);
    const whole = ids(1_000_000);
    expect(ids(997)).toEqual(whole);
    expect(ids(13_337)).toEqual(whole);
  });
});

const logged = (): LoggedLike[] => {
  const translator = new QueueLogTranslator('/asterisk');
  return ['queue_log.0', 'queue_log'].flatMap((file) =>
    readFileSync(join(recordingFolder, file), 'utf8')
      .split('\n')
      .flatMap((line) => {
        const translated = line === '' ? null : translator.translate(line);
        return translated?.kind === 'event' ? [translated.event] : [];
      }),
  );
};
/** What counts of a call: where it waited and for how long, and what became of it. */
const counted = (call: Call | undefined) => ({
  outcome: call?.outcome,
  segments: call?.segments.map(({ queueId, waitMs, outcome }) => [queueId, waitMs, outcome]),
  talks: call?.legs
    .filter(({ answeredAt }) => answeredAt !== null)
    .map(({ agentId, answeredAt, endedAt }) => [agentId, answeredAt, endedAt]),
});

withRecording('a recorded Asterisk, by its log and its manager interface at once', () => {
  it('counts no call and no wait twice: what the interface heard whole is told by it alone', () => {
    const { events } = replay(1_000_000);
    const [ami, log, both] = [events, logged(), [...logged(), ...events]].map((of) => calls(of));
    const reversed = calls([...events, ...logged()].toReversed());
    const unheard = new Set(
      events.flatMap(({ type, subject }) => (type === 'call.unheard' ? [subject] : [])),
    );
    const differing: unknown[] = [];
    const toldBy = (uid: string) =>
      (ami?.has(uid) === true && !unheard.has(uid) ? ami : log)?.get(uid) ?? ami?.get(uid);
    // What a dialplan alone writes down: a message left, a call that came when all was closed.
    const isDialplans = ({ outcome }: Call): boolean => outcome === 'voicemail' || outcome === 'closed';
    for (const [uid, call] of both ?? []) {
      expect(counted(reversed.get(uid))).toEqual(counted(call));
      const [told, wanted] = [counted(call), counted(toldBy(uid))];
      if (!isDialplans(call) && JSON.stringify(told) !== JSON.stringify(wanted))
        differing.push({ uid, told, wanted });
    }
    expect(differing).toEqual([]);
    // Of 334 calls five hung up in a greeting that nothing tells of.
    expect(both?.size).toBe(329);
  });

  it('counts each call once, by one clock, when the connection breaks anywhere', () => {
    const waits = (call: Call | undefined) =>
      JSON.stringify(call?.segments.map(({ queueId, waitMs }) => [queueId, waitMs]));
    const log = calls(logged());
    const whole = calls(replay(1_000_000).events);
    for (const dies of [[3_000], [9_999, 12_000], [20_001], [25_000, 26_000, 30_000]]) {
      const both = calls([...logged(), ...replay(1_000_000, dies).events]);
      for (const [uid, call] of both) {
        const ways = [whole, log].map((way) => waits(way.get(uid)));
        expect([uid, ways.includes(waits(call))]).toEqual([uid, true]);
      }
    }
  });
});
