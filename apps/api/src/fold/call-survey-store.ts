import type { Call } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { textArray } from '../event-log/binary-array';
import { pgClientOf } from '../platform/transaction';
import { TenantSettings } from '../settings/tenant-settings';
import { uuidColumn } from './binary-columns';
import { upsertParameters, upsertSql } from './bulk-upsert';
import { callSurveyColumns, surveyRowsOf, type SurveyedCall } from './call-survey-rows';
import { atOrAfter, nothingGone, type FoldedTable } from './shadow-store';

const said = callSurveyColumns.filter(({ key, name }) => key !== true && name !== 'seq');
const namesOf = (side: string): string => said.map(({ name }) => `${side}.${name}`).join(', ');

/** The month of a row that moved away, or that says something else though its number stands, is noted. */
const touchedSql = 'INSERT INTO satisfaction_touched (tenant_id, month)';

const keysAt = callSurveyColumns.findIndex(({ name }) => name === 'call_key') + 2;

/** A row that says what it said before is left alone, its number too. */
const write = {
  name: 'vigie_write_call_surveys',
  text: `WITH before AS MATERIALIZED (
  SELECT call_key, channel, month, seq FROM call_survey WHERE tenant_id = $1 AND call_key = ANY($${keysAt}::uuid[])
), written AS (
  ${upsertSql('call_survey', callSurveyColumns)}
  WHERE (${namesOf('old')}) IS DISTINCT FROM (${namesOf('EXCLUDED')}) RETURNING call_key, channel, month, seq
)
${touchedSql} SELECT DISTINCT $1, b.month FROM before b JOIN written w USING (call_key, channel)
WHERE w.month <> b.month OR w.seq <= b.seq RETURNING 1`,
};

const removeSql = `WITH removed AS (
  DELETE FROM call_survey s USING unnest($2::uuid[], $3::text[]) AS gone(call_key, channel)
  WHERE s.tenant_id = $1 AND s.call_key = gone.call_key AND s.channel = gone.channel RETURNING s.month
)
${touchedSql} SELECT DISTINCT $1, month FROM removed RETURNING 1`;

const forgetSql = `WITH removed AS (DELETE FROM call_survey WHERE tenant_id = $1 RETURNING month)
${touchedSql} SELECT DISTINCT $1, month FROM removed RETURNING 1`;

const rowsPerStatement = 800;

/** Which event moved a row last depends on how the log was cut into turns. */
const comparedNames = callSurveyColumns
  .map(({ name }) => name)
  .filter((name) => name !== 'seq')
  .join(', ');

/** Months whose answers moved: a rebuild must not note them again. */
export const touchedMonthTable: FoldedTable = { name: 'satisfaction_touched' };

/** Surveys as they are compared. */
export const callSurveyTable: FoldedTable = {
  name: 'call_survey',
  compared: {
    key: `call_key || ' ' || channel`,
    sql: (table, { callsFrom } = nothingGone) => `SELECT ${comparedNames} FROM ${table} WHERE tenant_id = $1
      AND (${callsFrom === null} OR call_key IN (
        SELECT call_key FROM ${table.replace(/call_survey$/u, 'call')}
        WHERE tenant_id = $1 AND ${atOrAfter('first_at', callsFrom)}))`,
  },
};

/** A call as it stands after a fold, and as it stood before. */
export type RefoldedCall = SurveyedCall & { readonly before: Call | undefined };

/** Writes what callers were asked and answered, one row a call and channel. Settings must have been loaded. */
@Injectable()
export class CallSurveyStore {
  constructor(private readonly settings: TenantSettings) {}

  /** Brings the rows of these calls to what they are now; those of a channel nothing is told of any more go. */
  async write(tx: EntityManager, tenantId: string, calls: readonly RefoldedCall[]): Promise<void> {
    const rows = calls.flatMap((call) => surveyRowsOf(call, this.settings.at(tenantId, call.call.arrivedAt)));
    await this.remove(tx, tenantId, calls.flatMap(goneChannels));
    const client = await pgClientOf(tx);
    for (let start = 0; start < rows.length; start += rowsPerStatement) {
      const page = rows.slice(start, start + rowsPerStatement);
      const values = await upsertParameters(tenantId, callSurveyColumns, page);
      await client.query({ ...write, values });
    }
  }

  /** Removes every survey. */
  async forget(tx: EntityManager, tenantId: string): Promise<void> {
    await tx.query(forgetSql, [tenantId]);
  }

  private async remove(tx: EntityManager, tenantId: string, gone: readonly GoneSurvey[]): Promise<void> {
    if (gone.length === 0) return;
    const keys = uuidColumn(gone.map(({ callKey }) => callKey));
    await tx.query(removeSql, [tenantId, keys, textArray(gone.map(({ channel }) => channel))]);
  }
}

/** Whether anything was ever told of a survey of this call: most calls have none, and cost nothing. */
export const isSurveyed = (before: Call | undefined, after: Call): boolean =>
  after.surveys.length > 0 || (before !== undefined && before.surveys.length > 0);

type GoneSurvey = { readonly callKey: string; readonly channel: string };

function goneChannels({ callKey, before, call }: RefoldedCall): GoneSurvey[] {
  const told = new Set(call.surveys.map(({ channel }) => channel));
  const gone = before?.surveys.filter(({ channel }) => !told.has(channel)) ?? [];
  return gone.map(({ channel }) => ({ callKey, channel }));
}
