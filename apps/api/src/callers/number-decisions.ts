import type { Instant } from '@vigie/calls';
import { frequentDays, type SharedNumberRequest, type SharedNumbers } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { requireWholeCentre } from '../access/scope-reach';
import type { Viewer } from '../access/viewer';
import { waitForCursor } from '../event-log/log-progress-store';
import { CallStore } from '../fold/call-store';
import { ObligationRefold } from '../fold/obligation-refold';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { isUuid } from '../platform/http/read-request';
import { notFound, Problem } from '../platform/problems';
import {
  forgetSharedCallers,
  holdSharedCaller,
  listSharedCallers,
  settleCallers,
  unsettledCallers,
  writeSharedCaller,
} from '../settings/shared-caller-store';
import { TenantSettings } from '../settings/tenant-settings';
import { callsOfNumbers, proposedNumbers, type CallingRow } from './shared-numbers-query';

const daysMs = frequentDays * 86_400_000;
/** The list is told with its first so many. */
const mostTold = 100;

type Decider = Pick<Viewer, 'tenantId' | 'scope' | 'name'>;

/**
 * Numbers that many people call from: proposed by how many clinics they called, decided by a person, by a call of theirs.
 * No number is known here, and what stands for one is told to nobody (ADR 0125).
 */
@Injectable()
export class NumberDecisions {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly calls: CallStore,
    private readonly owed: ObligationRefold,
    private readonly clock: Clock,
  ) {}

  /** Rejects with 403 for who does not see the whole centre. */
  async list({ tenantId, scope }: Decider): Promise<SharedNumbers> {
    requireWholeCentre(scope);
    const to = this.clock.now() + 1;
    const time = { from: to - daysMs, to };
    return this.database.withTenant(tenantId, async (tx) => {
      const { clinics } = await this.settings.known(tx, tenantId);
      const names = new Map(clinics.map(({ id, name }) => [id, name]));
      const { sharedCallers: shared, sharedNumbers } = this.settings.current(tenantId);
      const { rows, total } = await proposedNumbers(tx, tenantId, { ...time, shared, most: mostTold });
      const decisions = await listSharedCallers(tx, tenantId);
      const decided = await callsOfNumbers(
        tx,
        tenantId,
        time,
        decisions.map(({ aniHash }) => aniHash),
      );
      const rowOf = new Map(decided.map((row) => [row.aniHash, row]));
      const masks = await this.masksOf(tx, tenantId, [...rows, ...decided]);
      const told = (row: CallingRow) => viewOf(row, names, masks);
      return {
        ...{ from: iso(time.from), to: iso(to), total, bySettings: sharedNumbers.length },
        proposed: rows.map(told),
        decided: decisions.flatMap(({ aniHash, kind, decidedAt, decidedBy }) => {
          const row = rowOf.get(aniHash);
          return row === undefined ? [] : [{ ...told(row), kind, decidedAt: iso(decidedAt), decidedBy }];
        }),
      };
    });
  }

  /**
   * Says whose the number of a call is. Rejects with 403 as above, 404 where no such call is kept or it has no number, 409
   * `decided` where somebody said the contrary: that is taken back first.
   */
  async decide(viewer: Decider, callId: string, { kind: said }: SharedNumberRequest): Promise<void> {
    const { tenantId } = viewer;
    await this.ofCall(viewer, callId, async (tx, aniHash) => {
      const kind = said === 'one' ? null : said;
      const before = await holdSharedCaller(tx, tenantId, aniHash);
      const isKnown = before !== undefined && !before.undone;
      if (isKnown && (before.kind === null) !== (kind === null)) throw decidedBefore();
      await writeSharedCaller(tx, tenantId, {
        ...{ aniHash, kind, decidedAt: this.clock.now(), decidedBy: viewer.name ?? '', undone: false },
        settled: isKnown ? before.settled : kind === null && before === undefined,
      });
    });
    await this.settle(tenantId);
  }

  /** Takes back what was said of the number of a call; of one of which nothing was said it changes nothing. */
  async undo(viewer: Decider, callId: string): Promise<void> {
    const { tenantId } = viewer;
    await this.ofCall(viewer, callId, async (tx, aniHash) => {
      const before = await holdSharedCaller(tx, tenantId, aniHash);
      if (before === undefined || before.undone) return;
      if (before.kind === null && before.settled) await forgetSharedCallers(tx, tenantId, [aniHash]);
      else await writeSharedCaller(tx, tenantId, { ...before, undone: true, settled: false });
    });
    await this.settle(tenantId);
  }

  /** Has what is owed follow what was decided; what a process that died left is taken up by the next. */
  async settle(tenantId: string): Promise<void> {
    const isWaiting = await this.database.withTenant(
      tenantId,
      async (tx) => (await unsettledCallers(tx, tenantId)).length > 0,
    );
    if (!isWaiting) return;
    await this.database.withTenant(
      tenantId,
      async (tx) => {
        if ((await waitForCursor(tx, tenantId)) === undefined) return;
        // Nobody changes what is decided while it is folded; whoever does so waits.
        const hashes = await unsettledCallers(tx, tenantId);
        if (await this.owed.ofCallers(tx, tenantId, hashes)) await settleCallers(tx, tenantId, hashes);
      },
      'fold',
    );
  }

  private ofCall(
    { tenantId, scope }: Decider,
    callId: string,
    work: (tx: EntityManager, aniHash: string) => Promise<void>,
  ): Promise<void> {
    requireWholeCentre(scope);
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const [stored] = isUuid(callId) ? await this.calls.callsByKey(tx, tenantId, [callId]) : [];
      const { aniHash = null, aniKind } = stored?.call ?? {};
      if (aniHash === null || aniKind === 'withheld')
        throw notFound('There is no call of that id from a number.');
      await work(tx, aniHash);
    });
  }

  private async masksOf(tx: EntityManager, tenantId: string, rows: readonly CallingRow[]) {
    const calls = await this.calls.callsByKey(
      tx,
      tenantId,
      rows.map(({ callKey }) => callKey),
    );
    return new Map(calls.map(({ callKey, call }) => [callKey, call.aniMask]));
  }
}

const viewOf = (
  { callKey, calls, clinicIds, latestAt }: CallingRow,
  names: ReadonlyMap<string, string>,
  masks: ReadonlyMap<string, string | null>,
): SharedNumbers['proposed'][number] => ({
  callId: callKey,
  mask: masks.get(callKey) ?? null,
  calls,
  clinics: clinicIds.map((id) => names.get(id) ?? id),
  latestAt: iso(latestAt),
});

const decidedBefore = (): Problem =>
  new Problem({
    code: 'decided',
    status: 409,
    detail: 'Somebody said the contrary of this number: take that back first.',
  });
const iso = (at: Instant): string => new Date(at).toISOString();
