import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { SecretKey } from '../platform/secret-key';
import { writtenNumber } from './caller-number';
import { NumberVault } from './number-vault';

const installation = new SecretKey('the secret of an installation, long enough');
const vaultOf = (vaultKey?: string, vaultKeyBefore?: string): NumberVault =>
  new NumberVault(installation, { vaultKey, vaultKeyBefore });
const [first, second] = [
  'the first secret of the vault, long enough',
  'the second secret of it, long enough',
];
const number = '+33639980001';
const of = { tenantId: 'lyon', clinicId: 'durand', callKey: '0d6c8f4e-0000-4000-8000-000000000001' };

describe('a sealed number', () => {
  it('opens of the same centre, clinic and call alone, and shows nothing of itself', () => {
    const vault = vaultOf();
    const id = fc.string({ minLength: 1, unit: 'grapheme' });
    const one = fc.record({ tenantId: id, clinicId: id, callKey: id });
    fc.assert(
      fc.property(one, one, (mine, other) => {
        const sealed = vault.seal(number, mine);
        expect(sealed.includes('39980001')).toBe(false);
        expect(vault.open(sealed, mine)).toBe(number);
        fc.pre(JSON.stringify(mine) !== JSON.stringify(other));
        expect(vault.open(sealed, other)).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it('does not open without its key: the installation’s own opens nothing that was sealed apart', () => {
    const apart = vaultOf(first).seal(number, of);
    expect(vaultOf(first).open(apart, of)).toBe(number);
    expect(vaultOf().open(apart, of)).toBeNull();
    expect(vaultOf(second).open(apart, of)).toBeNull();
  });

  it('opens under the key before while that is given, also where there was none apart before or is none after', () => {
    const [own, apart] = [vaultOf().seal(number, of), vaultOf(first).seal(number, of)];
    expect(vaultOf(first).open(own, of)).toBe(number);
    expect(vaultOf(second, first).open(apart, of)).toBe(number);
    expect(vaultOf(undefined, first).open(apart, of)).toBe(number);
    expect(vaultOf().open(vaultOf(undefined, first).seal(number, of), of)).toBe(number);
  });

  it.each([
    ['+33639980001', 'FR', '06 39 98 00 01'],
    ['+34600000000', 'ES', '60 00 00 00 0'],
    ['+376300123', 'AD', '30 01 23'],
    ['+33639980001', 'ES', '+33 63 99 80 00 1'],
  ] as const)('%s is read in %s as %s', (e164, home, written) => {
    expect(writtenNumber(e164, home)).toBe(written);
  });
});
