import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { CallerErasure } from '@vigie/contracts';

import { theServer, type AuditActor } from '../audit/audit-entry';
import { AuditLog } from '../audit/audit-log';
import { eraseCallRequests } from '../callbacks/calling/call-request-store';
import { CommentDesk } from '../comments/comment-desk';
import { FoldedCallers } from '../fold/caller-erasure';
import { Quarantine } from '../intake/quarantine';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database';
import { eraseNumbersOfCalls } from '../privacy/number-vault-store';
import { eraseInvitations } from '../surveys/caller-invitations-store';
import { SurveyEvents } from '../surveys/survey-events';
import { ErasureList, type ListedErasure } from './erasure-list';
import { erasuresDone, listErasures, noteErasure, type DoneErasure } from './erasure-store';
import { CallerFinder } from './known-caller';

const mostListed = 1_000;

/**
 * Erases callers: hash and mask from events and calls, comments, invitations with their addresses, refused events, the
 * number that is kept to call them back. Calls and answers stay, of nobody, so that figures of calls and a rebuild stay what they are; so does a refusal to be asked.
 * Who was owed a call for an unanswered call alone is not among those owed any more.
 */
@Injectable()
export class CallerEraser {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly finder: CallerFinder,
    private readonly list: ErasureList,
    private readonly folded: FoldedCallers,
    private readonly comments: CommentDesk,
    private readonly quarantine: Quarantine,
    private readonly surveyEvents: SurveyEvents,
  ) {}

  /** Of a number or a sender's hash; rejects with 400 when it is neither. Listed outside the database first. */
  async erase(tenantId: string, number: string, actor: AuditActor): Promise<CallerErasure> {
    const { hashes, marks } = await this.finder.find(tenantId, number);
    const erasure = {
      erasureId: randomUUID(),
      askedAt: this.clock.now(),
      hashes: [...hashes],
      marks: marks.map((mark) => mark.toString('hex')),
    };
    await this.list.add(tenantId, erasure);
    return this.apply(tenantId, erasure, actor);
  }

  /** Does what is listed and was not done in this database: it was restored from a backup, or a process died at it. */
  async reapply(tenantId: string): Promise<number> {
    const listed = await this.list.read(tenantId);
    if (listed.length === 0) return 0;
    const done = await this.database.withTenant(tenantId, (tx) => erasuresDone(tx, tenantId));
    const missing = listed.filter(({ erasureId }) => !done.has(erasureId));
    for (const erasure of missing) await this.apply(tenantId, erasure, theServer);
    return missing.length;
  }

  /** Those that were done, newest first: at most a thousand. */
  async done(tenantId: string): Promise<readonly CallerErasure[]> {
    const found = await this.database.withTenant(tenantId, (tx) => listErasures(tx, tenantId, mostListed));
    return found.map(viewOf);
  }

  private async apply(
    tenantId: string,
    { erasureId, askedAt, hashes: listed, marks }: Omit<ListedErasure, 'tenantSince'>,
    actor: AuditActor,
  ): Promise<CallerErasure> {
    // One who was listed under one key may have rung under the next before a crash.
    const hashes = await this.folded.hashesOf(tenantId, listed);
    // What a patient answered is in the log before the invitation that it is an answer to is gone.
    await this.surveyEvents.publishPending(tenantId);
    // The hash goes last: by it alone what hangs on a call is found again when a process dies half-way.
    const hanging = await this.folded.callKeysOf(tenantId, hashes);
    const comments = await this.comments.eraseOfCalls(tenantId, hanging);
    const tells = await this.finder.tellsOf(tenantId, hashes);
    const whose = { callKeys: hanging, marks: marks.map((mark) => Buffer.from(mark, 'hex')) };
    await this.database.withTenant(tenantId, (tx) => eraseCallRequests(tx, tenantId, hanging));
    const { numbers, invitations, refusedEvents } = await this.database.withTenant(tenantId, async (tx) => ({
      numbers: await eraseNumbersOfCalls(tx, tenantId, hanging),
      invitations: await eraseInvitations(tx, tenantId, whose),
      refusedEvents: await this.quarantine.forgetThose(tx, tenantId, tells),
    }));
    const { events, callKeys } = await this.folded.blank(tenantId, hashes);
    const calls = callKeys.length;
    const doneAt = this.clock.now();
    const erased = { erasureId, askedAt, doneAt, events, calls, comments, invitations, refusedEvents };
    await this.database.withTenant(tenantId, async (tx) => {
      // Of a call that came meanwhile.
      const late = await eraseNumbersOfCalls(tx, tenantId, callKeys);
      await noteErasure(tx, tenantId, erased);
      await this.audit.recordWithin(tx, tenantId, {
        actor,
        action: 'callers.erased',
        subject: `${erasureId} events=${events} calls=${calls} comments=${comments} invitations=${invitations} refused=${refusedEvents} numbers=${numbers + late}`,
      });
    });
    return viewOf(erased);
  }
}

function viewOf({ askedAt, doneAt, ...rest }: DoneErasure): CallerErasure {
  return { ...rest, askedAt: new Date(askedAt).toISOString(), doneAt: new Date(doneAt).toISOString() };
}
