import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { EslReader, type EslFrame } from './esl-reader';

const frame = (type: string, body = ''): string =>
  body === ''
    ? `Content-Type: ${type}\n\n`
    : `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: ${type}\n\n${body}`;

/** What is read of bytes that come in pieces of such sizes, over and over. */
function read(text: string, sizes: readonly number[]): { frames: EslFrame[]; dropped: number } {
  const reader = new EslReader();
  const bytes = Buffer.from(text);
  const frames: EslFrame[] = [];
  let dropped = 0;
  for (let from = 0, turn = 0; from < bytes.length; turn += 1) {
    const to = from + (sizes[turn % sizes.length] ?? 1);
    const came = reader.push(bytes.subarray(from, to));
    frames.push(...came.frames);
    dropped += came.dropped;
    from = to;
  }
  return { frames, dropped };
}

const typesOf = ({ frames }: { frames: EslFrame[] }): (string | undefined)[] =>
  frames.map(({ headers }) => headers.get('Content-Type'));

describe('what an event socket sends', () => {
  it('is read the same however it is cut, in the middle of a letter too', () => {
    const bodies = fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 6 });
    const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(bodies, sizes, (all, cut) => {
        const text = all.map((body) => frame('text/event-json', body)).join('');
        const { frames, dropped } = read(text, cut);
        expect(frames.map(({ body }) => body)).toEqual(all);
        expect(dropped).toBe(0);
      }),
    );
  });

  it('holds headers alone, and bodies that look like headers', () => {
    const text =
      frame('auth/request') + frame('api/response', 'Content-Type: x\n\n+OK\n') + frame('command/reply');
    const read1 = read(text, [3]);
    expect(typesOf(read1)).toEqual(['auth/request', 'api/response', 'command/reply']);
    expect(read1.frames[1]?.body).toBe('Content-Type: x\n\n+OK\n');
  });

  it('of an absurd size is passed over, and what follows is read', () => {
    const large = 'x'.repeat(1_100_000);
    const endless = `X: ${'y'.repeat(200_000)}\n\n`;
    const text = frame('a') + frame('b', large) + frame('c') + endless + frame('d');
    const came = read(text, [65_536]);
    expect(typesOf(came)).toEqual(['a', 'c', 'd']);
    expect(came.dropped).toBe(2);
  });

  it('of an absurd size ends at its empty line where that is cut in two, and where all of it comes at once', () => {
    const endless = `X: ${'y'.repeat(200_000)}\n`;
    const came = read(`${endless}\n${frame('d')}`, [endless.length]);
    expect([typesOf(came), came.dropped]).toEqual([['d'], 1]);
    const atOnce = read(`${endless}\n${frame('d')}`, [1_000_000]);
    expect([typesOf(atOnce), atOnce.dropped]).toEqual([['d'], 1]);
  });

  it('that makes no sense says nothing and ends nothing', () => {
    expect(typesOf(read(`nonsense\n\nContent-Length: -5\nContent-Type: a\n\n${frame('b')}`, [7]))).toEqual([
      'a',
      'b',
    ]);
    expect(typesOf(read('Content-Type: first\nContent-Type: second\n\n', [7]))).toEqual(['first']);
  });
});
