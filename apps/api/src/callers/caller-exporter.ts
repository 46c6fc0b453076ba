import { Injectable } from '@nestjs/common';
import type { CallerExport } from '@vigie/contracts';

import { CommentDesk, type WrittenComment } from '../comments/comment-desk';
import { CallStore, type StoredCall } from '../fold/call-store';
import { owedToCallers, type OwedCaller } from '../fold/caller-names-store';
import { campaignsOfCallers, type CampaignsOfCallers } from '../fold/campaign-caller-store';
import { handoversOfCalls, type ToldHandover } from '../fold/handover-store';
import { Quarantine } from '../intake/quarantine';
import type { QuarantineEntry } from '../intake/quarantine-store';
import { Database } from '../platform/database';
import { numbersOfCalls } from '../privacy/number-vault-store';
import { invitationsOf } from '../surveys/caller-invitations-store';
import { refusedSince } from '../surveys/caller-mark-store';
import { CallerFinder } from './known-caller';

const mostCalls = 10_000;
/** After every call. */
const endOfTime = 253_402_300_799_000;

/** Gathers what is kept of one caller, for them to have. */
@Injectable()
export class CallerExporter {
  constructor(
    private readonly database: Database,
    private readonly finder: CallerFinder,
    private readonly calls: CallStore,
    private readonly comments: CommentDesk,
    private readonly quarantine: Quarantine,
  ) {}

  /** Of a number or a sender's hash; rejects with 400 when it is neither. */
  async export(tenantId: string, number: string): Promise<CallerExport> {
    const { hashes, marks } = await this.finder.find(tenantId, number);
    const range = { from: 0, to: endOfTime, aniHashes: hashes };
    const tells = await this.finder.tellsOf(tenantId, hashes);
    const found = await this.database.withTenant(tenantId, async (tx) => {
      const calls = await this.calls.callsArrived(tx, tenantId, range, mostCalls + 1);
      const whose = { callKeys: calls.map(({ callKey }) => callKey), marks };
      return {
        calls,
        callKeys: whose.callKeys,
        invitations: await invitationsOf(tx, tenantId, whose),
        owed: await owedToCallers(tx, tenantId, hashes),
        keptNumbers: await numbersOfCalls(tx, tenantId, whose.callKeys),
        handovers: await handoversOfCalls(tx, tenantId, whose.callKeys),
        campaigns: await campaignsOfCallers(tx, tenantId, hashes),
        notAskedSince: await refusedSince(tx, tenantId, marks),
        refusedEvents: await this.quarantine.listThose(tx, tenantId, tells),
      };
    });
    const written = Map.groupBy(
      await this.comments.ofCalls(tenantId, found.callKeys),
      (each) => each.callKey,
    );
    return {
      calls: found.calls.slice(0, mostCalls).map((call) => viewOf(call, written.get(call.callKey) ?? [])),
      invitations: found.invitations.map(({ channel, state, createdAt, answeredAt }) => ({
        channel,
        state,
        createdAt: iso(createdAt),
        answeredAt: isoOrNull(answeredAt),
      })),
      owed: found.owed.map(owedView),
      keptNumbers: found.keptNumbers.map(({ clinicId, keptAt }) => ({ clinicId, keptAt: iso(keptAt) })),
      handovers: found.handovers.map(handoverView),
      campaigns: campaignsView(found.campaigns),
      notAskedSince: isoOrNull(found.notAskedSince),
      refusedEvents: found.refusedEvents.map(refusedView),
      truncated: found.calls.length > mostCalls,
    };
  }
}

function viewOf({ call }: StoredCall, comments: readonly WrittenComment[]): CallerExport['calls'][number] {
  return {
    arrivedAt: iso(call.arrivedAt),
    clinicId: call.clinicId,
    queueId: call.queueId,
    mask: call.aniMask,
    outcome: call.outcome,
    waitMs: call.waitMs,
    language: call.languageRequested,
    reason: call.reason,
    answered: call.legs.length > 0,
    surveys: call.surveys.map(({ channel, answeredAt, items }) => ({
      channel,
      answeredAt: isoOrNull(answeredAt),
      items: items === null ? null : { ...items },
    })),
    comments: comments.map(({ at, text }) => ({ at: iso(at), text })),
  };
}

function owedView({ openedAt, closedAt, reasons, notes, ...rest }: OwedCaller): CallerExport['owed'][number] {
  const said = { reasons: [...reasons], notes: [...notes] };
  return { ...rest, ...said, openedAt: iso(openedAt), closedAt: isoOrNull(closedAt) };
}

function handoverView({
  openedAt,
  acknowledgedAt,
  fields,
  ...rest
}: ToldHandover): CallerExport['handovers'][number] {
  return {
    ...{ ...rest, fields: [...fields], openedAt: iso(openedAt) },
    acknowledgedAt: isoOrNull(acknowledgedAt),
  };
}

const campaignsView = ({ lists, answers, doNotCall }: CampaignsOfCallers): CallerExport['campaigns'] => ({
  lists: lists.map(({ addedAt, ...rest }) => ({ ...rest, addedAt: iso(addedAt) })),
  answers: answers.map(({ at, ...rest }) => ({ ...rest, at: iso(at) })),
  doNotCall: doNotCall.map(({ clinicId, since }) => ({ clinicId, since: iso(since) })),
});

function refusedView({
  code,
  firstAt,
  lastAt,
  times,
}: QuarantineEntry): CallerExport['refusedEvents'][number] {
  return { code, firstAt: iso(firstAt), lastAt: iso(lastAt), times };
}

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));
