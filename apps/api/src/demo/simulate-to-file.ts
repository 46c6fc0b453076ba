import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Instant } from '@vigie/calls';
import {
  addDays,
  localDateOf,
  playDay,
  sceneDay,
  simulateDays,
  toQueueLog,
  type IncomingEvent,
} from '@vigie/simulator';

import type { FileFormat, Simulation } from './simulate-options';

/** The days before today, whole; with a scene the day of the scene, as it would be played from now on. */
export function simulatedEvents({ seed, days, scene }: Simulation, now: Instant): Iterable<IncomingEvent> {
  const today = localDateOf(now);
  const past = simulateDays(seed, addDays(today, -days), today, { anchor: today });
  return scene === null ? past : chained(past, playDay(sceneDay(seed, scene, now)));
}

function* chained(...parts: readonly Iterable<IncomingEvent>[]): Generator<IncomingEvent, void, void> {
  for (const part of parts) yield* part;
}

/** One event a line, or the lines of a queue_log. */
export function* simulatedLines(
  events: Iterable<IncomingEvent>,
  format: FileFormat,
): Generator<string, void, void> {
  if (format === 'queue_log') for (const line of toQueueLog(events)) yield `${line}\n`;
  else for (const event of events) yield `${JSON.stringify(event)}\n`;
}

/** Writes a file anew; answers how many lines it holds. */
export async function simulateToFile(path: string, lines: Iterable<string>): Promise<number> {
  let count = 0;
  function* counted(): Generator<string, void, void> {
    for (const line of lines) {
      count += 1;
      yield line;
    }
  }
  await pipeline(Readable.from(counted()), createWriteStream(path));
  return count;
}
