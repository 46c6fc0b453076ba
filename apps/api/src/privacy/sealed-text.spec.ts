import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { idOfText, openText, sealText } from './sealed-text';

const key = Buffer.alloc(32, 3);
const otherKey = Buffer.alloc(32, 4);

describe('a sealed text', () => {
  it('opens with its key and name alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sealed = sealText(text, key, 'lyon 1');
        expect(openText(sealed, key, 'lyon 1')).toBe(text);
        expect(openText(sealed, otherKey, 'lyon 1')).toBeNull();
        expect(openText(sealed, key, 'nice 1')).toBeNull();
      }),
    );
  });

  it('does not open when a single byte was changed or lost', () => {
    const sealed = sealText('{"ani":"0199001234"}', key, 'n');
    expect(sealed.includes('0199001234')).toBe(false);
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8((changed[index] ?? 0) ^ 1, index);
      expect(openText(changed, key, 'n')).toBeNull();
      expect(openText(sealed.subarray(0, index), key, 'n')).toBeNull();
    }
  });

  it('is never the same twice, but its id is', () => {
    expect(sealText('a', key, 'n').equals(sealText('a', key, 'n'))).toBe(false);
    expect(idOfText('a', key)).toBe(idOfText('a', key));
    expect(idOfText('a', key)).not.toBe(idOfText('a', otherKey));
  });
});
