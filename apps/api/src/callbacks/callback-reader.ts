import type { Instant } from '@vigie/calls';
import type { CallbackDetail, CallbackSums, CallbackView } from '@vigie/contracts';
import { weekdayOf, zoneOf } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { seesCall } from '../access/scope-reach';
import type { ViewerScope } from '../access/viewer';
import { TenantSettings } from '../settings/tenant-settings';
import {
  callbacksByIds,
  callbackSums,
  openCallbacks,
  type AskedCallbacks,
  type CallbackRow,
} from './callback-query';
import { callbackView, callbackWords, stepView, type CallbackWords } from './callback-views';

/** Some of the list as it stands. */
export type ToldCallbacks = { readonly callbacks: readonly CallbackView[]; readonly sums: CallbackSums };

/** Reads the list to call back and tells it. */
@Injectable()
export class CallbackReader {
  constructor(private readonly settings: TenantSettings) {}

  /** Everybody of a scope who is to be called back, or of one clinic of it; the sums are those of the scope. */
  async open(tx: EntityManager, tenantId: string, asked: AskedCallbacks): Promise<ToldCallbacks> {
    const { scope, now } = asked;
    const words = await this.words(tx, tenantId, now);
    const rows = await openCallbacks(tx, tenantId, asked);
    return {
      callbacks: rows.map((row) => callbackView(row, words)),
      sums: await this.sums(tx, tenantId, scope, now),
    };
  }

  /** What became of those owed since the last working day, and how many are still owed from before. */
  async sums(tx: EntityManager, tenantId: string, scope: ViewerScope, now: Instant): Promise<CallbackSums> {
    await this.settings.ensureLoaded(tx, tenantId);
    return callbackSums(tx, tenantId, {
      scope,
      now,
      since: sinceOf(now, this.settings.current(tenantId).timezone),
    });
  }

  /** These as they are now, each with whether it is of a scope. */
  async changed(
    tx: EntityManager,
    tenantId: string,
    ids: readonly string[],
    now: Instant,
  ): Promise<readonly { readonly view: CallbackView; readonly isOf: (scope: ViewerScope) => boolean }[]> {
    const words = await this.words(tx, tenantId, now);
    const rows = await callbacksByIds(tx, tenantId, ids);
    return rows.map((row) => ({
      view: callbackView(row, words),
      isOf: (scope) => seesCall(scope, { clinicId: row.clinicId, teamId: row.teamId, agentIds: [] }),
    }));
  }

  async detail(
    tx: EntityManager,
    tenantId: string,
    row: CallbackRow,
    now: Instant,
  ): Promise<Omit<CallbackDetail, 'callObstacle' | 'asksQuestions' | 'questions'>> {
    const words = await this.words(tx, tenantId, now);
    const { callbackReasons, clinic } = this.settings.current(tenantId);
    const closing = clinic(row.clinicId).callbackNotes ? { reasons: [...callbackReasons] } : null;
    return { callback: callbackView(row, words), steps: (row.detail.steps ?? []).map(stepView), closing };
  }

  private async words(tx: EntityManager, tenantId: string, now: Instant): Promise<CallbackWords> {
    const names = await this.settings.known(tx, tenantId);
    return callbackWords(this.settings.current(tenantId), names, now);
  }
}

/** The start of the working day before the present one, by the centre's clock: Friday's on a Monday. */
function sinceOf(now: Instant, timezone: string): Instant {
  const zone = zoneOf(timezone);
  const { day } = zone.wallClock(now);
  const weekday = weekdayOf(day);
  const back = weekday === 0 ? 3 : weekday === 6 ? 2 : 1;
  return zone.startOfDay(day - back);
}
