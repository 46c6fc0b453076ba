import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { SecretKey } from '../secret-key';
import { derivedLogins, givenLogins, loginName } from './logins';

const key = new SecretKey('a secret that only the tests know, no more');

describe('the roles the pools log in as', () => {
  it('carry the name of the database, since roles are the whole server’s', () => {
    expect(loginName('app', 'vigie')).toBe('vigie_app_vigie');
    expect(loginName('fold', 'lyon')).toBe('vigie_fold_lyon');
  });

  it('have names that PostgreSQL does not cut, and that no other database’s roles have', () => {
    const database = fc.string({ minLength: 1, maxLength: 63, unit: 'grapheme' });
    fc.assert(
      fc.property(database, database, (one, other) => {
        expect(Buffer.byteLength(loginName('intake', one))).toBeLessThanOrEqual(63);
        expect(loginName('intake', one) === loginName('intake', other)).toBe(one === other);
      }),
    );
  });

  it('are reached where the owner is, each with a password of its own, derived from the key', () => {
    const url = 'postgresql://owner:secret@db.example:6432/ignored?sslmode=require&user=owner';
    const { app, intake, fold } = derivedLogins(url, 'centre "1"', key);
    expect(app.url).toBe(
      `postgresql://vigie_app_centre%20%221%22:${app.password}@db.example:6432/centre%20%221%22?sslmode=require`,
    );
    expect(new Set([app.password, intake.password, fold.password]).size).toBe(3);
    expect(derivedLogins(url, 'centre "1"', key).app.password).toBe(app.password);
    expect(derivedLogins(url, 'centre 2', key).app.password).not.toBe(app.password);
    const others = new SecretKey('another secret that only the tests know');
    expect(derivedLogins(url, 'centre "1"', others).app.password).not.toBe(app.password);
  });

  it('cannot be derived from an address without a host', () => {
    expect(() => derivedLogins('postgresql:///vigie', 'vigie', key)).toThrow('VIGIE_APP_URL');
  });

  it('may be named instead', () => {
    const url = (name: string) => `postgresql://${name}:p%40ss@db.example/vigie`;
    const { fold } = givenLogins({ app: url('a'), intake: url('b'), fold: url('c') });
    expect(fold).toMatchObject({ name: 'c', password: 'p@ss', url: url('c'), isGiven: true });
  });
});
