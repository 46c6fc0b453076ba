import { describe, expect, it } from '@jest/globals';

import { ManualClock } from '../platform/clock';
import { ProgressLine } from './progress-line';

function saidOn(isTTY: boolean): { said: string[]; line: ProgressLine; clock: ManualClock } {
  const said: string[] = [];
  const clock = new ManualClock(0);
  const output = { isTTY, write: (text: string | Uint8Array) => said.push(String(text)) > 0 };
  return { said, clock, line: new ProgressLine(clock, output) };
}

describe('how far a backup is', () => {
  it('is said to a terminal in one line, five times a second at most, and wiped at the end', () => {
    const { said, clock, line } = saidOn(true);
    for (let step = 0; step <= 10; step += 1, clock.advance(100)) line.show(`${step} %`);
    line.clear();
    line.clear();
    expect(said).toEqual([...[2, 4, 6, 8, 10].map((step) => `\r\u001b[K${step} %`), '\r\u001b[K']);
  });

  it('is said to a log every ten seconds, a line each', () => {
    const { said, clock, line } = saidOn(false);
    for (let second = 0; second <= 25; second += 1, clock.advance(1_000)) line.show(`${second} s`);
    line.clear();
    expect(said).toEqual(['10 s\n', '20 s\n']);
    expect(line.took()).toBe('26.0 s');
  });
});
