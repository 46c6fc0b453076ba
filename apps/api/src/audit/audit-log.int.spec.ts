import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { ManualClock } from '../platform/clock';
import type { Database } from '../platform/database';
import { SecretKey } from '../platform/secret-key';
import { createTestDatabase, type TestDatabase } from '../platform/testing/test-database';
import { Keyring } from '../privacy/keyring';
import { TenantDirectory } from '../tenants/tenant-directory';
import { createTestTenant } from '../tenants/testing/test-tenant';
import type { AuditEntry } from './audit-entry';
import { AuditHeads } from './audit-heads';
import { AuditLog } from './audit-log';
import { AuditRemoval } from './audit-removal';
import { AuditVerifications } from './audit-verifications';
import { AuditVerifier } from './audit-verifier';

const clock = new ManualClock(Date.UTC(2026, 10, 23, 9));
const keyring = new Keyring(new SecretKey('a secret that only the tests know, no more'));
const officer = { kind: 'person', id: 'ines', role: 'officer' } as const;
const read = (subject: string): AuditEntry => ({ actor: officer, action: 'comments.see', subject });

let test: TestDatabase;
let log: AuditLog;
let verifier: AuditVerifier;
let tenant = 0;
let lyon = '';

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  lyon = `lyon-${(tenant += 1)}`;
  await createTestTenant(test.database, lyon);
  log = new AuditLog(test.database, clock, keyring);
  verifier = new AuditVerifier(test.database, keyring);
});
afterEach(() => log.onApplicationShutdown());

/** Whoever owns the database and is past every wall. */
const asMaster = (sql: string): Promise<unknown> =>
  test.database.asOwner(async (tx) => {
    await tx.query(`SELECT set_config('app.tenant', $1, true)`, [lyon]);
    return tx.query(sql);
  });
const headsIn = (dataDir: string): AuditHeads =>
  new AuditHeads({ dataDir }, new TenantDirectory(test.database, clock), test.database);
const fiveReads = async (): Promise<void> => {
  for (const subject of ['a', 'b', 'c', 'd', 'e']) log.record(lyon, read(subject));
  await log.flush(lyon);
};

describe('the audit log', () => {
  it('keeps what was done in the order in which it was done, and is whole', async () => {
    await fiveReads();
    const found = await log.search(lyon, { limit: 10 });
    expect(found.map(({ seq, subject }) => [seq, subject])).toEqual([
      [5, 'e'],
      [4, 'd'],
      [3, 'c'],
      [2, 'b'],
      [1, 'a'],
    ]);
    expect(found[0]).toMatchObject({ at: clock.now(), actor: officer, action: 'comments.see', times: 1 });
    expect(await verifier.verify(lyon)).toMatchObject({ entries: 5, firstBreak: null, head: { seq: 5 } });
  });

  it('tells once, with how many times, what one did to the same within a batch', async () => {
    for (let round = 0; round < 40; round += 1) log.record(lyon, read('a'));
    log.record(lyon, { ...read('a'), actor: { ...officer, id: 'paul' } });
    const found = await log.search(lyon, { limit: 10 });
    expect(found.map(({ actor, times }) => [actor.id, times])).toEqual([
      ['paul', 1],
      ['ines', 40],
    ]);
  });

  it('stays one chain without a gap when several processes write into it at once', async () => {
    const processes = Array.from({ length: 4 }, () => new AuditLog(test.database, clock, keyring));
    const all = processes.flatMap((each, process) =>
      Array.from({ length: 25 }, async (_, round) => {
        if (round % 2 === 0) await each.recordBefore(lyon, read(`${process} ${round}`));
        else each.record(lyon, read(`${process} ${round}`));
      }),
    );
    await Promise.all(all);
    await Promise.all(processes.map((each) => each.onApplicationShutdown()));
    expect(await verifier.verify(lyon)).toMatchObject({ entries: 100, firstBreak: null, head: { seq: 100 } });
  });

  it('has it written before it goes on, where nothing may happen without a trace', async () => {
    await log.recordBefore(lyon, read('export'));
    const other = new AuditLog(test.database, clock, keyring);
    expect(await other.search(lyon, { limit: 10 })).toMatchObject([{ subject: 'export' }]);
    await expect(log.recordBefore('no-such-tenant', read('export'))).rejects.toThrow();
  });

  it('refuses what could not be written down rather than let it happen unseen', async () => {
    const away = new AuditLog(test.database, clock, keyring);
    const readMuch = (): void => {
      for (let round = 0; round <= 10_000; round += 1) away.record(lyon, read('a'));
    };
    expect(readMuch).toThrow('cannot be written down');
    await away.onApplicationShutdown();
  });

  it('writes down what is done already as soon as the database is back, and never refuses it', async () => {
    let isAway = true;
    const failing = {
      withTenant: (...asked: Parameters<Database['withTenant']>) =>
        isAway
          ? Promise.reject(Object.assign(new Error('gone'), { code: '57P01' }))
          : test.database.withTenant(...asked),
    } as unknown as Database;
    const away = new AuditLog(failing, clock, keyring);
    for (let round = 0; round < 10_000; round += 1) away.record(lyon, read('a'));
    await away.recordDone(lyon, { ...read('ines'), action: 'people.roles' });
    isAway = false;
    await away.onApplicationShutdown();
    expect(await log.search(lyon, { limit: 1 })).toMatchObject([{ action: 'people.roles' }]);
  });

  it('has what is written within a change only when that change is kept', async () => {
    const changed = (isKept: boolean): Promise<void> =>
      test.database.withTenant(lyon, async (tx) => {
        await log.recordWithin(tx, lyon, read(isKept ? 'kept' : 'lost'));
        if (!isKept) throw new Error('rolled back');
      });
    await expect(changed(false)).rejects.toThrow('rolled back');
    await changed(true);
    expect(await log.search(lyon, { limit: 5 })).toMatchObject([{ seq: 1, subject: 'kept' }]);
    expect((await verifier.verify(lyon)).firstBreak).toBeNull();
  });

  it('never holds a telephone number, whoever writes it in', async () => {
    log.record(lyon, read('06 39 98 12 34'));
    expect(await log.search(lyon, { limit: 1 })).toMatchObject([{ subject: '•' }]);
  });

  it('is found by time, by who it was and by what was done, page after page', async () => {
    await fiveReads();
    clock.advance(60_000);
    log.record(lyon, {
      actor: { kind: 'command', id: 'root', role: null },
      action: 'command.configure',
      subject: null,
    });
    await log.flush(lyon);
    const subjects = async (search: Parameters<AuditLog['search']>[1]): Promise<unknown[]> =>
      (await log.search(lyon, search)).map(({ seq }) => seq);
    expect(await subjects({ limit: 10, from: clock.now() })).toEqual([6]);
    expect(await subjects({ limit: 10, to: clock.now() })).toEqual([5, 4, 3, 2, 1]);
    expect(await subjects({ limit: 10, actors: ['root'] })).toEqual([6]);
    expect(await subjects({ limit: 10, actorKind: 'person' })).toEqual([5, 4, 3, 2, 1]);
    expect(await subjects({ limit: 10, actions: ['command', 'sign-in'] })).toEqual([6]);
    expect(await subjects({ limit: 10, actions: ['comm'] })).toEqual([]);
    expect(await subjects({ limit: 2 })).toEqual([6, 5]);
    expect(await subjects({ limit: 2, before: 5 })).toEqual([4, 3]);
  });
});

describe('a log that somebody meddled with', () => {
  beforeEach(fiveReads);

  it('cannot be the work of the server’s own account: it may write and read, nothing else', async () => {
    const attempts = [
      `UPDATE audit_entry SET subject = 'x'`,
      `DELETE FROM audit_entry`,
      `TRUNCATE audit_entry`,
      `DELETE FROM audit_head`,
      `UPDATE audit_head SET kept_after = 3`,
    ];
    for (const sql of attempts) {
      await expect(test.database.withTenant(lyon, (tx) => tx.query(sql))).rejects.toThrow(
        'permission denied',
      );
      await expect(test.database.withTenant(lyon, (tx) => tx.query(sql), 'fold')).rejects.toThrow(
        'permission denied',
      );
    }
    expect((await verifier.verify(lyon)).firstBreak).toBeNull();
  });

  it.each([
    ['UPDATE audit_entry SET subject = $$other$$ WHERE seq = 3', { seq: 3, kind: 'altered' }],
    [`UPDATE audit_entry SET at = at + interval '1 ms' WHERE seq = 2`, { seq: 2, kind: 'altered' }],
    ['UPDATE audit_entry SET times = 2 WHERE seq = 5', { seq: 5, kind: 'altered' }],
    ['DELETE FROM audit_entry WHERE seq = 3', { seq: 3, kind: 'missing' }],
    ['DELETE FROM audit_entry WHERE seq = 1', { seq: 1, kind: 'missing' }],
    ['DELETE FROM audit_entry WHERE seq >= 4', { seq: 4, kind: 'cut' }],
    ['DELETE FROM audit_entry', { seq: 1, kind: 'cut' }],
  ])('is found out at its first break: %s', async (sql, firstBreak) => {
    await asMaster(sql);
    expect((await verifier.verify(lyon)).firstBreak).toEqual(firstBreak);
  });

  it('is found out when its end was taken away and the head set back, by the end that was noted elsewhere', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vigie-heads-'));
    try {
      const heads = headsIn(folder);
      await heads.note(lyon, (await verifier.verify(lyon)).head);
      await asMaster('DELETE FROM audit_entry WHERE seq > 3');
      await asMaster(
        'UPDATE audit_head h SET seq = 3, hash = (SELECT e.hash FROM audit_entry e WHERE e.tenant_id = h.tenant_id AND e.seq = 3) WHERE EXISTS (SELECT 1 FROM audit_entry e WHERE e.tenant_id = h.tenant_id AND e.seq = 3)',
      );
      expect((await verifier.verify(lyon)).firstBreak).toBeNull();
      const noted = await heads.noted(lyon);
      expect(noted?.seq).toBe(5);
      const known = noted === undefined ? [] : [noted];
      expect((await verifier.verify(lyon, known)).firstBreak).toEqual({ seq: 4, kind: 'cut' });
      for (const subject of ['x', 'y']) log.record(lyon, read(subject));
      await log.flush(lyon);
      expect((await verifier.verify(lyon, known)).firstBreak).toEqual({ seq: 5, kind: 'forged' });
      await heads.note(lyon, { seq: 3, hash: Buffer.alloc(32) });
      expect(await heads.noted(lyon)).toEqual(noted);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('keeps the end that was noted when another chain has grown past it, and says so each time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vigie-heads-'));
    try {
      const heads = headsIn(folder);
      expect(await heads.advance(lyon)).toMatchObject({ head: { seq: 5 }, contradicted: null });
      const noted = await heads.noted(lyon);
      await asMaster('DELETE FROM audit_entry WHERE seq > 3');
      await asMaster(
        'UPDATE audit_head h SET seq = 3, hash = (SELECT e.hash FROM audit_entry e WHERE e.tenant_id = h.tenant_id AND e.seq = 3) WHERE EXISTS (SELECT 1 FROM audit_entry e WHERE e.tenant_id = h.tenant_id AND e.seq = 3)',
      );
      expect(await heads.advance(lyon)).toMatchObject({ head: { seq: 3 }, contradicted: noted });
      await fiveReads();
      for (let hour = 0; hour < 2; hour += 1)
        expect(await heads.advance(lyon)).toMatchObject({ head: { seq: 8 }, contradicted: noted });
      expect(await heads.noted(lyon)).toEqual(noted);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('is not taken for another tenant’s that once had its name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vigie-heads-'));
    try {
      const tenants = new TenantDirectory(test.database, clock);
      const heads = headsIn(folder);
      await heads.note(lyon, (await verifier.verify(lyon)).head);
      await tenants.delete(lyon);
      await createTestTenant(test.database, lyon, { createdAt: clock.now() });
      const later = headsIn(folder);
      expect(await later.noted(lyon)).toBeUndefined();
      expect(await verifier.verify(lyon)).toMatchObject({ entries: 0, firstBreak: null });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('a log whose beginning was kept long enough', () => {
  const running = { isStopping: () => false };
  const dayMs = 86_400_000;
  let removal: AuditRemoval;
  let folder = '';
  const subjects = async (): Promise<unknown[]> =>
    (await log.search(lyon, { limit: 20 })).map(({ action, subject }) =>
      action === 'retention.audit' ? 'removal' : subject,
    );

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vigie-heads-'));
    removal = new AuditRemoval(test.database, clock, keyring, headsIn(folder));
    await fiveReads();
    clock.advance(10 * dayMs);
    for (const subject of ['x', 'y']) log.record(lyon, read(subject));
    await log.flush(lyon);
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('goes up to the day that is wanted, leaves its proof, is whole, and says from when it is kept', async () => {
    const before = clock.now() - dayMs;
    expect(await removal.run(lyon, before, running)).toBe(5);
    expect(await subjects()).toEqual(['removal', 'y', 'x']);
    const [proof] = await log.search(lyon, { limit: 1 });
    expect(proof?.subject).toMatch(
      new RegExp(`^before=${new Date(before).toISOString()} count=5 after=5:[0-9a-f]{64}$`, 'u'),
    );
    expect(await verifier.verify(lyon)).toMatchObject({
      entries: 3,
      firstBreak: null,
      from: { seq: 6, at: clock.now() },
    });
    expect(await removal.run(lyon, before, running)).toBe(0);
  });

  it('goes in pieces that are each whole, as far as the server lives', async () => {
    removal.pace = 2;
    let turns = 0;
    const stopped = { isStopping: () => (turns += 1) > 2 };
    expect(await removal.run(lyon, clock.now(), stopped)).toBe(4);
    expect(await verifier.verify(lyon)).toMatchObject({ firstBreak: null, from: { seq: 5 } });
    expect(await removal.run(lyon, clock.now(), running)).toBe(1);
    expect(await verifier.verify(lyon)).toMatchObject({ firstBreak: null, from: { seq: 6 } });
  });

  it('is never empty: the proof of the last removal stays, and more is written after it', async () => {
    await removal.run(lyon, clock.now() + dayMs, running);
    expect(await subjects()).toEqual(['removal']);
    log.record(lyon, read('z'));
    expect(await subjects()).toEqual(['z', 'removal']);
    expect((await verifier.verify(lyon)).firstBreak).toBeNull();
  });

  it('stays as it is where its end is not the one that was noted: what was meddled with is not covered up', async () => {
    await headsIn(folder).note(lyon, { seq: 3, hash: Buffer.alloc(32) });
    expect(await removal.run(lyon, clock.now(), running)).toBe(0);
    expect(await subjects()).toHaveLength(7);
  });

  it('was taken away by somebody else where no entry tells of it', async () => {
    await removal.run(lyon, clock.now() - dayMs, running);
    await asMaster(
      'UPDATE audit_head h SET kept_after = 6, kept_after_hash = e.hash FROM audit_entry e WHERE e.tenant_id = h.tenant_id AND e.seq = 6',
    );
    await asMaster('DELETE FROM audit_entry WHERE seq = 6');
    expect((await verifier.verify(lyon)).firstBreak).toEqual({ seq: 6, kind: 'missing' });
  });
});

describe('verifying a log', () => {
  let folder = '';
  let verifications: AuditVerifications;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vigie-heads-'));
    verifications = new AuditVerifications(test.database, clock, log, headsIn(folder), verifier);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is remembered with its result, and told in the log', async () => {
    expect(await verifications.state(lyon)).toBeUndefined();
    await fiveReads();
    expect(await verifications.run(lyon)).toMatchObject({ entries: 5, firstBreak: null });
    expect(await verifications.state(lyon)).toMatchObject({
      touchedAt: null,
      verdict: { at: clock.now(), entries: 5, from: { seq: 1 }, firstBreak: null },
    });
    expect((await headsIn(folder).noted(lyon))?.seq).toBe(5);
    const told = await log.search(lyon, { limit: 5, actions: ['audit.verified'] });
    expect(told.map(({ subject }) => subject)).toEqual(['whole entries=5 head=5']);
    await asMaster('DELETE FROM audit_entry WHERE seq = 3');
    await verifications.run(lyon);
    expect((await verifications.state(lyon))?.verdict?.firstBreak).toEqual({ seq: 3, kind: 'missing' });
  });

  it('is not done twice at once, and one that died half-way keeps nobody from it after a minute', async () => {
    await verifications.run(lyon);
    await asMaster(`UPDATE audit_verification SET touched_at = started_at WHERE tenant_id = '${lyon}'`);
    expect((await verifications.state(lyon))?.touchedAt).not.toBeNull();
    expect(await verifications.run(lyon)).toBeUndefined();
    clock.advance(60_001);
    expect((await verifications.state(lyon))?.touchedAt).toBeNull();
    expect(await verifications.run(lyon)).toMatchObject({ firstBreak: null });
  });
});
