import type { Instant } from '../fact';
import { sortCallerFacts, type CallerFact, type CallOfCaller } from './caller-fact';
import {
  acknowledge,
  callingNow,
  close,
  endOf,
  isHeld,
  isPromise,
  join,
  newDraft,
  plan,
  settle,
  tellClinic,
  step,
  type DraftObligation,
  type ObligationRules,
} from './draft-obligation';
import {
  clinicAlert,
  needsClinic,
  tryOutcomes,
  type Obligation,
  type ObligationCause,
  type TryBeside,
  type TryOutcome,
} from './obligation';
import { askPlacing, joinPlaced, tellPlacing } from './placed-call';

/** A conversation of less is none: the bridge made a noise and the caller was gone. */
export const shortestAnswerMs = 5_000;

/**
 * What a clinic owes one caller, one obligation after the other, from everything that happened between them. Facts in
 * any order, told any number of times, give the same.
 *
 * Opened by an unanswered call, a wish to be called back (asked for in a call, or in a survey by one who was not
 * content) or a message, and joined by each further one. A call of the
 * caller that a person answered closes only what unanswered calls opened; our own calls never close anything. What
 * unanswered calls opened ends by itself at the deadline of the latest of them; a promise never does.
 */
export function foldObligations(facts: readonly CallerFact[], rules: ObligationRules): readonly Obligation[] {
  const line = new CallerLine(rules);
  for (const fact of sortCallerFacts(facts)) line.apply(fact);
  return line.drafts.map((draft) => settle(draft, rules));
}

type FactOfCall = { readonly at: Instant; readonly call: CallOfCaller };

/** One caller at one clinic: at most one obligation is open at a time. */
class CallerLine {
  readonly drafts: DraftObligation[] = [];

  constructor(private readonly rules: ObligationRules) {}

  apply(fact: CallerFact): void {
    this.endInTime(fact.at);
    switch (fact.kind) {
      case 'lost':
        return this.lose(fact, fact.cause);
      case 'asked':
        return this.ask(fact, fact.dueAt);
      case 'badAnswer':
        return this.complain(fact);
      case 'reopened':
        return this.reopen(fact.at);
      case 'planned':
        return this.plan(fact);
      case 'due':
        return this.begin(fact.at);
      case 'replied':
        return this.reply(fact);
      case 'passed':
        return;
      default:
        this.applyToLast(fact);
    }
  }

  /** What is planned may be done, or taken back, before it is due. */
  private applyToLast(fact: FactOfOpen | FactOfRequest): void {
    const draft = fact.kind === 'tried' ? (this.open ?? this.planned) : this.open;
    if (draft === undefined || isOfPatientAlone(fact, draft)) return;
    if (fact.kind === 'callAsked' || fact.kind === 'callTold') draft.placing = placingAfter(draft, fact);
    else applyToOpen(draft, fact);
  }

  private get open(): DraftObligation | undefined {
    const last = this.drafts.at(-1);
    return last?.state === 'open' ? last : undefined;
  }

  private get planned(): DraftObligation | undefined {
    const last = this.drafts.at(-1);
    return last?.state === 'planned' ? last : undefined;
  }

  /** A follow-up that was over before anything was known of what the patient answered. */
  private get unanswered(): DraftObligation | undefined {
    const last = this.drafts.at(-1);
    return last?.followup?.replies === undefined ? last : undefined;
  }

  /** A follow-up is a line by itself: what is told of it once it is due, or over, changes its time no more. */
  private plan({ at, plan: followup, call }: Extract<CallerFact, { kind: 'planned' }>): void {
    let draft = this.planned;
    if (draft === undefined && this.drafts.length > 0) return;
    if (draft === undefined) this.drafts.push((draft = newDraft(at, call)));
    plan(draft, followup);
  }

  /** Told for a time that was moved since, it is not due yet. */
  private begin(at: Instant): void {
    const draft = this.planned;
    if (draft === undefined || at < draft.openedAt) return;
    draft.state = 'open';
    step(draft, { kind: 'due', at });
  }

  /**
   * The patient was reached; where not all is well, the clinic is to know, on a row of its own that begins at once: also
   * where another system said of an earlier moment that the call was done.
   */
  private reply({ at, replies, tellBy }: Extract<CallerFact, { kind: 'replied' }>): void {
    const draft = this.open ?? this.planned ?? this.unanswered;
    if (draft === undefined || draft.followup === null || draft.followup.type === clinicAlert) return;
    draft.followup = { ...draft.followup, replies };
    if (draft.state !== 'recovered') noteTry(draft, at, 'reached');
    if (!needsClinic(replies)) return;
    const alert = newDraft(at, draft.latest);
    this.drafts.push(alert);
    tellClinic(alert, { at, by: Math.max(tellBy ?? at, at) }, draft.followup);
  }

  private endInTime(at: Instant): void {
    const draft = this.open;
    const endsAt = draft === undefined ? null : endOf(draft, this.rules);
    if (draft === undefined || endsAt === null || at < endsAt) return;
    close(draft, endsAt, 'neverReached', 'neverReached');
    step(draft, { kind: 'ended', at: endsAt });
  }

  private lose({ at, call }: FactOfCall, cause: ObligationCause): void {
    const draft = this.joined(at, call);
    draft.lostAt = at;
    draft.causes.add(cause);
    if (cause !== 'unanswered') draft.promisedAt ??= this.rules.dueOf(at);
    step(draft, { kind: 'lost', at, outcome: call.outcome, waitMs: call.waitMs });
  }

  private ask({ at, call }: FactOfCall, dueAt: Instant | null): void {
    const draft = this.joined(at, call);
    draft.causes.add('asked');
    this.promise(draft, dueAt ?? this.rules.dueOf(at));
    step(draft, { kind: 'asked', at, dueAt });
  }

  private complain({ at, call }: FactOfCall): void {
    const draft = this.joined(at, call);
    draft.causes.add('badAnswer');
    this.promise(draft, this.rules.dueOf(at));
    step(draft, { kind: 'badAnswer', at });
  }

  /** Of several times the earliest stands. */
  private promise(draft: DraftObligation, due: Instant): void {
    draft.promisedAt = Math.min(draft.promisedAt ?? due, due);
  }

  private joined(at: Instant, call: CallOfCaller): DraftObligation {
    let draft = this.open;
    if (draft === undefined) this.drafts.push((draft = newDraft(at, call)));
    join(draft, call);
    return draft;
  }

  /** The last one is owed again, unless another has begun since: what somebody opened anew is a promise. */
  private reopen(at: Instant): void {
    const draft = this.drafts.at(-1);
    if (draft === undefined || draft.state === 'open') return;
    Object.assign(draft, { state: 'open', closedAt: null, closedAs: null });
    draft.causes.add('reopened');
    draft.promisedAt ??= this.rules.dueOf(at);
    step(draft, { kind: 'reopened', at });
  }
}

type FactOfLine = 'lost' | 'asked' | 'badAnswer' | 'reopened' | 'passed' | 'planned' | 'due' | 'replied';
type FactOfOpen = Exclude<CallerFact, { readonly kind: FactOfLine | FactOfRequest['kind'] }>;
type FactOfRequest = Extract<CallerFact, { readonly kind: 'callAsked' | 'callTold' }>;

const isOfPatientAlone = (fact: FactOfOpen | FactOfRequest, { followup }: DraftObligation): boolean =>
  fact.kind === 'tried' && fact.ofPatient === true && followup?.type === clinicAlert;

function applyToOpen(draft: DraftObligation, fact: FactOfOpen): void {
  switch (fact.kind) {
    case 'calling':
      draft.inCall = callingNow(fact.at, fact.call, fact.isTalking);
      return;
    case 'answered':
      return answer(draft, fact.at, fact.talkMs);
    case 'dialled':
      draft.firstTriedAt ??= fact.at;
      draft.dialled = fact;
      draft.placing = joinPlaced(draft.placing, fact);
      step(draft, { kind: 'dialled', at: fact.at, talkMs: fact.talkMs });
      return;
    case 'tried':
      return noteTry(draft, fact.at, fact.outcome, fact);
    case 'claimed':
      if (!isHeld(draft, fact.at, fact.byId)) draft.claim = { by: fact.by, byId: fact.byId, at: fact.at };
      return;
    case 'acknowledged':
      return acknowledge(draft, fact.at);
    case 'released':
      draft.claim = null;
  }
}

function placingAfter(
  { placing, dialled }: DraftObligation,
  fact: FactOfRequest,
): DraftObligation['placing'] {
  return fact.kind === 'callAsked' ? askPlacing(fact, dialled) : tellPlacing(placing, fact);
}

function answer(draft: DraftObligation, at: Instant, talkMs: number | null): void {
  if (talkMs !== null && talkMs < shortestAnswerMs) return;
  step(draft, { kind: 'answered', at, talkMs });
  if (!isPromise(draft)) close(draft, at, 'recovered', 'calledAgain');
}

function noteTry(draft: DraftObligation, at: Instant, outcome: TryOutcome, beside: TryBeside = {}): void {
  const { reason, note } = beside;
  const state = tryOutcomes[outcome];
  step(draft, { kind: 'tried', at, outcome, ...(reason && { reason }), ...(note && { note }) });
  draft.latestTry = { at, outcome };
  draft.claim = null;
  // Our call that this is the outcome of is said; of one that goes on the outcome is still to come.
  if (draft.dialled?.endedAt !== null) Object.assign(draft, { dialled: null, placing: null });
  if (state !== 'closed') draft.firstTriedAt ??= at;
  if (state === 'open') draft.tries += 1;
  else close(draft, at, state, outcome);
}
