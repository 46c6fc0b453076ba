import { describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';

import type { NewEvent } from '../../event-log/logged-event';
import type { StoredCall } from '../../fold/call-store';
import { notedCallOf } from '../../fold/obligation-notes';
import { referenceOfCall } from '../calling/call-request-store';
import { FollowupEvents } from './followup-events';

const now = Date.parse('2026-11-24T09:00:00Z');
const callOf = (clinicId: string) =>
  ({ callKey: 'k', call: { clinicId, aniHash: 'h', aniKind: 'number', aniMask: '06••••12' } }) as never;

/** What is written of a follow-up of Durand that is planned on a call. */
async function told(of: StoredCall): Promise<unknown> {
  const written: NewEvent[] = [];
  const clinic = { followUps: true, timezone: 'Europe/Paris' };
  const events = new FollowupEvents(
    { current: () => ({ clinic: () => clinic }) } as never,
    { append: (_tx: unknown, _tenant: string, all: readonly NewEvent[]) => written.push(...all) } as never,
    { now: () => now },
  );
  const tx = { query: () => Promise.resolve([]) } as never;
  await events.plan(
    tx,
    'place',
    { clinicId: 'durand', type: 'same_day' },
    {
      ...{ key: '5a6f2f4e-8f0e-4d55-8f6e-0e4d1c1f3b77', eventId: 'planned-1', onCall: 'k', of },
    },
  );
  const data = written[0]?.data;
  return typeof data === 'string' ? JSON.parse(data) : data;
}

describe('a follow-up that is planned on a call', () => {
  it('is of that call’s patient where the call is of the same clinic', async () => {
    expect(await told(callOf('durand'))).toMatchObject({ aniHash: 'h', aniMask: '06••••12', callKey: 'k' });
  });

  it('tells nothing of another clinic’s patient, and is on no call of theirs', async () => {
    const data = await told(callOf('martin'));
    expect(data).not.toHaveProperty('aniHash');
    expect(data).not.toHaveProperty('aniMask');
    expect(data).not.toHaveProperty('callKey');
  });

  it('has nobody of another clinic called, also where the call was not known when it was planned', async () => {
    const asked: (readonly [string, readonly unknown[]])[] = [];
    const query = (sql: string, values: readonly unknown[]) => {
      asked.push([sql, values]);
      return Promise.resolve([]);
    };
    await referenceOfCall({ query } as unknown as EntityManager, 'place', {
      clinicId: 'durand',
      callKey: 'k',
    });
    expect(asked[0]?.[0]).toContain(`coalesce(c.clinic_id, '') = $3`);
    expect(asked[0]?.[1]).toEqual(['place', 'k', 'durand']);
  });
});

describe('a follow-up that another system says is done', () => {
  const outcomeOf = (data: Readonly<Record<string, unknown>>): unknown => {
    const told = { followupId: 'sortie-1', clinicId: 'durand', ...data };
    const event = { source: '/pbx', subject: '1.1', type: 'followup.done', id: 'd1', at: now, data: told };
    return notedCallOf(event as never)?.note;
  };

  it('reached its patient where nothing else is said, and nobody by a try in vain', () => {
    expect(outcomeOf({})).toEqual({ kind: 'tried', outcome: 'reached', ofPatient: true });
    expect(outcomeOf({ result: 'reached' })).toEqual({ kind: 'tried', outcome: 'reached', ofPatient: true });
    expect(outcomeOf({ result: 'no_answer' })).toEqual({
      kind: 'tried',
      outcome: 'noAnswer',
      ofPatient: true,
    });
    expect(outcomeOf({ result: 'busy' })).toEqual({ kind: 'tried', outcome: 'noAnswer', ofPatient: true });
    expect(outcomeOf({ result: 'message_left' })).toEqual({
      kind: 'tried',
      outcome: 'messageLeft',
      ofPatient: true,
    });
  });
});
