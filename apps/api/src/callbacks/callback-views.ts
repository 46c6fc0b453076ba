import { suggestedOutcome, type Instant, type ObligationStep } from '@vigie/calls';
import type { CallbackStep, CallbackView } from '@vigie/contracts';

import type { ResolvedSettings } from '../settings/resolved-settings';
import type { KnownIds, Named } from '../settings/tenant-settings';
import type { CallbackRow } from './callback-query';

/** What rows are told with. */
export type CallbackWords = {
  readonly settings: ResolvedSettings;
  readonly names: KnownIds;
  readonly now: Instant;
};

/** An obligation as it is told: nothing of it says who the caller is. */
export function callbackView(row: CallbackRow, words: CallbackWords): CallbackView {
  const { settings, now } = words;
  const { detail, clinicId } = row;
  const { claim, inCall, latestTry, teamId } = detail;
  // Its event is written within a minute.
  const isOver = detail.state === 'open' && detail.endsAt !== null && detail.endsAt <= now;
  const { callingHours, callbackTargetMs } = settings.clinic(clinicId);
  return {
    id: row.id,
    state: isOver ? 'neverReached' : detail.state,
    clinicId,
    clinicName: nameOf(words.names.clinics, clinicId),
    teamId,
    teamName: teamId === null ? null : settings.team(teamId).name,
    mask: detail.mask,
    alone: row.aniHash === null || settings.isSharedCaller(row.aniHash),
    causes: detail.causes,
    promised: detail.promised,
    urgent: detail.urgent,
    openedAt: iso(detail.openedAt),
    latestCallAt: iso(detail.latestCallAt),
    dueAt: iso(detail.dueAt),
    targetMinutes: callbackTargetMs / 60_000,
    endsAt: isoOrNull(detail.endsAt),
    calls: detail.calls,
    longestWaitMs: detail.longestWaitMs,
    language: detail.language,
    reason: detail.reason,
    tries: detail.tries,
    latestTry: latestTry && { at: iso(latestTry.at), outcome: latestTry.outcome },
    suggested: suggestedOutcome(detail, settings.reachedFromMs),
    claim: claim && { by: claim.by, byId: claim.byId, at: iso(claim.at), until: isoOrNull(claim.until) },
    inCall: inCall && {
      since: iso(inCall.since),
      talking: inCall.isTalking,
      queueName: inCall.queueId === null ? null : nameOf(words.names.queues, inCall.queueId),
    },
    callable: callingHours.isOpen(now),
    callableChangesAt: isoOrNull(callingHours.nextChange(now)),
  };
}

/** One thing that happened, as it is told. */
export function stepView(step: ObligationStep): CallbackStep {
  return {
    kind: step.kind,
    at: iso(step.at),
    outcome: step.kind === 'lost' || step.kind === 'tried' ? step.outcome : null,
    waitMs: step.kind === 'lost' ? step.waitMs : null,
    talkMs: step.kind === 'answered' || step.kind === 'dialled' ? step.talkMs : null,
    dueAt: step.kind === 'asked' ? isoOrNull(step.dueAt) : null,
  };
}

const nameOf = (all: readonly Named[], id: string): string => all.find((one) => one.id === id)?.name ?? id;
const iso = (at: Instant): string => new Date(at).toISOString();
const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at));
