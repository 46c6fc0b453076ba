import { describe, expect, it } from '@jest/globals';

import { isLocalRequest } from './local-request';

const from = (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
  isLocalRequest({ remoteAddress, headers: { host: 'localhost:3000', ...headers } });

describe('reading without a key', () => {
  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('is allowed from %s', (address) => {
    expect(from({}, address)).toBe(true);
  });

  it.each(['localhost:3000', '127.0.0.1', '[::1]:3000', 'LOCALHOST:80'])(
    'is allowed under the name %s',
    (host) => {
      expect(from({ host })).toBe(true);
    },
  );

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io:3000', '', '[::2]:3000'])(
    'is refused under the name %p',
    (host) => {
      expect(from({ host })).toBe(false);
    },
  );

  it('is refused from another machine', () => {
    expect(from({}, '192.0.2.7')).toBe(false);
  });

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])(
    'is refused through a proxy (%s)',
    (header) => {
      expect(from({ [header]: '127.0.0.1' })).toBe(false);
    },
  );

  it('is allowed from our own page and refused from any other', () => {
    expect(from({ origin: 'http://localhost:3000' })).toBe(true);
    expect(from({ origin: 'http://localhost:4000' })).toBe(false);
    expect(from({ origin: 'null' })).toBe(false);
    expect(from({ origin: 'https://localhost:3000.evil.example' })).toBe(false);
    expect(from({ 'sec-fetch-site': 'cross-site' })).toBe(false);
    expect(from({ 'sec-fetch-site': 'same-origin' })).toBe(true);
  });
});
