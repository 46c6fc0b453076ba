import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Instant } from '@vigie/calls';

import type { Viewer, ViewerScope } from '../access/viewer';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { badRequest } from '../platform/problems';
import { tableOf, type Cell, type ColumnKind } from '../platform/tables/table';
import { mostRowsOf, streamedFile, type AskedFile } from '../platform/tables/table-file';
import { TenantSettings } from '../settings/tenant-settings';
import { daysOf } from './callback-figures';
import { callbacksOpened, isMoreOpened, type CallbackRow } from './callback-query';
import { workedScope } from './callback-scope';
import { callbackView, callbackWords, referenceOf, type CallbackWords } from './callback-views';

const mostDays = 400;
const dayMs = 86_400_000;
const rowsAtOnce = 1_000;

type Column = readonly [
  name: string,
  kind: ColumnKind,
  cell: (row: CallbackRow, words: CallbackWords) => Cell,
  about: string,
];

/** The columns of the file, by their names in it. */
const columns: readonly Column[] = [
  ['reference', 'text', ({ id }) => referenceOf(id), 'How the list and letters call a patient.'],
  ['opened_at', 'instant', ({ detail }) => detail.openedAt, 'When the first of their calls was lost.'],
  ['clinic_id', 'text', ({ clinicId }) => clinicId, 'The clinic that owes the call.'],
  ['clinic', 'text', ({ clinicId }, words) => words.ofClinic(clinicId).clinicName, 'Its name.'],
  ['team', 'text', (row, words) => callbackView(row, words).teamName, 'The team that works it.'],
  ['patient', 'text', ({ detail }) => detail.mask, 'The masked number; nothing where it was withheld.'],
  ['calls', 'number', ({ detail }) => detail.calls, 'The patient’s calls of it.'],
  ['latest_call_at', 'instant', ({ detail }) => detail.latestCallAt, 'When the last of them was lost.'],
  [
    'longest_wait_s',
    'number',
    ({ detail }) => seconds(detail.longestWaitMs),
    'The longest wait, in seconds.',
  ],
  ['causes', 'text', ({ detail }) => detail.causes.join(' '), 'Why a call is owed.'],
  ['reason', 'text', ({ detail }) => detail.reason, 'What the patient called for, where it is known.'],
  ['promised', 'text', ({ detail }) => (detail.promised ? 'yes' : 'no'), 'A promise never ends by itself.'],
  ['due_at', 'instant', ({ detail }) => detail.dueAt, 'By when the patient should be called.'],
  ['first_tried_at', 'instant', ({ detail }) => detail.firstTriedAt, 'When somebody first called back.'],
  ['tries_in_vain', 'number', ({ detail }) => detail.tries, 'How often nobody was reached.'],
  [
    'state',
    'text',
    (row, words) => callbackView(row, words).state,
    'open, recovered, closed or neverReached.',
  ],
  ['ended_at', 'instant', endedAt, 'When it ended; nothing while it is open.'],
  ['ended_as', 'text', endedAs, 'How it ended: an outcome, calledAgain or neverReached.'],
];

/** Who came to be owed a call, as a table: one a line, a page of the database at a time. */
@Injectable()
export class CallbackExport {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly clock: Clock,
  ) {}

  /** Checks what is asked; the lines are read while they are taken. Throws 400 `range_too_wide` and those of days. */
  async file(
    viewer: Viewer,
    asked: Readonly<{ from?: unknown; to?: unknown }>,
    file: NonNullable<AskedFile>,
  ): Promise<StreamableFile> {
    const { tenantId } = viewer;
    const range = await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const { from, to } = daysOf(asked, this.settings.current(tenantId).timezone);
      if (to - from > mostDays * dayMs)
        throw badRequest('range_too_wide', `At most ${mostDays} days are taken out at once.`);
      const scope = this.scopeOf(viewer);
      const most = mostRowsOf[file.format];
      if (most < Infinity && (await isMoreOpened(tx, tenantId, { scope, from, to, most })))
        throw badRequest(
          'range_too_wide',
          `A sheet holds at most ${most} lines: ask for fewer days, or for CSV.`,
        );
      return { from, to };
    });
    const { timezone } = this.settings.current(tenantId);
    const heads = columns.map(([name, kind]) => [name, kind] as const);
    const table = tableOf('Callbacks', timezone, heads, this.rows(viewer, range));
    const meaning = tableOf(
      'Columns',
      timezone,
      [
        ['name', 'text'],
        ['about', 'text'],
      ],
      columns.map(([name, , , about]) => [name, about]),
    );
    return streamedFile([table, meaning], file, 'callbacks');
  }

  private scopeOf(viewer: Viewer): ViewerScope {
    return workedScope(viewer, this.settings.current(viewer.tenantId));
  }

  private async *rows(
    viewer: Viewer,
    { from, to }: { readonly from: Instant; readonly to: Instant },
  ): AsyncGenerator<readonly Cell[], void, void> {
    const { tenantId } = viewer;
    const now = this.clock.now();
    let after = { openedAt: from, id: '00000000-0000-0000-0000-000000000000' };
    for (;;) {
      const { rows, words } = await this.database.withTenant(tenantId, async (tx) => {
        const names = await this.settings.known(tx, tenantId);
        const page = { scope: this.scopeOf(viewer), after, to, limit: rowsAtOnce };
        return {
          rows: await callbacksOpened(tx, tenantId, page),
          words: callbackWords(this.settings.current(tenantId), names, now),
        };
      });
      for (const row of rows) yield columns.map(([, , cell]) => cell(row, words));
      const last = rows.at(-1);
      if (last === undefined) return;
      after = { openedAt: last.detail.openedAt, id: last.id };
    }
  }
}

const seconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 1_000));

function endedAt(row: CallbackRow, words: CallbackWords): Instant | null {
  const { closedAt, endsAt } = row.detail;
  return callbackView(row, words).state === 'neverReached' ? (closedAt ?? endsAt) : closedAt;
}

function endedAs(row: CallbackRow, words: CallbackWords): string | null {
  const { state } = callbackView(row, words);
  return row.detail.closedAs ?? (state === 'neverReached' ? state : null);
}
