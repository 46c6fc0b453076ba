import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ManualClock } from '../../platform/clock';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { People } from '../people/people';
import { setPassword } from '../people/person-store';
import { AcceptLink } from './accept-link';
import { PasswordHasher } from './password-hasher';
import { SignIn, type Desk } from './sign-in';

const password = 'trois bateaux sur la mer';

describe('guessing a password', () => {
  const clock = new ManualClock(Date.UTC(2026, 10, 23, 8));
  let server: TestServer;
  let signIn: SignIn;
  let addresses = 0;

  beforeAll(async () => {
    server = await createTestServer({ clock });
    signIn = server.app.get(SignIn);
    await createTestTenant(server.database, 'place');
  });
  afterAll(() => server.close());

  const desk = (more: Partial<Desk> = {}): Desk => ({
    address: `198.51.100.${(addresses += 1) % 250}`,
    label: '',
    device: undefined,
    ...more,
  });
  const active = async (email: string): Promise<string> => {
    const facts = { email, name: 'X', language: 'fr', agentId: null, memberships: [] };
    const { link } = await server.app.get(People).invite('place', facts, null);
    const admitted = await server.app.get(AcceptLink).accept(link.token, { password }, desk());
    return 'device' in admitted ? admitted.device : '';
  };
  const tried = async (email: string, guess: string, from: Desk = desk()): Promise<string> =>
    signIn.withPassword('place', email, guess, from).then(
      () => 'session',
      (error: { readonly code: string; readonly message: string }) => `${error.code}: ${error.message}`,
    );
  const failed = 'sign_in_failed: Address and password do not fit.';
  const slowed = 'too_many_requests: Too many tries: wait a moment.';

  it('goes at ten tries a minute at most for one account, from wherever and however many at once', async () => {
    await active('one@example.com');
    const first = await Promise.all(
      Array.from({ length: 200 }, () => tried('one@example.com', 'wrong guess')),
    );
    const answered = first.filter((answer) => answer === failed).length;
    expect(answered).toBeLessThanOrEqual(10);
    expect(first.filter((answer) => answer === slowed)).toHaveLength(200 - answered);
    let inAMinute = answered;
    for (let second = 0; second < 59; second += 1) {
      clock.advance(1_000);
      if ((await tried('one@example.com', 'wrong guess')) === failed) inAMinute += 1;
    }
    expect(inAMinute).toBeGreaterThan(5);
    expect(inAMinute).toBeLessThanOrEqual(10);
  });

  it('does not lock the owner out of a browser in which she signed in before', async () => {
    const device = await active('owner@example.com');
    for (let guess = 0; guess < 20; guess += 1) await tried('owner@example.com', 'wrong guess');
    expect(await tried('owner@example.com', password)).toBe(slowed);
    expect(await tried('owner@example.com', password, desk({ device }))).toBe('session');
    const forged = device.replace(/^./u, (first) => (first === 'A' ? 'B' : 'A'));
    expect(await tried('owner@example.com', password, desk({ device: forged }))).toBe(slowed);
  });

  it('gains no tries by text after what a known browser holds', async () => {
    const device = await active('tail@example.com');
    for (let guess = 0; guess < 20; guess += 1) await tried('tail@example.com', 'wrong guess');
    for (let tail = 0; tail < 10; tail += 1)
      expect(await tried('tail@example.com', password, desk({ device: `${device}.${tail}` }))).toBe(slowed);
    expect(await tried('tail@example.com', password, desk({ device }))).toBe('session');
  });

  it('is slowed down by the address it comes from, whatever names it tries', async () => {
    const address = '203.0.113.9';
    const answers: string[] = [];
    for (let name = 0; name < 70; name += 1)
      answers.push(await tried(`n${name}@example.com`, 'wrong guess', desk({ address })));
    expect(answers.filter((answer) => answer === failed)).toHaveLength(60);
    expect(answers.slice(60)).toEqual(Array.from({ length: 10 }, () => slowed));
    expect(await tried('n99@example.com', 'wrong guess')).toBe(failed);
  });

  it('is slowed down in the whole of an IPv6 network, and in no other', async () => {
    const answers: string[] = [];
    for (let host = 1; host <= 70; host += 1) {
      const address = `2001:db8:1:2::${host.toString(16)}`;
      answers.push(await tried(`v${host}@example.com`, 'wrong guess', desk({ address })));
    }
    expect(answers.filter((answer) => answer === failed)).toHaveLength(60);
    expect(await tried('v99@example.com', 'wrong guess', desk({ address: '2001:db8:1:3::1' }))).toBe(failed);
  });

  it('does not lock out the known browsers of the centre it comes from, nor do they gain more tries', async () => {
    const address = '203.0.113.77';
    const device = await active('colleague@example.com');
    for (let name = 0; name < 70; name += 1)
      await tried(`m${name}@example.com`, 'wrong guess', desk({ address }));
    const own = desk({ address, device });
    expect(await tried('colleague@example.com', password, desk({ address }))).toBe(slowed);
    expect(await tried('colleague@example.com', password, own)).toBe('session');
    expect(await tried('m99@example.com', 'wrong guess', own)).toBe(slowed);
    const answers: string[] = [];
    for (let guess = 0; guess < 10; guess += 1)
      answers.push(await tried('colleague@example.com', 'wrong guess', own));
    expect(answers.filter((answer) => answer === failed)).toHaveLength(4);
    expect(answers.at(-1)).toBe(slowed);
  });

  it('learns nothing of who is known: the same sentence, and the same time within 50 ms', async () => {
    await active('known@example.com');
    const times = new Map([
      ['known@example.com', [] as number[]],
      ['nobody@example.com', [] as number[]],
    ]);
    // In turns, and the quickest of each counts: what else the machine does is no difference between the two.
    for (let guess = 0; guess < 15; guess += 1) {
      for (const [email, took] of times) {
        clock.advance(60_000);
        const began = performance.now();
        expect(await tried(email, 'wrong guess')).toBe(failed);
        took.push(performance.now() - began);
      }
    }
    const [known = 0, unknown = 0] = [...times.values()].map((took) => Math.min(...took));
    expect(Math.abs(known - unknown)).toBeLessThan(Math.max(50, known / 4));
    // Without the same work done, an unknown one would be answered in a twentieth of the time.
    expect(unknown / known).toBeGreaterThan(1 / 3);
    expect(unknown / known).toBeLessThan(3);
  });

  it('is for nobody while two hundred people sign in at once: the memory stays small and the process awake', async () => {
    const emails = Array.from({ length: 200 }, (_, n) => `crowd${n}@example.com`);
    const hash = await server.app.get(PasswordHasher).hash(password);
    for (const email of emails) {
      const facts = { email, name: 'X', language: 'fr', agentId: null, memberships: [] };
      const { personId } = await server.app.get(People).invite('place', facts, null);
      await server.database.withTenant('place', (tx) => setPassword(tx, 'place', personId, hash));
    }
    const before = process.memoryUsage.rss();
    const delaysMs: number[] = [];
    let [peak, last] = [before, performance.now()];
    const watch = setInterval(() => {
      const now = performance.now();
      delaysMs.push(now - last - 10);
      last = now;
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 10);
    const began = performance.now();
    const results = await Promise.all(emails.map((email) => tried(email, password, desk())));
    const tookMs = performance.now() - began;
    clearInterval(watch);
    expect(new Set(results)).toEqual(new Set(['session']));
    const grownMb = (peak - before) / 1_048_576;
    const delayMs = delaysMs.toSorted((one, other) => one - other)[Math.floor(delaysMs.length * 0.99)] ?? 0;
    process.stdout.write(
      `200 sign-ins: ${Math.round(tookMs)} ms, +${Math.round(grownMb)} MB, loop p99 ${Math.round(delayMs)} ms\n`,
    );
    expect(grownMb).toBeLessThan(256);
    expect(delayMs).toBeLessThan(Math.max(500, tookMs / 10));
  });
});
