import type { Instant } from '@vigie/calls';
import { frequentCalls, frequentDays, type EarlierCalls } from '@vigie/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { callScopeOf, isGoingOn, ownersOf, requireClinicOf, seesCall } from '../access/scope-reach';
import type { Viewer, ViewerScope } from '../access/viewer';
import { callbacksByIds } from '../callbacks/callback-query';
import { workedScope } from '../callbacks/callback-scope';
import { CallStore } from '../fold/call-store';
import type { CallEdge } from '../fold/call-row-store';
import { hashesOfCallers } from '../fold/caller-names-store';
import { readCursor, toCursor } from '../history/call-lists';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { isUuid } from '../platform/http/read-request';
import { notFound, Problem } from '../platform/problems';
import { everyCallerPseudonyms } from '../privacy/caller-keys';
import { Keyring } from '../privacy/keyring';
import { TenantSettings } from '../settings/tenant-settings';
import {
  countLook,
  earlierCalls,
  openCallsOf,
  owedNow,
  type CallerAt,
  type OwedRow,
  type ReadEarlier,
} from './earlier-calls-query';

export const usualCalls = 20;
export const mostCalls = 100;
export const frequentMs = frequentDays * 86_400_000;
/** After every call there can be. */
const theEnd: CallEdge = {
  arrivedAt: 253_402_300_799_000,
  callKey: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
};

/** Whose earlier calls are asked for: by hash and clinic, by a call of theirs, or by what they are owed. */
export type AskedCaller =
  | { readonly by: 'hash'; readonly hash: string; readonly clinicId: string }
  | { readonly by: 'call' | 'callback'; readonly id: string };

export type AskedPage = { readonly cursor: unknown; readonly limit: number };

/** The caller that was asked for. */
type Subject = {
  readonly clinicId: string;
  /** What may stand for them; none: the number was withheld. */
  readonly hashes: readonly string[];
  readonly mask: string | null;
  /** Their call that goes on: only earlier ones are told. */
  readonly before: CallEdge | null;
  /** Whether it was asked by what the viewer has before them: an open call, or a row of the list. */
  readonly isHere: boolean;
};

/** A transaction, who asks, and when. */
type Asking = { readonly tx: EntityManager; readonly viewer: Viewer; readonly now: Instant };

/**
 * The calls that a caller made to a clinic before. A program with the scope may ask for any of its clinics; a person only
 * while the caller is on the line with them, in an open call they see, or on their list to call back (ADR 0108).
 */
@Injectable()
export class EarlierCallsReader {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly calls: CallStore,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
  ) {}

  of(viewer: Viewer, asked: AskedCaller, { cursor, limit }: AskedPage): Promise<EarlierCalls> {
    const { tenantId } = viewer;
    const now = this.clock.now();
    const edge = readCursor(cursor);
    return this.database.withTenant(tenantId, async (tx) => {
      await this.settings.ensureLoaded(tx, tenantId);
      const asking = { tx, viewer, now };
      const subject = await this.subjectOf(asking, asked);
      const caller = await this.callerOf(asking, subject);
      await this.refuseAbsent(asking, subject, caller);
      const kind = this.kindOf(tenantId, caller);
      const page = { edge: edge ?? subject.before ?? theEnd, limit, since: now - frequentMs };
      const read =
        kind === 'known' ? await earlierCalls(tx, tenantId, caller, page) : { calls: [], since: 0, ever: 0 };
      const scope: ViewerScope = { kind: 'all' };
      const owed = kind === 'known' ? await owedNow(tx, tenantId, caller, { scope, now }) : [];
      if (edge === null) await this.count(asking, subject.clinicId, read);
      return {
        clinicId: subject.clinicId,
        clinicName: this.settings.current(tenantId).clinic(subject.clinicId).name,
        caller: kind,
        mask: subject.mask ?? (await this.maskOf(asking, read)),
        ...toldOf(read, limit),
        owed: owed.map((row) => owedView(row, now)),
      };
    });
  }

  private subjectOf(asking: Asking, asked: AskedCaller): Promise<Subject> {
    if (asked.by === 'hash') return this.subjectByHash(asking, asked);
    return asked.by === 'call'
      ? this.subjectByCall(asking, asked.id)
      : this.subjectByCallback(asking, asked.id);
  }

  private async subjectByHash(
    { tx, viewer }: Asking,
    { hash, clinicId }: { readonly hash: string; readonly clinicId: string },
  ): Promise<Subject> {
    // What a person may see of it depends on where the caller is, whatever there is of that clinic.
    if (viewer.keyId !== null) {
      requireClinicOf(viewer.scope, clinicId);
      await this.settings.requireClinic(tx, viewer.tenantId, clinicId);
    }
    // As it is kept, or as a sender tells it, which the door hashed again.
    const every = everyCallerPseudonyms(
      this.keyring,
      viewer.tenantId,
      this.settings.callerKeys(viewer.tenantId),
    );
    const hashes = [hash, ...every.flatMap((pseudonyms) => pseudonyms.ofSentHash(hash) ?? [])];
    return { clinicId, hashes, mask: null, before: null, isHere: false };
  }

  private async subjectByCall({ tx, viewer }: Asking, id: string): Promise<Subject> {
    const [stored] = isUuid(id) ? await this.calls.callsByKey(tx, viewer.tenantId, [id]) : [];
    const { clinicId, aniHash, aniMask, arrivedAt } = stored?.call ?? { clinicId: null };
    if (stored === undefined || clinicId === null || !seesCall(callScopeOf(viewer), ownersOf(stored.call)))
      throw notFound('There is no such call.');
    return {
      clinicId,
      hashes: listOf(aniHash),
      mask: aniMask ?? null,
      before: { arrivedAt: arrivedAt ?? 0, callKey: id },
      isHere: isGoingOn(stored.call, callScopeOf(viewer)),
    };
  }

  private async subjectByCallback({ tx, viewer, now }: Asking, id: string): Promise<Subject> {
    const [row] = isUuid(id) ? await callbacksByIds(tx, viewer.tenantId, [id]) : [];
    const scope = this.listScopeOf(viewer);
    if (row === undefined || !seesCall(scope, { ...row, agentIds: [] }))
      throw notFound('There is no caller of that id to call back.');
    const { state, endsAt, mask } = row.detail;
    const isHere = state === 'open' && (endsAt === null || endsAt > now);
    return { clinicId: row.clinicId, hashes: listOf(row.aniHash), mask, before: null, isHere };
  }

  private async callerOf({ tx, viewer }: Asking, { hashes, clinicId }: Subject): Promise<CallerAt> {
    return { clinicId, hashes: await hashesOfCallers(tx, viewer.tenantId, hashes) };
  }

  /** Throws 403 `caller_absent` for a person who has nothing to do with the caller at this moment. */
  private async refuseAbsent(asking: Asking, { isHere }: Subject, caller: CallerAt): Promise<void> {
    const { tx, viewer, now } = asking;
    if (isHere || viewer.keyId !== null) return;
    const scope = this.listScopeOf(viewer);
    if ((await owedNow(tx, viewer.tenantId, caller, { scope, now })).length > 0) return;
    const open = await openCallsOf(tx, viewer.tenantId, caller);
    const calls = await this.calls.callsByKey(tx, viewer.tenantId, open);
    if (calls.some(({ call }) => isGoingOn(call, callScopeOf(viewer)))) return;
    throw new Problem({
      code: 'caller_absent',
      status: 403,
      detail:
        'Earlier calls are told while the caller is on your line, in an open call you see, or on your list to call back.',
    });
  }

  /** Of whom somebody calls back. */
  private listScopeOf(viewer: Viewer): ViewerScope {
    const { keyId, roles, tenantId } = viewer;
    const scope = viewer.scopeOf('callbacks.work');
    return workedScope({ scope, keyId, roles }, this.settings.current(tenantId));
  }

  private kindOf(tenantId: string, { hashes }: CallerAt): EarlierCalls['caller'] {
    if (hashes.length === 0) return 'withheld';
    const { isSharedCaller } = this.settings.current(tenantId);
    return hashes.some((hash) => isSharedCaller(hash)) ? 'shared' : 'known';
  }

  private async maskOf({ tx, viewer }: Asking, { calls: [latest] }: ReadEarlier): Promise<string | null> {
    if (latest === undefined) return null;
    const [stored] = await this.calls.callsByKey(tx, viewer.tenantId, [latest.id]);
    return stored?.call.aniMask ?? null;
  }

  private count({ tx, viewer, now }: Asking, clinicId: string, { ever }: ReadEarlier): Promise<void> {
    const { timezone } = this.settings.current(viewer.tenantId);
    return countLook(tx, viewer.tenantId, { clinicId, now, timezone, isOfRepeat: ever > 0 });
  }
}

function toldOf(
  { calls, since, ever }: ReadEarlier,
  limit: number,
): Pick<EarlierCalls, 'callsIn30Days' | 'frequent' | 'calls' | 'next'> {
  const last = calls.at(-1);
  return {
    callsIn30Days: since,
    frequent: since >= frequentCalls,
    calls: calls.map(({ arrivedAt, outcome, ...row }) => ({
      ...row,
      arrivedAt: iso(arrivedAt),
      outcome: outcome ?? 'unknown',
    })),
    next:
      last === undefined || ever <= limit ? null : toCursor({ arrivedAt: last.arrivedAt, callKey: last.id }),
  };
}

const owedView = (
  { openedAt, dueAt, promised, ...row }: OwedRow,
  now: Instant,
): EarlierCalls['owed'][number] => ({
  ...row,
  promised,
  openedAt: iso(openedAt),
  dueAt: iso(dueAt),
  late: promised && dueAt < now,
});

const listOf = (hash: string | null | undefined): readonly string[] =>
  hash === null || hash === undefined ? [] : [hash];
const iso = (at: Instant): string => new Date(at).toISOString();
