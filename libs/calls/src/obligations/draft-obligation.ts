import type { Instant } from '../fact';
import type { CallOfCaller, DialledCall } from './caller-fact';
import { placedOf, type Placing } from './placed-call';
import {
  clinicAlert,
  isClaimed,
  type CallerInCall,
  type FollowupPlan,
  type Obligation,
  type ObligationCause,
  type ObligationClaim,
  type ObligationEnd,
  type ObligationState,
  type ObligationStep,
  type TryOutcome,
} from './obligation';

/** What the clinic's settings say. */
export type ObligationRules = {
  /** Until when an unanswered call can be made good: the end of the clinic's next open day. */
  readonly deadlineOf: (lostAt: Instant) => Instant;
  /** When a caller should have been called back of whom nobody promised a time. */
  readonly dueOf: (lostAt: Instant) => Instant;
};

/** How long somebody has a caller without calling. */
export const claimHoldsMs = 900_000;
const mostSteps = 40;

/** An obligation while facts are applied to it. */
export type DraftObligation = {
  readonly openedBy: string;
  openedAt: Instant;
  readonly causes: Set<ObligationCause>;
  readonly callKeys: Set<string>;
  readonly steps: ObligationStep[];
  state: ObligationState;
  closedAt: Instant | null;
  closedAs: ObligationEnd | null;
  promisedAt: Instant | null;
  lostAt: Instant;
  longestWaitMs: number | null;
  latest: CallOfCaller;
  language: string | null;
  reason: string | null;
  mask: string | null;
  tries: number;
  latestTry: { at: Instant; outcome: TryOutcome } | null;
  firstTriedAt: Instant | null;
  dialled: ({ readonly at: Instant } & DialledCall) | null;
  placing: Placing | null;
  claim: Omit<ObligationClaim, 'until'> | null;
  inCall: CallerInCall | null;
  followup: FollowupPlan | null;
};

export function newDraft(at: Instant, call: CallOfCaller): DraftObligation {
  return {
    openedBy: call.callKey,
    openedAt: at,
    causes: new Set(),
    callKeys: new Set(),
    steps: [],
    state: 'open',
    closedAt: null,
    closedAs: null,
    promisedAt: null,
    lostAt: at,
    longestWaitMs: null,
    latest: call,
    language: null,
    reason: null,
    mask: null,
    tries: 0,
    latestTry: null,
    firstTriedAt: null,
    dialled: null,
    placing: null,
    claim: null,
    inCall: null,
    followup: null,
  };
}

/** A call that is planned is a promise of its own: no other call of the patient is part of it. */
export function plan(draft: DraftObligation, followup: FollowupPlan): void {
  draft.causes.add('followup');
  draft.state = 'planned';
  draft.followup = followup;
  draft.openedAt = Math.max(followup.dueFrom, followup.plannedAt);
  draft.promisedAt = followup.dueUntil;
  draft.mask = followup.patient?.mask ?? null;
  step(draft, { kind: 'planned', at: followup.plannedAt });
}

/** The clinic is to know what a patient answered `at` an instant; it is to be telephoned where it does not say so `by` then. */
export function tellClinic(
  draft: DraftObligation,
  { at, by }: Readonly<Record<'at' | 'by', Instant>>,
  of: FollowupPlan,
): void {
  const { reference, patient, replies } = of;
  draft.causes.add('clinicAlert');
  draft.followup = {
    ...{ type: clinicAlert, plannedAt: at, dueFrom: at, dueUntil: by, reference, onCall: null },
    ...(patient && { patient }),
    ...(replies && { replies }),
  };
  draft.promisedAt = by;
  draft.mask = patient?.mask ?? null;
  step(draft, { kind: 'replied', at });
}

/** The clinic says to know; what is owed to a patient is not its to end so. */
export function acknowledge(draft: DraftObligation, at: Instant): void {
  if (draft.followup?.type !== clinicAlert) return;
  step(draft, { kind: 'acknowledged', at });
  close(draft, at, 'recovered', 'acknowledged');
}

/** Another call of the caller belongs to it. */
export function join(draft: DraftObligation, call: CallOfCaller): void {
  draft.callKeys.add(call.callKey);
  draft.latest = call;
  draft.language = call.language ?? draft.language;
  draft.reason = call.reason ?? draft.reason;
  draft.mask = call.mask ?? draft.mask;
  if (call.urgent) draft.causes.add('urgent');
  if (call.waitMs !== null) draft.longestWaitMs = Math.max(draft.longestWaitMs ?? 0, call.waitMs);
}

/** The oldest go first: they are in the history of calls. */
export function step(draft: DraftObligation, made: ObligationStep): void {
  draft.steps.push(made);
  if (draft.steps.length > mostSteps) draft.steps.shift();
}

/** The obligation as it stands, all facts applied. */
export function settle(draft: DraftObligation, rules: ObligationRules): Obligation {
  const { dialled } = draft;
  const isOpen = draft.state === 'open';
  const isOver = dialled !== null && dialled.endedAt !== null;
  return {
    openedBy: draft.openedBy,
    openedAt: draft.openedAt,
    causes: [...draft.causes].sort(),
    promised: isPromise(draft),
    urgent: draft.causes.has('urgent'),
    state: draft.state,
    closedAt: draft.closedAt,
    closedAs: draft.closedAs,
    dueAt: draft.promisedAt ?? rules.dueOf(draft.openedAt),
    endsAt: endOf(draft, rules),
    calls: draft.callKeys.size,
    latestCallAt: draft.lostAt,
    longestWaitMs: draft.longestWaitMs,
    teamId: draft.latest.teamId,
    language: draft.language,
    reason: draft.reason,
    mask: draft.mask,
    tries: draft.tries,
    latestTry: draft.latestTry,
    firstTriedAt: draft.firstTriedAt,
    unsaid: isOver ? { at: dialled.at, talkMs: dialled.talkMs } : null,
    claim: isOpen ? claimOf(draft) : null,
    inCall: draft.inCall,
    placed: placedOf(draft.placing),
    followup: draft.followup,
    steps: draft.steps,
  };
}

export function close(draft: DraftObligation, at: Instant, state: ObligationState, as: ObligationEnd): void {
  Object.assign(draft, {
    state,
    closedAt: at,
    closedAs: as,
    claim: null,
    inCall: null,
    dialled: null,
    placing: null,
  });
}

/** Whoever was not merely missed was promised a call. */
export const isPromise = ({ causes }: DraftObligation): boolean =>
  causes.size > 1 || !causes.has('unanswered');

/** When it ends by itself; null for a promise. */
export function endOf(draft: DraftObligation, rules: ObligationRules): Instant | null {
  return isPromise(draft) ? null : rules.deadlineOf(draft.lostAt);
}

/** Who has it, and until when. */
export function claimOf({ claim, dialled }: DraftObligation): ObligationClaim | null {
  if (claim === null) return null;
  const isUnderWay = dialled?.endedAt === null;
  const since = Math.max(claim.at, dialled?.endedAt ?? claim.at);
  return { ...claim, until: isUnderWay ? null : since + claimHoldsMs };
}

/** Whoever said so first has it, for as long as it holds. */
export function isHeld(draft: DraftObligation, at: Instant, byId: string): boolean {
  const claim = claimOf(draft);
  return isClaimed(claim, at) && claim.byId !== byId;
}

/** The caller rings or speaks just now. */
export const callingNow = (since: Instant, call: CallOfCaller, isTalking: boolean): CallerInCall => ({
  callKey: call.callKey,
  since,
  isTalking,
  queueId: call.queueId,
});
