import type { Instant } from '@vigie/calls';
import type { CallNote, Noted, OwnCallAnswer, OwnSheet, PromisedTime } from '@vigie/contracts';
import { todayOf } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Viewer } from '../access/viewer';
import { OwnCampaigns } from '../callbacks/campaigns/own-campaigns';
import { PgEventLog } from '../event-log/pg-event-log';
import { FollowupEvents } from '../callbacks/followups/followup-events';
import { CallStore, type StoredCall } from '../fold/call-store';
import { isQuestion } from '../intake/stored-text';
import { Bell } from '../platform/bell';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { badRequest, notFound, Problem } from '../platform/problems';
import { TenantSettings } from '../settings/tenant-settings';
import { ClinicSheets } from '../sheets/clinic-sheets';
import { SheetScope } from '../sheets/sheet-scope';
import { noteEvents } from './note-events';
import { notedReasons } from './noted-reasons-query';
import { callsOfAgent, ownCallView, type CallOfAgent } from './own-call-view';

const hourMs = 3_600_000;
/** A call may have waited, and been spoken in, for long. */
const looksBackMs = 12 * hourMs;
const latest = 12;
const reasonsHoldMs = 10 * 60_000;

type Asking = Pick<Viewer, 'tenantId' | 'scope' | 'scopeOf'>;
type KeptReasons = Readonly<{ at: Instant; reasons: readonly string[] }>;

/** What a secretary has before her while she speaks: her call, what is said for its clinic, and her notes of it. */
@Injectable()
export class OwnCalls {
  private readonly reasons = new Map<string, KeptReasons>();

  constructor(
    private readonly database: Database,
    private readonly calls: CallStore,
    private readonly settings: TenantSettings,
    private readonly sheets: ClinicSheets,
    private readonly scope: SheetScope,
    private readonly followups: FollowupEvents,
    private readonly campaigns: OwnCampaigns,
    private readonly log: PgEventLog,
    private readonly bell: Bell,
    private readonly clock: Clock,
  ) {}

  /** The call she is in, or had last. Rejects with 404 for who answers no calls. */
  read(viewer: Asking): Promise<OwnCallAnswer> {
    const { tenantId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      const [own] = await this.ownCalls(tx, viewer);
      const { clinics } = await this.settings.known(tx, tenantId);
      const nameOf = (id: string): string => clinics.find((one) => one.id === id)?.name ?? id;
      return {
        at: new Date(this.clock.now()).toISOString(),
        call:
          own === undefined
            ? null
            : ownCallView(own, nameOf, {
                ...(await this.followups.ofCall(tx, tenantId, own.stored)),
                ...(await this.campaigns.of(tx, tenantId, own.stored)),
              }),
        reasons: await this.usualReasons(tx, tenantId),
      };
    });
  }

  /** What is said for the clinic of one of her calls, or of one whose sheet she may read. Rejects with 404 for another. */
  async sheet(viewer: Asking, clinicId: string): Promise<OwnSheet> {
    const { tenantId } = viewer;
    const name = await this.database.withTenant(tenantId, async (tx) => {
      const own = await this.ownCalls(tx, viewer);
      const isOwn = own.some(({ stored }) => stored.call.clinicId === clinicId);
      const scope = isOwn
        ? ({ kind: 'clinics', clinicIds: [clinicId] } as const)
        : viewer.scopeOf('sheets.see');
      const clinic = (await this.scope.clinicsOf(tx, tenantId, scope)).find(({ id }) => id === clinicId);
      if (clinic === undefined) throw notFound('There is no such clinic.');
      return clinic.name;
    });
    const held = await this.sheets.held(tenantId, clinicId);
    const { timezone } = this.settings.current(tenantId).clinic(clinicId);
    return {
      clinicId,
      name,
      today: todayOf(timezone, this.clock.now()),
      version: held?.version.version ?? null,
      sheet: held?.sheet ?? null,
    };
  }

  /**
   * Writes a note of one of her calls into the log; a note that is sent again counts once. Rejects with 409 `not_own_call`
   * for a call that is not hers, or was over long ago, and with 400 for a question that may hold a name or a number.
   */
  async note(viewer: Asking, note: CallNote): Promise<Noted> {
    const { tenantId } = viewer;
    if ('question' in note && !isQuestion(note.question))
      throw badRequest('too_many_words', 'question: a few words, without a number.');
    const noted = await this.database.withTenant(tenantId, async (tx) => {
      const own = (await this.ownCalls(tx, viewer)).find(({ stored }) => stored.callKey === note.callId);
      if (own === undefined || own.phase === 'ringing') throw notOwn();
      await this.campaigns.refuse(tx, tenantId, own.stored, note);
      return this.write(tx, tenantId, note, own.stored);
    });
    this.bell.ring(tenantId);
    return noted;
  }

  private async write(
    tx: EntityManager,
    tenantId: string,
    note: CallNote,
    stored: StoredCall,
  ): Promise<Noted> {
    const now = this.clock.now();
    const { source, callId, callKey, call } = stored;
    const noted: Noted = { at: iso(now), dueAt: null, followupId: null };
    switch (note.kind) {
      case 'planned': {
        const planned = await this.followups.planOnCall(tx, tenantId, note, stored);
        return { ...noted, dueAt: planned.dueUntil, followupId: planned.id };
      }
      case 'unplanned':
        await this.followups.cancelOfCall(tx, tenantId, note.followupId, callKey);
        return noted;
      default: {
        const dueAt = note.kind === 'promised' ? this.dueAt(tenantId, call.clinicId, note.until) : null;
        await this.log.append(tx, tenantId, noteEvents(note, { source, callId, callKey, now, dueAt }));
        return { ...noted, dueAt: dueAt === null ? null : iso(dueAt) };
      }
    }
  }

  /** By closing time, or in two hours where that is past; or by the end of the clinic's next open day. */
  private dueAt(tenantId: string, clinicId: string | null, until: PromisedTime): Instant | null {
    if (until === 'none') return null;
    const now = this.clock.now();
    const { hours } = this.settings.current(tenantId).clinic(clinicId ?? '');
    if (until === 'nextOpenDay') return hours.endOfNextOpenDay(now);
    const closing = hours.closingOf(now);
    return closing === null || closing <= now ? now + 2 * hourMs : closing;
  }

  private async ownCalls(tx: EntityManager, viewer: Asking): Promise<readonly CallOfAgent[]> {
    const scope = viewer.scopeOf('calls.note');
    if (scope.kind !== 'agent') throw notFound('You answer no calls here.');
    const now = this.clock.now();
    const range = { from: now - looksBackMs, to: now + 24 * hourMs, agentIds: [scope.agentId] };
    const stored = await this.calls.latestCalls(tx, viewer.tenantId, range, latest);
    return callsOfAgent(stored, scope.agentId, now);
  }

  private async usualReasons(tx: EntityManager, tenantId: string): Promise<readonly string[]> {
    const now = this.clock.now();
    const kept = this.reasons.get(tenantId);
    if (kept !== undefined && now - kept.at < reasonsHoldMs) return kept.reasons;
    const reasons = await notedReasons(tx, tenantId, now);
    this.reasons.set(tenantId, { at: now, reasons });
    return reasons;
  }
}

function notOwn(): Problem {
  const detail = 'That is none of your calls of the last half hour.';
  return new Problem({ code: 'not_own_call', status: 409, detail });
}

const iso = (at: Instant): string => new Date(at).toISOString();
