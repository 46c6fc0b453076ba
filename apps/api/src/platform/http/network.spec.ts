import { describe, expect, it } from '@jest/globals';

import { networkOf } from './network';

describe('whose requests are counted together', () => {
  it('is told by the address, and by the network where one subscriber has many', () => {
    expect(networkOf('192.0.2.1')).toBe('192.0.2.1');
    expect(networkOf('192.0.2.2')).toBe('192.0.2.2');
    expect(networkOf('::ffff:192.0.2.2')).toBe('192.0.2.2');
    for (const address of ['2001:db8:1:2::1', '2001:DB8:1:2::2', '2001:db8:1:2:ffff::3', '2001:0db8:1:2::'])
      expect(networkOf(address)).toBe('2001:db8:1:2');
    expect(networkOf('2001:db8:1:3::3')).toBe('2001:db8:1:3');
  });

  it('is the same however the zeros of an address are left out', () => {
    for (const address of ['2001:db8::1', '2001:db8::1:2:3:4', '2001:db8:0:0:1::', '2001:db8:0:0:1:2:3:4'])
      expect(networkOf(address)).toBe('2001:db8:0:0');
    expect(networkOf('2001::5:1:2:3:4')).toBe('2001:0:0:5');
    expect(networkOf('::1')).toBe('0:0:0:0');
  });
});
