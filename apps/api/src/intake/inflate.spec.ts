import { brotliCompressSync, gzipSync } from 'node:zlib';

import { describe, expect, it } from '@jest/globals';

import { encodingOf, inflate } from './inflate';

describe('a packed body', () => {
  it('is unpacked', async () => {
    expect((await inflate(gzipSync('abc'), 'gzip', 10)).toString()).toBe('abc');
    expect((await inflate(brotliCompressSync('abc'), 'br', 10)).toString()).toBe('abc');
    expect((await inflate(Buffer.from('abc'), 'identity', 10)).toString()).toBe('abc');
  });

  it('is refused as soon as it proves too large, without filling the memory', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    const before = process.memoryUsage().rss;
    await expect(inflate(bomb, 'gzip', 5_000_000)).rejects.toMatchObject({ status: 413, code: 'too_large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(80_000_000);
  });

  it('is refused when it is not what it says', async () => {
    await expect(inflate(Buffer.from('plain'), 'gzip', 10)).rejects.toMatchObject({ status: 400 });
  });

  it('may be packed once, in a way we know', () => {
    expect(encodingOf(undefined)).toBe('identity');
    expect(encodingOf(' GZIP ')).toBe('gzip');
    for (const header of ['gzip, gzip', 'deflate', 'zstd', 'x']) {
      expect(() => encodingOf(header)).toThrow(expect.objectContaining({ status: 415 }));
    }
  });
});
