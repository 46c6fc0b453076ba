import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { AmiReader, type AmiMessage } from './ami-reader';

const banner = 'Asterisk Call Manager/11.0.0\r\n';
const text = (message: Readonly<Record<string, string>>): string =>
  `${Object.entries(message)
    .map(([key, value]) => `${key}: ${value}\r\n`)
    .join('')}\r\n`;

function readAll(bytes: Buffer, cuts: readonly number[]) {
  const reader = new AmiReader();
  const messages: AmiMessage[] = [];
  let seen: string | null = null;
  let dropped = 0;
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  for (const [index, from] of places.slice(0, -1).entries()) {
    const read = reader.push(bytes.subarray(from, places[index + 1]));
    messages.push(...read.messages);
    seen ??= read.banner;
    dropped += read.dropped;
  }
  return { messages: messages.map((message) => Object.fromEntries(message)), banner: seen, dropped };
}

const keys = fc.constantFrom('Event', 'Queue', 'MemberName', 'CallerIDNum', 'AppData');
const values = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .map((value) => value.replace(/[\r\n]/gu, '').trim());
const someMessages = fc.array(fc.dictionary(keys, values, { minKeys: 1, noNullPrototype: true }), {
  maxLength: 8,
});

describe('what a manager interface sends', () => {
  it('is read alike however the network cuts it, in the middle of a letter too', () => {
    fc.assert(
      fc.property(someMessages, fc.array(fc.nat(), { maxLength: 30 }), (messages, cuts) => {
        const bytes = Buffer.from(banner + messages.map(text).join(''));
        expect(readAll(bytes, cuts)).toEqual({
          messages,
          banner: 'Asterisk Call Manager/11.0.0',
          dropped: 0,
        });
      }),
    );
  });

  it('keeps the first of a key told twice, and an empty value', () => {
    const bytes = Buffer.from(`${banner}Event: A\nEvent: B\nPausedReason: \nNoColon\n\n`);
    expect(readAll(bytes, []).messages).toEqual([{ Event: 'A', PausedReason: '' }]);
  });

  it('leaves out what is beyond all measure, and goes on behind it', () => {
    const huge = `Event: Huge\r\nAppData: ${'x'.repeat(200_000)}\r\nQueue: rdv\r\n\r\n`;
    const many = `Event: Many\r\n${Array.from({ length: 2_000 }, (_, n) => `K${n}: v\r\n`).join('')}\r\n`;
    const bytes = Buffer.from(banner + huge + many + text({ Event: 'After' }));
    for (const cuts of [[], [70_000, 140_000, 210_000], Array.from({ length: 40 }, (_, n) => n * 5_000)]) {
      const read = readAll(bytes, cuts);
      expect(read.messages).toEqual([{ Event: 'After' }]);
      expect(read.dropped).toBe(2);
    }
  });

  it('keeps no more in memory than a line, whatever comes without an end', () => {
    const reader = new AmiReader();
    reader.push(Buffer.from(banner));
    let dropped = 0;
    for (let piece = 0; piece < 200; piece += 1) dropped += reader.push(Buffer.alloc(50_000, 0x78)).dropped;
    expect(dropped).toBe(1);
    expect(reader.push(Buffer.from(`\r\n\r\n${text({ Event: 'After' })}`)).messages).toHaveLength(1);
  });
});
