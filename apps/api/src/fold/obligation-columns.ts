import { clinicAlert, type CallFact, type Instant, type Obligation } from '@vigie/calls';

import { callKey } from '../event-log/logged-event';
import type { Column } from './bulk-upsert';
import type { NotedCall } from './obligation-note';
import type { ClinicObligationRules } from './obligation-rules';
import { atOrAfter, nothingGone, type FoldedTable } from './shadow-store';

/** One caller at one clinic; a caller without a number of their own is one call by itself. */
export type Line = {
  readonly key: string;
  readonly clinicId: string;
  readonly aniHash: string | null;
  /** Of a caller who is one call by itself. */
  readonly callKey: string | null;
};

/** The obligation of a follow-up: the same one when its time is moved. */
export const followupIdOf = (key: string): string => callKey('followup', key);

/** The row by which the clinic is told of what the patient of a follow-up answered. */
export const alertIdOf = (key: string): string => followupIdOf(`${key} alert`);

/** An obligation as it is written. */
export type ObligationRow = {
  readonly id: string;
  readonly line: Line;
  readonly obligation: Obligation;
  /** Recovered in the half of the day in which it was opened, and before its clinic closed that day. */
  readonly sameHalfDay: boolean;
  readonly beforeClosing: boolean;
};

/** A call of a line as it is kept. */
export type CallOfLineRow = {
  readonly lineKey: string;
  readonly callKey: string;
  readonly facts: readonly CallFact[];
};

/** Without those of which only the figure is left: their calls are gone, and no log tells them. */
export const obligationTable: FoldedTable = {
  name: 'obligation',
  compared: {
    key: 'obligation_id::text',
    sql: (table, { callsFrom } = nothingGone) =>
      `SELECT * FROM ${table} WHERE tenant_id = $1 AND detail <> '{}' AND ${atOrAfter('opened_at', callsFrom)}`,
  },
};
export const obligationNoteTable: FoldedTable = {
  name: 'obligation_note',
  compared: {
    key: 'note_key::text',
    sql: (table, { callsFrom } = nothingGone) =>
      `SELECT * FROM ${table} WHERE tenant_id = $1 AND ${atOrAfter('at', callsFrom)}`,
  },
};

/** A follow-up is a line by itself, whoever it is for. */
function hashOf({ line, obligation: { followup } }: ObligationRow): string | null {
  return followup === null ? line.aniHash : (followup.patient?.aniHash ?? null);
}

/** Every column of `obligation` but the tenant. */
export const obligationColumns: readonly Column<ObligationRow>[] = [
  { name: 'obligation_id', type: 'uuid', key: true, of: ({ id }) => id },
  { name: 'line_key', type: 'uuid', of: ({ line }) => line.key },
  { name: 'clinic_id', type: 'text', of: ({ line }) => line.clinicId },
  { name: 'team_id', type: 'text', of: ({ obligation }) => obligation.teamId },
  { name: 'ani_hash', type: 'text', of: hashOf },
  { name: 'opened_by', type: 'uuid', of: ({ obligation }) => obligation.openedBy },
  { name: 'opened_at', type: 'instant', of: ({ obligation }) => obligation.openedAt },
  { name: 'state', type: 'text', of: ({ obligation }) => obligation.state },
  { name: 'closed_at', type: 'instant', of: ({ obligation }) => obligation.closedAt },
  { name: 'closed_as', type: 'text', of: ({ obligation }) => obligation.closedAs },
  { name: 'due_at', type: 'instant', of: ({ obligation }) => obligation.dueAt },
  { name: 'ends_at', type: 'instant', of: ({ obligation }) => obligation.endsAt },
  { name: 'first_tried_at', type: 'instant', of: ({ obligation }) => obligation.firstTriedAt },
  { name: 'same_half_day', type: 'boolean', of: ({ sameHalfDay }) => sameHalfDay },
  { name: 'before_closing', type: 'boolean', of: ({ beforeClosing }) => beforeClosing },
  { name: 'calls', type: 'bigint', of: ({ obligation }) => obligation.calls },
  { name: 'followup_type', type: 'text', of: ({ obligation }) => obligation.followup?.type ?? null },
  { name: 'detail', type: 'json', of: ({ obligation }) => JSON.stringify(obligation) },
];
/** Every column of `obligation_note` but the tenant. */
export const noteColumns: readonly Column<NotedCall>[] = [
  { name: 'note_key', type: 'uuid', key: true, of: ({ noteKey }) => noteKey },
  { name: 'call_key', type: 'uuid', of: ({ callKey }) => callKey },
  { name: 'callback_key', type: 'text', of: ({ callbackKey }) => callbackKey },
  { name: 'at', type: 'instant', of: ({ at }) => at },
  { name: 'note', type: 'json', of: ({ note }) => JSON.stringify(note) },
];

/** The row of an obligation; what it was recovered in is judged by the clinic's rules. */
export function toRow(
  line: Line,
  obligation: ObligationRow['obligation'],
  rules: ClinicObligationRules,
): ObligationRow {
  const { openedAt, openedBy, state, closedAt, followup } = obligation;
  const isBefore = (end: Instant | null): boolean =>
    state === 'recovered' && end !== null && closedAt !== null && closedAt < end;
  return {
    id:
      followup === null
        ? callKey('obligation', `${line.key}\u0001${openedBy}\u0001${openedAt}`)
        : followup.type === clinicAlert
          ? alertIdOf(openedBy)
          : followupIdOf(openedBy),
    line,
    obligation,
    sameHalfDay: isBefore(rules.endOfHalfDay(openedAt)),
    beforeClosing: isBefore(rules.closingOf(openedAt)),
  };
}
