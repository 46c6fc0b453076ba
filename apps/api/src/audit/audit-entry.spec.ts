import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { auditAddress, auditText } from './audit-entry';

describe('what the audit log tells', () => {
  it.each([
    [
      'GET /api/v1/comments month=2026-10 clinicId=durand',
      'GET /api/v1/comments month=2026-10 clinicId=durand',
    ],
    [
      'from=2026-10-01T00:00:00Z to=2026-11-01T00:00:00Z',
      'from=2026-10-01T00:00:00Z to=2026-11-01T00:00:00Z',
    ],
    ['clinicId=01 99 00 12 34', 'clinicId=•'],
    ['clinicId=+33199001234', 'clinicId=+•'],
    ['clinicId=812 345', 'clinicId=•'],
    ['clinicId=123456', 'clinicId=•'],
    ['clinicId=12345', 'clinicId=12345'],
    ['at=2026-10-01T08:30:00.000+02:00', 'at=2026-10-01T08:30:00.000+02:00'],
    ['GET /api/v1/reports/2026-10/clinics/durand', 'GET /api/v1/reports/2026-10/clinics/durand'],
    ['clinicId=2026-10-01-22', 'clinicId=•'],
    ['invited claire@centre.example', 'invited •'],
    ['email=claire@centre.example', 'email=•'],
  ])('of %p is %p', (text, told) => {
    expect(auditText(text)).toBe(told);
  });

  it('keeps every UUID whole', () => {
    for (let round = 0; round < 2_000; round += 1) {
      const text = `PUT /api/v1/people/${randomUUID()}/memberships month=2026-10 ${randomUUID()}`;
      expect(auditText(text)).toBe(text);
    }
  });

  it('keeps the id of a key whole, where it is said to be one', () => {
    for (const text of [
      'DELETE /api/v1/keys/4f1234567890',
      'key:0123456789ab live:read replaces=key:a12345678901',
    ])
      expect(auditText(text)).toBe(text);
    for (const text of ['a12345678901', 'key:199001234567']) expect(auditText(text)).not.toBe(text);
  });

  it('never holds six digits of a number, whatever stands around and between them', () => {
    const number = fc
      .array(fc.tuple(fc.stringMatching(/^\d$/u), fc.constantFrom('', ' ', '.', '-')), {
        minLength: 6,
        maxLength: 13,
      })
      .map((digits) => digits.map(([digit, between]) => `${digit}${between}`).join(''));
    fc.assert(
      fc.property(fc.string(), number, fc.string(), (before, digits, after) => {
        const told = auditText(`${before}${digits}${after}`);
        expect(told).not.toMatch(/\d(?:[\s.()/+-]*\d){5}/u);
        expect(told.length).toBeLessThanOrEqual(301);
      }),
    );
  });

  it.each([
    ['192.0.2.77', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:1234:5678::9', '2001:db8:1234::/48'],
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '::1'],
  ])('of the address %s is its network, %s', (address, told) => {
    expect(auditAddress(address)).toBe(told);
  });

  it('of no address is none', () => {
    expect(auditAddress(undefined)).toBeNull();
  });
});
