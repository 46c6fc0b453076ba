import { randomUUID } from 'node:crypto';

import type { ReportAction, ReportActionChange } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound, Problem } from '../../platform/problems';
import { TenantSettings } from '../../settings/tenant-settings';
import {
  countActions,
  lockAction,
  readActions,
  readChanges,
  removeAction,
  saveAction,
  type ActionsWanted,
} from './report-action-store';
import type { ActionEdit, NewAction } from './action-schema';

/** Of one clinic's month; a report of one page shows a handful. */
export const mostActions = 100;
/** In the log of one action. */
const mostChanges = 200;

const tooMany = (code: string, detail: string) => () => new Problem({ code, status: 409, detail });
const tooManyActions = tooMany('too_many_actions', `A clinic’s month holds ${mostActions} actions at most.`);
const tooManyChanges = tooMany('too_many_changes', 'This action was changed too often: write another one.');

/** What was decided on a report: who, by when, what it should change, and what became of it. */
@Injectable()
export class ReportActions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: TenantSettings,
  ) {}

  list(tenantId: string, wanted: ActionsWanted): Promise<ReportAction[]> {
    return this.database.withTenant(tenantId, (tx) => readActions(tx, tenantId, wanted));
  }

  /** Rejects with 404 for a clinic nobody knows, with 409 when its month holds as many as it may. */
  async add(tenantId: string, action: NewAction): Promise<ReportAction> {
    const added: ReportAction = { ...action, id: randomUUID(), status: 'open', outcome: null };
    await this.database.withTenant(tenantId, async (tx) => {
      await this.settings.requireClinic(tx, tenantId, added.clinicId);
      if ((await countActions(tx, tenantId, added)) >= mostActions) throw tooManyActions();
      await saveAction(tx, tenantId, added, this.clock.now());
    });
    return added;
  }

  /**
   * Changes what is named and nothing else. Rejects with 404 when there is no such action, with 409 when it was changed
   * as often as its log may hold.
   */
  edit(tenantId: string, id: string, edit: ActionEdit): Promise<ReportAction> {
    return this.database.withTenant(tenantId, async (tx) => {
      const known = await lockAction(tx, tenantId, id);
      if (known === undefined) throw notFound('There is no such action.');
      const edited = { ...known, ...edit };
      if ((await readChanges(tx, tenantId, id)).length >= mostChanges) throw tooManyChanges();
      await saveAction(tx, tenantId, edited, this.clock.now());
      return edited;
    });
  }

  remove(tenantId: string, id: string): Promise<void> {
    return this.database.withTenant(tenantId, async (tx) => {
      if ((await lockAction(tx, tenantId, id)) === undefined) throw notFound('There is no such action.');
      await removeAction(tx, tenantId, id, this.clock.now());
    });
  }

  /** Every change of an action, oldest first; `became` is null where it was taken away. */
  async changes(tenantId: string, id: string): Promise<ReportActionChange[]> {
    const changes = await this.database.withTenant(tenantId, (tx) => readChanges(tx, tenantId, id));
    if (changes.length === 0) throw notFound('There is no such action.');
    return changes.map(({ at, became }) => ({ at: new Date(at).toISOString(), became }));
  }
}
