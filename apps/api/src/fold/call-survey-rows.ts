import type { Call, CallSurvey } from '@vigie/calls';
import { localClock } from '@vigie/metrics';

import type { ResolvedSettings } from '../settings/resolved-settings';
import type { Column } from './bulk-upsert';

/** A survey beside what happened to its call, as it is written. */
export type CallSurveyRow = {
  readonly callKey: string;
  readonly call: Call;
  readonly survey: CallSurvey;
  /** First day of the month of the call, in its clinic's zone. */
  readonly month: string;
  readonly seq: number;
};

/** A call of which a survey may be told, and the number of the last event that touched it. */
export type SurveyedCall = { readonly callKey: string; readonly call: Call; readonly seq: number };

/** The rows of a call; `settings` are those that held when it arrived. */
export function surveyRowsOf(
  { callKey, call, seq }: SurveyedCall,
  settings: ResolvedSettings,
): CallSurveyRow[] {
  const { timezone } = settings.clinic(call.clinicId ?? '');
  const month = `${localClock(call.arrivedAt, timezone).date.slice(0, 7)}-01`;
  return call.surveys.map((survey) => ({ callKey, call, survey, month, seq }));
}

/** Every column of `call_survey` but the tenant, and where its value comes from. */
export const callSurveyColumns: readonly Column<CallSurveyRow>[] = [
  { name: 'call_key', type: 'uuid', key: true, of: (row) => row.callKey },
  { name: 'channel', type: 'text', key: true, of: ({ survey }) => survey.channel },
  { name: 'month', type: 'date', of: (row) => row.month },
  { name: 'arrived_at', type: 'instant', of: ({ call }) => call.arrivedAt },
  { name: 'counted', type: 'boolean', of: ({ call }) => call.counted },
  { name: 'clinic_id', type: 'text', of: ({ call }) => call.clinicId },
  { name: 'team_id', type: 'text', of: ({ call }) => call.teamId },
  { name: 'queue_id', type: 'text', of: ({ call }) => call.queueId },
  { name: 'reason', type: 'text', of: ({ call }) => call.reason },
  { name: 'language', type: 'text', of: ({ call }) => call.languageRequested },
  { name: 'outcome', type: 'text', of: ({ call }) => call.outcome },
  { name: 'wait_ms', type: 'bigint', of: ({ call }) => call.waitMs },
  { name: 'held', type: 'boolean', of: ({ call }) => call.legs.some(({ holds }) => holds > 0) },
  { name: 'transferred', type: 'boolean', of: ({ call }) => call.transfers > 0 },
  { name: 'appointment', type: 'boolean', of: ({ call }) => call.appointmentObtained },
  { name: 'invited_at', type: 'instant', of: ({ survey }) => survey.invitedAt },
  { name: 'delivered_at', type: 'instant', of: ({ survey }) => survey.deliveredAt },
  { name: 'answered_at', type: 'instant', of: ({ survey }) => survey.answeredAt },
  { name: 'refused_at', type: 'instant', of: ({ survey }) => survey.refusedAt },
  { name: 'survey_language', type: 'text', of: ({ survey }) => survey.language },
  { name: 'items', type: 'json', of: ({ survey: { items } }) => items && JSON.stringify(items) },
  { name: 'seq', type: 'bigint', of: (row) => row.seq },
];
