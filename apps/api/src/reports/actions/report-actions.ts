import { randomUUID } from 'node:crypto';

import type { ReportAction, ReportActionChange } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';

import { requireClinicOf, seesAllOfClinic, wholeClinicsOf } from '../../access/scope-reach';
import type { Asking } from '../../access/viewer';
import type { ViewerScope } from '../../access/viewer-scope';
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

/** The action, if the viewer sees its clinic. */
function seen(scope: ViewerScope, action: ReportAction | undefined): ReportAction {
  if (action === undefined || !seesAllOfClinic(scope, action.clinicId))
    throw notFound('There is no such action.');
  return action;
}

/** What was decided on a report: who, by when, what it should change, and what became of it. */
@Injectable()
export class ReportActions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: TenantSettings,
  ) {}

  list({ tenantId, scope }: Asking, wanted: ActionsWanted): Promise<ReportAction[]> {
    const ofScope = { ...wanted, clinicIds: wholeClinicsOf(scope) };
    return this.database.withTenant(tenantId, (tx) => readActions(tx, tenantId, ofScope));
  }

  /** Rejects with 404 for a clinic nobody knows, with 409 when its month holds as many as it may. */
  async add({ tenantId, scope }: Asking, action: NewAction): Promise<ReportAction> {
    const added: ReportAction = { ...action, id: randomUUID(), status: 'open', outcome: null };
    requireClinicOf(scope, added.clinicId);
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
  edit({ tenantId, scope }: Asking, id: string, edit: ActionEdit): Promise<ReportAction> {
    return this.database.withTenant(tenantId, async (tx) => {
      const known = seen(scope, await lockAction(tx, tenantId, id));
      const edited = { ...known, ...edit };
      if ((await readChanges(tx, tenantId, id)).length >= mostChanges) throw tooManyChanges();
      await saveAction(tx, tenantId, edited, this.clock.now());
      return edited;
    });
  }

  remove({ tenantId, scope }: Asking, id: string): Promise<void> {
    return this.database.withTenant(tenantId, async (tx) => {
      seen(scope, await lockAction(tx, tenantId, id));
      await removeAction(tx, tenantId, id, this.clock.now());
    });
  }

  /** Every change of an action, oldest first; `became` is null where it was taken away. */
  async changes({ tenantId, scope }: Asking, id: string): Promise<ReportActionChange[]> {
    const changes = await this.database.withTenant(tenantId, (tx) => readChanges(tx, tenantId, id));
    seen(scope, changes.find(({ became }) => became !== null)?.became ?? undefined);
    return changes.map(({ at, became }) => ({ at: new Date(at).toISOString(), became }));
  }
}
