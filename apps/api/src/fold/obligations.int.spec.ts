import { describe, expect, it } from '@jest/globals';

import type { NewEvent } from '../event-log/logged-event';
import { serverEvent, serverEventOfCall } from '../event-log/server-events';
import { ManualClock } from '../platform/clock';
import { saveVersion } from '../settings/settings-store';
import { foldUnderTest } from './testing/fold-under-test';
import { anEvent, nineOClock } from './testing/some-events';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const source = 'pbx';

const arrives = (subject: string, at: number, aniHash: string | null, clinicId = 'durand'): NewEvent[] => [
  anEvent('call.enqueued', at, {
    subject,
    data: { queueId: 'q1', clinicId, ...(aniHash !== null && { aniHash, aniMask: '06 39 98 •• ••' }) },
  }),
];
const isLost = (subject: string, at: number, aniHash: string | null, clinicId?: string): NewEvent[] => [
  ...arrives(subject, at, aniHash, clinicId),
  anEvent('call.disconnected', at + 40_000, { subject, data: { side: 'caller' } }),
];
const isAnswered = (subject: string, at: number, aniHash: string, talkMs: number): NewEvent[] => [
  ...arrives(subject, at, aniHash),
  anEvent('call.answered', at + 8_000, { subject, data: { agentId: 'anne' } }),
  anEvent('call.leg_ended', at + 8_000 + talkMs, { subject, data: { agentId: 'anne', side: 'caller' } }),
  anEvent('call.disconnected', at + 8_000 + talkMs, { subject, data: { side: 'caller' } }),
];

type Row = { state: string; closed_as: string | null; calls: number; clinic_id: string };

describe('what callers are owed', () => {
  const clock = new ManualClock(nineOClock + 60 * minuteMs);
  const fold = foldUnderTest(clock);

  const owed = (tenantId: string): Promise<Row[]> =>
    fold.asked<Row>(
      tenantId,
      `SELECT state, closed_as, clinic_id, (detail->>'calls')::int AS calls FROM obligation
       WHERE tenant_id = $1 ORDER BY opened_at, clinic_id, obligation_id`,
    );
  const openCall = async (tenantId: string): Promise<{ id: string; callKey: string }> => {
    const sql = `SELECT obligation_id AS id, opened_by AS "callKey" FROM obligation WHERE tenant_id = $1 LIMIT 1`;
    return (await fold.asked<{ id: string; callKey: string }>(tenantId, sql))[0] ?? { id: '', callKey: '' };
  };
  const rebuilt = async (tenantId: string): Promise<void> =>
    expect(await fold.kit.rebuild.compare(tenantId)).toMatchObject({ differences: 0, stale: false });

  const day = [
    ...isLost('c1', nineOClock, 'hash-a'),
    ...isLost('c2', nineOClock + 10 * minuteMs, 'hash-a'),
    ...isLost('c3', nineOClock + 11 * minuteMs, 'hash-a', 'martin'),
    ...isLost('c4', nineOClock + 12 * minuteMs, 'hash-b'),
    ...isAnswered('c5', nineOClock + 20 * minuteMs, 'hash-b', 90_000),
    ...isLost('c6', nineOClock + 12.5 * minuteMs, 'hash-c'),
    ...isAnswered('c7', nineOClock + 21 * minuteMs, 'hash-c', 3_000),
    ...isLost('c8', nineOClock + 13 * minuteMs, null),
    anEvent('callback.requested', nineOClock + 14 * minuteMs, { subject: 'c8', data: { callbackId: 'cb' } }),
    anEvent('callback.attempted', nineOClock + 30 * minuteMs, { subject: 'out', data: { callbackId: 'cb' } }),
  ];

  it('is one row a caller and clinic, whatever the order in which it was told', async () => {
    const [one, other] = [await fold.newTenant(), await fold.newTenant()];
    await fold.take(one, day);
    for (const event of day.toReversed()) await fold.take(other, [event]);
    expect(await owed(one)).toEqual([
      { state: 'open', closed_as: null, calls: 2, clinic_id: 'durand' },
      { state: 'open', closed_as: null, calls: 1, clinic_id: 'martin' },
      { state: 'recovered', closed_as: 'calledAgain', calls: 1, clinic_id: 'durand' },
      { state: 'open', closed_as: null, calls: 1, clinic_id: 'durand' },
      { state: 'open', closed_as: null, calls: 1, clinic_id: 'durand' },
    ]);
    expect(await owed(other)).toEqual(await owed(one));
    const detail = `SELECT detail->>'tries' AS tries FROM obligation WHERE tenant_id = $1 AND ani_hash IS NULL`;
    expect(await fold.asked(one, detail)).toEqual([{ tries: '1' }]);
    await rebuilt(one);
    await rebuilt(other);
  });

  it('is of the call it was asked for on, whichever call tells of it afterwards', async () => {
    const told = [
      ...arrives('c1', nineOClock, 'hash-a'),
      anEvent('call.dequeued', nineOClock + 40_000, {
        subject: 'c1',
        data: { queueId: 'q1', reason: 'callback' },
      }),
      ...(
        ['callback.requested', 'callback.attempted', 'callback.requested', 'callback.reached'] as const
      ).map((type, index) =>
        anEvent(type, nineOClock + (index + 1) * minuteMs, {
          subject: index === 0 ? 'c1' : `out-${String(index)}`,
          data: { clinicId: 'durand', callbackId: 'cb' },
        }),
      ),
    ];
    const [one, other] = [await fold.newTenant(), await fold.newTenant()];
    await fold.take(one, told);
    for (const event of told.toReversed()) await fold.take(other, [event]);
    const once = [{ state: 'recovered', closed_as: 'reached', calls: 1, clinic_id: 'durand' }];
    expect([await owed(one), await owed(other)]).toEqual([once, once]);
    await rebuilt(one);
    await rebuilt(other);
  });

  it('moves with its call when its clinic is told late', async () => {
    const tenantId = await fold.newTenant();
    const untold = anEvent('call.enqueued', nineOClock, {
      subject: 'm1',
      data: { queueId: 'q9', aniHash: 'hash-a' },
    });
    const gone = anEvent('call.disconnected', nineOClock + 40_000, {
      subject: 'm1',
      data: { side: 'caller' },
    });
    await fold.take(tenantId, [untold, gone]);
    expect(await owed(tenantId)).toMatchObject([{ clinic_id: 'q9' }]);
    await fold.take(tenantId, [
      anEvent('call.initiated', nineOClock - 1_000, { subject: 'm1', data: { clinicId: 'durand' } }),
    ]);
    expect(await owed(tenantId)).toMatchObject([{ clinic_id: 'durand' }]);
    await rebuilt(tenantId);
  });

  it('is never reached at the end of the next open day, by an event of that instant', async () => {
    const tenantId = await fold.newTenant();
    await fold.take(tenantId, isLost('n1', nineOClock, 'hash-a'));
    await fold.kit.upkeep.run(tenantId);
    await fold.kit.projector.foldNow(tenantId);
    expect(await owed(tenantId)).toMatchObject([{ state: 'open' }]);
    clock.setTo(nineOClock + 3 * dayMs);
    await fold.kit.upkeep.run(tenantId);
    await fold.kit.projector.foldNow(tenantId);
    clock.setTo(nineOClock + 60 * minuteMs);
    expect(await owed(tenantId)).toMatchObject([{ state: 'neverReached', closed_as: 'neverReached' }]);
    const sql = `SELECT type, at = o.ends_at AS timely FROM event_log e JOIN obligation o USING (tenant_id)
      WHERE tenant_id = $1 AND type LIKE 'obligation.%'`;
    expect(await fold.asked(tenantId, sql)).toEqual([{ type: 'obligation.closed', timely: true }]);
    await rebuilt(tenantId);
  });

  it('is of another clinic, and due by other hours, when settings say so', async () => {
    const tenantId = await fold.newTenant();
    await fold.take(tenantId, [
      anEvent('call.enqueued', nineOClock, { subject: 's1', data: { queueId: 'q7', aniHash: 'hash-a' } }),
      anEvent('call.disconnected', nineOClock + 40_000, { subject: 's1', data: { side: 'caller' } }),
    ]);
    const dueAfterS =
      'SELECT extract(epoch FROM due_at - opened_at)::int AS s FROM obligation WHERE tenant_id = $1';
    expect(await fold.asked(tenantId, dueAfterS)).toEqual([{ s: 3_600 }]);
    const bellevue = { id: 'bellevue', callbackTargetMinutes: 30 };
    const document = { clinics: [bellevue], queues: [{ id: 'q7', clinicId: 'bellevue' }] };
    await fold.database.withTenant(tenantId, (tx) => saveVersion(tx, tenantId, { fromAt: 0, document }));
    await fold.kit.projector.refoldFrom(tenantId, 0);
    expect(await owed(tenantId)).toMatchObject([{ state: 'open', clinic_id: 'bellevue' }]);
    expect(await fold.asked(tenantId, dueAfterS)).toEqual([{ s: 1_800 }]);
    await rebuilt(tenantId);
  });

  it('is folded again from the log where a database knew nothing of it', async () => {
    const tenantId = await fold.newTenant();
    await fold.take(tenantId, day);
    const { id, callKey } = await openCall(tenantId);
    const at = nineOClock + 40 * minuteMs;
    const data = { callKey, outcome: 'settled' };
    await fold.take(tenantId, [serverEvent({ type: 'obligation.closed', at, subject: id, id: 'x1', data })]);
    const before = await owed(tenantId);
    expect(before[0]).toMatchObject({ state: 'closed', closed_as: 'settled' });
    await fold.asAdministrator(async (tx) => {
      await tx.query(`DELETE FROM obligation WHERE tenant_id = '${tenantId}'`);
      await tx.query(`DELETE FROM obligation_note WHERE tenant_id = '${tenantId}'`);
      await tx.query(
        `UPDATE fold_cursor SET projections = projections - 'obligations' WHERE tenant_id = '${tenantId}'`,
      );
    });
    await fold.kit.projector.foldNow(tenantId);
    expect(await owed(tenantId)).toEqual(before);
    await rebuilt(tenantId);
  });

  it('is owed to one who answers not to be content and wishes a call, until somebody says what came of it', async () => {
    const [one, other] = [await fold.newTenant(), await fold.newTenant()];
    const items = { overall: 1, callback: 1 };
    const told = [
      ...isAnswered('w1', nineOClock, 'hash-a', 60_000),
      anEvent('survey.answered', nineOClock + 20 * minuteMs, {
        subject: 'w1',
        data: { channel: 'sms', items },
      }),
      ...isAnswered('w2', nineOClock + 30 * minuteMs, 'hash-a', 90_000),
      ...isAnswered('w3', nineOClock, 'hash-b', 60_000),
      anEvent('survey.answered', nineOClock + 21 * minuteMs, {
        subject: 'w3',
        data: { channel: 'sms', items: { ...items, overall: 3 } },
      }),
      anEvent('survey.answered', nineOClock + 22 * minuteMs, { subject: 'unheard', data: { items } }),
    ];
    await fold.take(one, told);
    for (const event of told.toReversed()) await fold.take(other, [event]);
    const open = { state: 'open', closed_as: null, calls: 1, clinic_id: 'durand' };
    expect(await owed(one)).toEqual([open]);
    expect(await owed(other)).toEqual([open]);
    const noted = {
      type: 'survey.acknowledged',
      at: nineOClock + 31 * minuteMs,
      id: 'acknowledged',
    } as const;
    await fold.take(one, [serverEventOfCall({ source, callId: 'w1' }, noted)]);
    await fold.kit.projector.refoldFrom(one, 0);
    expect(await owed(one)).toEqual([open]);
    await rebuilt(other);
    const { id, callKey } = await openCall(one);
    const at = nineOClock + 40 * minuteMs;
    const data = { callKey, outcome: 'reached' };
    await fold.take(one, [serverEvent({ type: 'obligation.closed', at, subject: id, id: 'w', data })]);
    expect(await owed(one)).toMatchObject([{ state: 'recovered', closed_as: 'reached' }]);
    await rebuilt(one);
  });

  it('is owed to nobody known after an erasure: a message stays as one call by itself, and a rebuild says the same', async () => {
    const tenantId = await fold.newTenant();
    const message = anEvent('callback.requested', nineOClock + 2 * minuteMs, {
      subject: 'e2',
      data: { callbackId: 'cb' },
    });
    await fold.take(tenantId, [
      ...isLost('e1', nineOClock, 'hash-a'),
      ...isLost('e2', nineOClock + minuteMs, 'hash-a'),
      message,
      ...isLost('e3', nineOClock + 3 * minuteMs, 'hash-b'),
      ...isLost('e4', nineOClock + 4 * minuteMs, 'hash-c'),
    ]);
    const sums = `SELECT * FROM rollup WHERE tenant_id = $1 ORDER BY cuboid, key1, key2, bucket`;
    const before = await fold.asked(tenantId, sums);
    const changes = await fold.kit.callers.blank(tenantId, ['hash-a', 'hash-b']);
    expect(changes).toMatchObject({ events: 3, callKeys: { length: 3 } });
    expect(await fold.asked(tenantId, sums)).toEqual(before);
    await rebuilt(tenantId);
    const hashes = 'SELECT ani_hash FROM obligation WHERE tenant_id = $1 ORDER BY opened_at';
    expect(await fold.asked(tenantId, hashes)).toEqual([{ ani_hash: null }, { ani_hash: 'hash-c' }]);
    await fold.asAdministrator(async (tx) => {
      await tx.query(`DELETE FROM event_log WHERE tenant_id = '${tenantId}' AND subject = 'e4'`);
      await tx.query(`DELETE FROM call WHERE tenant_id = '${tenantId}' AND call_id = 'e4'`);
    });
    expect(await fold.kit.callers.blank(tenantId, ['hash-c'])).toEqual({ events: 0, callKeys: [] });
    expect(await fold.asked(tenantId, hashes)).toEqual([{ ani_hash: null }]);
  });

  it('is closed by nobody who only calls himself the server', async () => {
    const tenantId = await fold.newTenant();
    await fold.take(tenantId, isLost('f1', nineOClock, 'hash-a'));
    const { id, callKey } = await openCall(tenantId);
    const told = serverEvent({
      type: 'obligation.closed',
      at: nineOClock + minuteMs,
      subject: id,
      id: 'y',
      data: { callKey, outcome: 'settled' },
    });
    await fold.take(tenantId, [{ ...told, source }]);
    expect(await owed(tenantId)).toMatchObject([{ state: 'open' }]);
  });
});
