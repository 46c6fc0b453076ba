import { describe, expect, it } from '@jest/globals';

import { Clients } from './client';

const origins = ['https://vigie.example'];
const behind = new Clients({ proxies: ['127.0.0.1', '10.0.0.0/8', 'fd00::/8'], origins });
const alone = new Clients({ proxies: [], origins });
const from = (clients: Clients, headers: Readonly<Record<string, string>>, remoteAddress = '127.0.0.1') =>
  clients.of({ remoteAddress, isEncrypted: false, headers: { host: 'vigie.example', ...headers } });

describe('who asks', () => {
  it('is the rightmost address that is no proxy of ours, whatever stands left of it', () => {
    const addressOf = (told: string, remote?: string): string =>
      from(behind, { 'x-forwarded-for': told }, remote).address;
    expect(addressOf('203.0.113.7')).toBe('203.0.113.7');
    expect(addressOf('127.0.0.1, 192.0.2.9, 203.0.113.7')).toBe('203.0.113.7');
    expect(addressOf('203.0.113.7, 10.1.2.3')).toBe('203.0.113.7');
    expect(addressOf('2001:db8::7, fd00::1', '::ffff:127.0.0.1')).toBe('2001:db8::7');
    expect(addressOf('nonsense')).toBe('127.0.0.1');
  });

  it('is read without its port, and not looked for to the left of what cannot be read', () => {
    const addressOf = (told: string): string => from(behind, { 'x-forwarded-for': told }).address;
    expect(addressOf('192.0.2.9, 203.0.113.9:4711')).toBe('203.0.113.9');
    expect(addressOf('192.0.2.9, 203.0.113.9:4711, 10.1.2.3:80')).toBe('203.0.113.9');
    expect(addressOf('192.0.2.9, [2001:db8::1]:443')).toBe('2001:db8::1');
    expect(addressOf('192.0.2.9, [2001:db8::1], [fd00::1]:80')).toBe('2001:db8::1');
    for (const unread of ['unknown', '_hidden', '', '203.0.113.9:x', '[2001:db8::1', '203.0.113.9:1:2'])
      expect([unread, addressOf(`192.0.2.9, ${unread}`)]).toEqual([unread, '127.0.0.1']);
    expect(addressOf('192.0.2.9, unknown, 10.1.2.3')).toBe('127.0.0.1');
    expect(addressOf('unknown, 203.0.113.9')).toBe('203.0.113.9');
  });

  it('is not what a stranger says of himself', () => {
    const told = { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' };
    expect(from(behind, told, '203.0.113.7')).toMatchObject({
      address: '203.0.113.7',
      isEncrypted: false,
      isSecure: false,
      isLocal: false,
    });
    expect(from(alone, told)).toMatchObject({ address: '127.0.0.1', isSecure: false, isLocal: false });
  });

  it('came encrypted where a proxy of ours says so, and is a page of ours by its exact origin', () => {
    const https = { 'x-forwarded-proto': 'https' };
    expect(from(behind, https).isEncrypted).toBe(true);
    expect(from(behind, { 'x-forwarded-proto': 'http' }).isSecure).toBe(false);
    const ownPage = (origin: string): boolean => from(behind, { ...https, origin }).isOwnPage;
    expect(ownPage('https://vigie.example')).toBe(true);
    for (const origin of [
      'http://vigie.example',
      'https://vigie.example.evil.example',
      'https://vigie.example:444',
      'null',
    ])
      expect([origin, ownPage(origin)]).toEqual([origin, false]);
    expect(from(behind, { ...https, 'sec-fetch-site': 'same-site' }).isOwnPage).toBe(false);
  });
});
