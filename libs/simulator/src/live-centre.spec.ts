import { describe, expect, it } from '@jest/globals';
import { planDay } from './day/day-plan';
import { createRandom } from './random';
import { openLiveCentre } from './live-centre';
import { openPlayback } from './playback';

const plan = planDay('spec', '2026-11-17');
const nine = plan.base + 9 * 3_600_000;
const end = nine + 30 * 60_000;

function live(cuts: readonly number[]): readonly { id: string; time: string }[] {
  const centre = openLiveCentre(nine);
  const playback = openPlayback(plan);
  playback.take(nine, Infinity);
  centre.join(playback);
  return [...cuts, end].flatMap((until) => centre.take(until));
}

describe('a live centre', () => {
  it('plays the same however often one looks', () => {
    const random = createRandom('cuts');
    const cuts = Array.from({ length: 400 }, () => random.between(nine, end)).toSorted((a, b) => a - b);
    expect(live(cuts).toSorted((a, b) => (a.time + a.id < b.time + b.id ? -1 : 1))).toEqual(
      live([]).toSorted((a, b) => (a.time + a.id < b.time + b.id ? -1 : 1)),
    );
  });

  it('is in order of time and shows a sign of life of each telephone system every twenty seconds', () => {
    const events = live([]);
    expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).toSorted());
    expect(events.filter(({ id }) => id.startsWith('heartbeat')).length).toBe(2 * 90);
    expect(events.length).toBeGreaterThan(1_500);
  });

  it('gives what is past of a day that joins late with the next look, once', () => {
    const centre = openLiveCentre(nine);
    expect(centre.take(end).every(({ type }) => type === 'source.heartbeat')).toBe(true);
    centre.join(openPlayback(plan));
    const late = centre.take(end + 1);
    expect(late.length).toBeGreaterThan(5_000);
    expect(centre.take(end + 1)).toEqual([]);
  });
});
