import { Injectable } from '@nestjs/common';
import type { Instant } from '@vigie/calls';

import type { Viewer } from '../access/viewer';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { badRequest } from '../platform/problems';
import { byteOrderMark, csvLines, type CsvCell } from '../platform/tables/csv-lines';
import { TenantSettings } from '../settings/tenant-settings';
import { daysOf } from './callback-figures';
import { callbacksOpened, type CallbackRow } from './callback-query';
import { workedScope } from './callback-scope';
import { callbackView, callbackWords, referenceOf, type CallbackWords } from './callback-views';

const mostDays = 400;
const dayMs = 86_400_000;
const rowsAtOnce = 1_000;

/** The columns of the file, by their names in it. */
const columns: Readonly<Record<string, (row: CallbackRow, words: CallbackWords) => CsvCell>> = {
  reference: ({ id }) => referenceOf(id),
  opened_at: ({ detail }) => iso(detail.openedAt),
  clinic_id: ({ clinicId }) => clinicId,
  clinic: ({ clinicId }, words) => words.ofClinic(clinicId).clinicName,
  team: (row, words) => callbackView(row, words).teamName,
  patient: ({ detail }) => detail.mask,
  calls: ({ detail }) => detail.calls,
  latest_call_at: ({ detail }) => iso(detail.latestCallAt),
  longest_wait_s: ({ detail: { longestWaitMs } }) =>
    longestWaitMs === null ? null : Math.round(longestWaitMs / 1_000),
  causes: ({ detail }) => detail.causes.join(' '),
  reason: ({ detail }) => detail.reason,
  promised: ({ detail }) => (detail.promised ? 'yes' : 'no'),
  due_at: ({ detail }) => iso(detail.dueAt),
  first_tried_at: ({ detail }) => iso(detail.firstTriedAt),
  tries_in_vain: ({ detail }) => detail.tries,
  state: (row, words) => callbackView(row, words).state,
  ended_at: (row, words) => {
    const { closedAt, endsAt } = row.detail;
    return iso(callbackView(row, words).state === 'neverReached' ? (closedAt ?? endsAt) : closedAt);
  },
  ended_as: (row, words) => {
    const { state } = callbackView(row, words);
    return row.detail.closedAs ?? (state === 'neverReached' ? state : null);
  },
};

/** Who came to be owed a call, as a table: one a line, a page of the database at a time. */
@Injectable()
export class CallbackExport {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
  ) {}

  /** Checks what is asked; the lines are read while they are taken. */
  async csv(
    viewer: Viewer,
    asked: Readonly<{ from?: unknown; to?: unknown }>,
  ): Promise<AsyncIterable<string>> {
    const { tenantId } = viewer;
    await this.database.withTenant(tenantId, (tx) => this.settings.ensureLoaded(tx, tenantId));
    const { from, to } = daysOf(asked, this.settings.current(tenantId).timezone);
    if (to - from > mostDays * dayMs)
      throw badRequest('range_too_wide', `At most ${mostDays} days are taken out at once.`);
    return this.lines(viewer, from, to);
  }

  private async *lines(viewer: Viewer, from: Instant, to: Instant): AsyncGenerator<string> {
    yield byteOrderMark + csvLines([Object.keys(columns)]);
    const { tenantId } = viewer;
    const now = this.clock.now();
    let after = { openedAt: from, id: '00000000-0000-0000-0000-000000000000' };
    for (;;) {
      const { rows, words } = await this.database.withTenant(tenantId, async (tx) => {
        const names = await this.settings.known(tx, tenantId);
        const settings = this.settings.current(tenantId);
        const scope = workedScope(viewer, settings);
        const page = { scope, after, to, limit: rowsAtOnce };
        return {
          rows: await callbacksOpened(tx, tenantId, page),
          words: callbackWords(settings, names, now),
        };
      });
      const last = rows.at(-1);
      if (last === undefined) return;
      yield csvLines(rows.map((row) => Object.values(columns).map((cell) => cell(row, words))));
      after = { openedAt: last.detail.openedAt, id: last.id };
    }
  }
}

const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());
