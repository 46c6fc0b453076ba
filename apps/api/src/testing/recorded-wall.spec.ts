import { describe, expect, it } from '@jest/globals';
import { foldCall, noRules, type CallFact } from '@vigie/calls';

import type { AmiEvent } from '../connectors/asterisk/ami/ami-event';
import { AmiMapper } from '../connectors/asterisk/ami/ami-mapper';
import { AmiReader } from '../connectors/asterisk/ami/ami-reader';
import {
  isRecordingThere,
  recordedConnections,
  recordedText,
} from '../connectors/asterisk/ami/testing/recorded-stream';
import { toCallFact } from '../fold/to-call-fact';
import { toBoardCall } from '../live/board/board-call';
import { LiveBoard } from '../live/board/live-board';
import { resolveSettings } from '../settings/resolved-settings';

const withRecording = isRecordingThere ? describe : describe.skip;
const centre = { tenantId: 't', name: 'Centre', timezone: 'Europe/Paris', locale: 'fr', demo: false };
const nothingKnown = { clinics: [], queues: [], agents: [] };

type Said = Readonly<Record<string, string>>;
type Waiting = Readonly<{ queue: string; call: string; since: number }>;

/** What the manager interface of the recorded Asterisk told, as events. */
function toldEvents(): readonly AmiEvent[] {
  const mapper = new AmiMapper('/asterisk');
  return recordedConnections().flatMap(({ at, text }) => [
    ...mapper.connected(at),
    ...new AmiReader().push(Buffer.from(text)).messages.flatMap((message) => mapper.take(message, at) ?? []),
  ]);
}

/** Who waits on the wall at an instant at which this was told, by queue and call. */
function onTheWall(events: readonly AmiEvent[], now: number): readonly Waiting[] {
  const facts = new Map<string, CallFact[]>();
  for (const event of events.filter(({ time }) => Date.parse(time) <= now)) {
    const data = JSON.parse(JSON.stringify(event.data)) as Record<string, never>;
    const fact = toCallFact({ ...event, data, seq: 1, receivedAt: 0, at: Date.parse(event.time) });
    if (fact !== undefined) facts.set(event.subject, [...(facts.get(event.subject) ?? []), fact]);
  }
  const board = new LiveBoard(resolveSettings(centre, {}), nothingKnown, now);
  const calls = [...facts].map(([uid, of]) => ({
    ...{ callKey: uid, source: '/asterisk', call: foldCall(of, noRules) },
  }));
  board.applyCalls(calls.map(toBoardCall));
  return Object.values(board.view(now).waiting)
    .filter(({ phase }) => phase !== 'greeting')
    .map(({ id, queueId, since }) => ({ queue: queueId ?? '', call: id, since: Number(since) }));
}

/** Whom Asterisk names when it is asked, and since when by whole seconds of its own. */
const asked = (status: readonly Said[]): readonly Waiting[] =>
  status
    .filter(({ Event }) => Event === 'QueueEntry')
    .map(({ Queue = '', Uniqueid = '', Wait = '', _at = '' }) => ({
      ...{ queue: Queue, call: Uniqueid, since: Date.parse(_at) - Number(Wait) * 1_000 },
    }));

const named = (all: readonly Waiting[]): string[] =>
  all.map(({ queue, call }) => `${queue} ${call}`).toSorted();

withRecording('the wall of a recorded Asterisk', () => {
  it('shows at each moment at which Asterisk was asked whom it named, in its queue and since when', () => {
    const events = toldEvents();
    const moments = recordedText('asterisk-says.jsonl.gz')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly status: readonly Said[] }).status);
    expect(moments.length).toBe(57);
    let compared = 0;
    for (const status of moments) {
      const now = Date.parse(status.at(-1)?.['_at'] ?? '');
      const [wall, asterisk] = [onTheWall(events, now), asked(status)];
      expect([now, named(wall)]).toEqual([now, named(asterisk)]);
      for (const { queue, call, since } of asterisk) {
        const shown = wall.find((one) => one.call === call && one.queue === queue)?.since ?? Number.NaN;
        // Asterisk counts from its last queue; the wall from the first of a caller whom nobody has answered yet.
        expect(shown).toBeLessThan(since + 2_000);
        compared += 1;
      }
    }
    expect(compared).toBe(227);
  });
});
