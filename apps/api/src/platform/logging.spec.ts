import { describe, expect, it } from '@jest/globals';

import { createLogger, NestLog, redact } from './logging';

function written(use: (log: NestLog) => void): readonly Record<string, unknown>[] {
  const lines: string[] = [];
  use(new NestLog(createLogger('debug', { write: (line: string) => void lines.push(line) })));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the log', () => {
  it('hides keys, tokens, addresses of servers and telephone numbers', () => {
    const text =
      'vg_lyon_abcdefghijklmnopqrstuvwx vs_lyon_abcdefghijklmnopqrstuvwx /welcome#vl_lyon_abcdefghijklmnopqrstuvwx ' +
      'smtps://me:pw@mail postgresql://me:pw@db/x +33199001234 06 39 98 12 34 Bearer abc.def';
    const clean = redact(text);
    expect(clean).toBe(
      'vg_[key] vs_[key] /welcome#vl_[key] smtps://[address] postgresql://[address] [number] [number] Bearer [key]',
    );
  });

  it('cuts a text of a megabyte', () => {
    expect(redact('x'.repeat(1_000_000)).length).toBeLessThan(2_100);
  });

  it('writes a text with line breaks and terminal codes as one line', () => {
    const [line, ...more] = written((log) => log.warn('a\r\n{"level":"fatal"}\u001b[31m', 'Intake'));
    expect(more).toEqual([]);
    expect(line).toMatchObject({ level: 'warn', context: 'Intake', msg: 'a\r\n{"level":"fatal"}\u001b[31m' });
  });

  it('tells a stack from the name of the part that speaks', () => {
    const stack = 'TypeError: no\n    at fold (fold.ts:1:1)';
    const lines = written((log) => {
      log.error('no', stack, 'Fold');
      log.error('no', stack);
      log.error('no', 'Fold');
    });
    expect(lines.map(({ context, stack: shown }) => [context, shown])).toEqual([
      ['Fold', stack],
      [undefined, stack],
      ['Fold', undefined],
    ]);
  });

  it('writes an error with its stack and without what the driver hangs on it', () => {
    const error = Object.assign(new TypeError('call +33199001234 failed'), { parameters: ['+33199001234'] });
    const [line] = written((log) => log.error(error));
    expect(line).toMatchObject({ error: 'TypeError', msg: 'call [number] failed' });
    expect(JSON.stringify(line)).not.toContain('33199001234');
  });
});
