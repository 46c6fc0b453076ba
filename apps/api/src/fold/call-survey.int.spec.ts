import { foldCall, noRules } from '@vigie/calls';
import { describe, expect, it } from '@jest/globals';

import type { NewEvent } from '../event-log/logged-event';
import { ManualClock } from '../platform/clock';
import { CallSurveyStore } from './call-survey-store';
import { foldUnderTest } from './testing/fold-under-test';
import { anAnsweredCall, anEvent, nineOClock } from './testing/some-events';

const hourMs = 3_600_000;
/** 1 January 2026, 00:30 in Paris: still December in UTC. */
const newYear = Date.UTC(2025, 11, 31, 23, 30);

const survey = (what: string, at: number, data: Readonly<Record<string, unknown>> = {}): NewEvent =>
  anEvent(`survey.${what}`, at, { data: { channel: 'sms', ...data } });

describe('what callers said, beside their calls', () => {
  const clock = new ManualClock(nineOClock);

  const fold = foldUnderTest(clock);
  const { newTenant, take } = fold;

  const rows = (tenantId: string) =>
    fold.database.withTenant(tenantId, (tx) =>
      tx.query<Record<string, unknown>[]>(
        `SELECT s.*, month::text AS month FROM call_survey s WHERE tenant_id = $1 ORDER BY channel`,
        [tenantId],
      ),
    );

  it('is one row a call and channel, in the month of the call by the clinic’s clock', async () => {
    const tenantId = await newTenant();
    await take(tenantId, anAnsweredCall('c1', newYear, { waitMs: 61_000 }));
    expect(await rows(tenantId)).toEqual([]);
    await take(tenantId, [
      survey('invited', newYear + hourMs, { language: 'ca' }),
      survey('delivered', newYear + hourMs + 1000),
      survey('answered', newYear + 2 * hourMs, { items: { overall: 2, callback: 1, recommend: 11 } }),
      survey('refused', newYear + 3 * hourMs, { channel: 'ivr' }),
    ]);
    const [ivr, sms] = await rows(tenantId);
    expect(sms).toMatchObject({
      month: '2026-01-01',
      arrived_at: new Date(newYear),
      counted: true,
      clinic_id: 'durand',
      team_id: 'all',
      queue_id: 'rendez-vous',
      reason: 'appointment',
      language: 'fr',
      outcome: 'answered',
      wait_ms: 61_000,
      held: false,
      transferred: false,
      appointment: null,
      invited_at: new Date(newYear + hourMs),
      delivered_at: new Date(newYear + hourMs + 1000),
      answered_at: new Date(newYear + 2 * hourMs),
      refused_at: null,
      survey_language: 'ca',
      items: { overall: 2, callback: 1 },
    });
    expect(ivr).toMatchObject({
      channel: 'ivr',
      refused_at: new Date(newYear + 3 * hourMs),
      answered_at: null,
      items: null,
    });
    expect(await fold.kit.rebuild.compare(tenantId)).toMatchObject({ differences: 0 });
  });

  it('carries the number of the event that last changed it, and keeps it when nothing of it changes', async () => {
    const tenantId = await newTenant();
    const call = anAnsweredCall('c1', nineOClock);
    const again = survey('invited', nineOClock + 9 * hourMs);
    await take(tenantId, [...call, survey('invited', nineOClock + hourMs)]);
    const seqs = async () => (await rows(tenantId)).map(({ seq }) => seq);
    expect(await seqs()).toEqual([call.length + 1]);
    await take(tenantId, [again, anEvent('acw.ended', nineOClock + hourMs, { data: { agentId: 'anne' } })]);
    expect(await seqs()).toEqual([call.length + 1]);
    await take(tenantId, [survey('answered', nineOClock + 2 * hourMs, { items: { overall: 5 } })]);
    expect(await seqs()).toEqual([call.length + 4]);
  });

  it('moves when its call is told differently, and when the clinic’s settings are', async () => {
    const tenantId = await newTenant();
    const waits = anEvent('call.enqueued', newYear, { data: { queueId: 'q', clinicId: 'durand' } });
    await take(tenantId, [waits, survey('answered', newYear + hourMs, { items: { overall: 1 } })]);
    expect(await rows(tenantId)).toMatchObject([{ outcome: null, wait_ms: null, seq: 2 }]);
    await take(tenantId, [anEvent('source.restarted', newYear + 60_000, { subject: '/pbx/lyon' })]);
    expect(await rows(tenantId)).toMatchObject([{ outcome: 'unknown', month: '2026-01-01', seq: 3 }]);
    await fold.database.asOwner((tx) =>
      tx.query(`UPDATE tenant SET timezone = 'America/Montreal' WHERE tenant_id = $1`, [tenantId]),
    );
    await fold.kit.projector.refoldFrom(tenantId, newYear - hourMs);
    expect(await rows(tenantId)).toMatchObject([{ month: '2025-12-01', seq: 4 }]);
    expect(await fold.kit.rebuild.compare(tenantId)).toMatchObject({ differences: 0 });
  });

  it('goes when nothing is told of it any more, and a row that is wrong shows in the rebuild', async () => {
    const tenantId = await newTenant();
    await take(tenantId, [survey('answered', nineOClock, { items: { overall: 5 } })]);
    const tamper = (sql: string) => fold.asAdministrator((tx) => tx.query(sql, [tenantId]));
    await tamper(`UPDATE call_survey SET items = '{"overall":4}' WHERE tenant_id = $1`);
    const { differences, examples } = await fold.kit.rebuild.compare(tenantId);
    expect(differences).toBe(2);
    expect(examples.join()).toMatch(/call_survey .* sms/u);
    const [callKey] = (await rows(tenantId)).map(({ call_key }) => String(call_key));
    const before = foldCall([{ type: 'survey.refused', at: nineOClock, tie: 'a', channel: 'sms' }], noRules);
    await fold.database.withTenant(
      tenantId,
      async (tx) => {
        await fold.kit.settings.ensureLoaded(tx, tenantId);
        const call = foldCall([], noRules);
        await new CallSurveyStore(fold.kit.settings).write(tx, tenantId, [
          { callKey: callKey ?? '', before, call, seq: 9 },
        ]);
      },
      'fold',
    );
    expect(await rows(tenantId)).toEqual([]);
  });
});
