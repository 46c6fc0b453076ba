import {
  clinicAlert,
  suggestedOutcome,
  type FollowupPlan,
  type Instant,
  type ObligationStep,
  type PlacedCall,
} from '@vigie/calls';
import type { CallbackStep, CallbackView } from '@vigie/contracts';

import { numberKeepersAt } from '../settings/callback-settings';
import type { ResolvedSettings } from '../settings/resolved-settings';
import type { KnownIds, Named } from '../settings/tenant-settings';
import type { CallbackRow } from './callback-query';

type ClinicFields = 'clinicName' | 'targetMinutes' | 'callable' | 'callableChangesAt' | 'numbersKept';

/** What rows are told with. */
export type CallbackWords = {
  readonly settings: ResolvedSettings;
  readonly now: Instant;
  /** What every caller of a clinic is told with: looking into its calendar costs more than the rest of a row. */
  readonly ofClinic: (clinicId: string) => Pick<CallbackView, ClinicFields>;
  readonly queueName: (queueId: string) => string;
};

/** Of each clinic it is found out once, when the first of its callers is told. */
export function callbackWords(settings: ResolvedSettings, names: KnownIds, now: Instant): CallbackWords {
  const clinics = namesOf(names.clinics);
  const queues = namesOf(names.queues);
  const keepers = numberKeepersAt(settings, now);
  const known = new Map<string, ReturnType<CallbackWords['ofClinic']>>();
  return {
    settings,
    now,
    ofClinic: (clinicId) => {
      let told = known.get(clinicId);
      if (told === undefined) {
        const { callingHours, callbackTargetMs } = settings.clinic(clinicId);
        told = {
          clinicName: clinics.get(clinicId) ?? clinicId,
          targetMinutes: callbackTargetMs / 60_000,
          callable: callingHours.isOpen(now),
          callableChangesAt: isoOrNull(callingHours.nextChange(now)),
          numbersKept: keepers.has(clinicId),
        };
        known.set(clinicId, told);
      }
      return told;
    },
    queueName: (queueId) => queues.get(queueId) ?? queueId,
  };
}

/** An obligation as it is told: nothing of it says who the caller is. */
export function callbackView(row: CallbackRow, words: CallbackWords): CallbackView {
  const { settings, now } = words;
  const { detail, clinicId } = row;
  const { claim, inCall, latestTry, teamId, followup = null } = detail;
  return {
    id: row.id,
    reference: referenceOf(row.id),
    state: isOver(detail, now) ? 'neverReached' : detail.state,
    clinicId,
    ...clinicFields(row, words),
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
    endsAt: isoOrNull(detail.endsAt),
    calls: detail.calls,
    longestWaitMs: detail.longestWaitMs,
    language: detail.language,
    reason: detail.reason,
    tries: detail.tries,
    latestTry: latestTry && { at: iso(latestTry.at), outcome: latestTry.outcome },
    suggested: suggestedOutcome(detail, settings.reachedFromMs),
    claim: claim && { by: claim.by, byId: claim.byId, at: iso(claim.at), until: isoOrNull(claim.until) },
    placed: placedView(detail.placed),
    followup: planView(followup),
    inCall: inCall && {
      since: iso(inCall.since),
      talking: inCall.isTalking,
      queueName: inCall.queueId === null ? null : words.queueName(inCall.queueId),
    },
  };
}

/** A clinic is told at any hour: its sheet says whom to telephone when it is closed. */
function clinicFields(
  { clinicId, detail }: CallbackRow,
  words: CallbackWords,
): Pick<CallbackView, ClinicFields> {
  const told = words.ofClinic(clinicId);
  const isAlert = detail.followup?.type === clinicAlert;
  return isAlert ? { ...told, callable: true, callableChangesAt: null } : told;
}

/** The event of its end is written within a minute. */
const isOver = ({ state, endsAt }: CallbackRow['detail'], now: Instant): boolean =>
  state === 'open' && endsAt !== null && endsAt <= now;

const placedView = (placed: PlacedCall | null): CallbackView['placed'] =>
  placed && { ...placed, at: iso(placed.at) };

const planView = (plan: FollowupPlan | null): CallbackView['followup'] =>
  plan && {
    type: plan.type,
    dueFrom: iso(plan.dueFrom),
    plannedAt: iso(plan.plannedAt),
    reference: plan.reference,
    answers: plan.replies?.answers ?? null,
  };

/** How a row is called where numbers may not be. */
export const referenceOf = (id: string): string => id.slice(0, 8).toUpperCase();

/** One thing that happened, as it is told. */
export function stepView(step: ObligationStep): CallbackStep {
  return {
    kind: step.kind,
    at: iso(step.at),
    outcome: step.kind === 'lost' || step.kind === 'tried' ? step.outcome : null,
    waitMs: step.kind === 'lost' ? step.waitMs : null,
    talkMs: step.kind === 'answered' || step.kind === 'dialled' ? step.talkMs : null,
    dueAt: step.kind === 'asked' ? isoOrNull(step.dueAt) : null,
    ...besideOf(step),
  };
}

function besideOf(step: ObligationStep): Pick<CallbackStep, 'reason' | 'note'> {
  const { reason = null, note = null } = step.kind === 'tried' ? step : {};
  return { reason, note };
}

const namesOf = (all: readonly Named[]): ReadonlyMap<string, string> =>
  new Map(all.map(({ id, name }) => [id, name]));
const iso = (at: Instant): string => new Date(at).toISOString();
const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at));
