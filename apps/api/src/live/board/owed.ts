import { clinicAlert, type Instant, type ObligationEnd, type ObligationState } from '@vigie/calls';
import type { FollowupsNow, TotalsView } from '@vigie/contracts';
import type { TimeRange } from '@vigie/metrics';

/** A caller whom a clinic owes a call, or owed one lately; see `docs/callbacks.md`. */
export type OwedCaller = {
  readonly id: string;
  readonly clinicId: string;
  readonly teamId: string;
  /** As `callerKey` of the caller's calls; null without a number. */
  readonly callerKey: string | null;
  /** Of one who is one call by itself, that call. */
  readonly callKey: string | null;
  readonly openedAt: Instant;
  readonly latestAt: Instant;
  readonly calls: number;
  readonly state: ObligationState;
  readonly closedAt: Instant | null;
  readonly closedAs: ObligationEnd | null;
  /** Recovered in the half of the day in which it was opened, and before the clinic closed that day. */
  readonly sameHalfDay: boolean;
  readonly beforeClosing: boolean;
  /** Of a call that was planned, or to the clinic about one; null of what a call opened. */
  readonly followup: { readonly type: string; readonly dueAt: Instant } | null;
  /** When it ends by itself; null for a promise. */
  readonly endsAt: Instant | null;
  /** Whether it is of the board: of another team it only tells which lost calls were made good. */
  readonly counted: boolean;
};

/** One of them as it is now; null when it is no more. */
export type ToldOwed = { readonly id: string; readonly caller: OwedCaller | null };

export function toldOf(callers: Iterable<OwedCaller>): Iterable<ToldOwed> {
  return Iterator.from(callers).map((caller) => ({ id: caller.id, caller }));
}

/** Callers of the day, by what became of them. */
export type OwedOfDay = TotalsView['recoveredSoonDay'] & {
  readonly owed: number;
  readonly recovered: number;
};

const hourMs = 3_600_000;

/** Whom clinics owe a call, each caller once a clinic, as the list to call back has it. */
export class Owed {
  private readonly byId = new Map<string, OwedCaller>();
  private readonly byClinic = new Map<string, Map<string, OwedCaller>>();
  private readonly byCaller = new Map<string, Map<string, OwedCaller>>();
  /** Calls that were planned: whoever rings meanwhile is none of them. */
  private readonly planned = new Map<string, OwedCaller>();

  /** Takes one as it is now. */
  put(one: OwedCaller): void {
    this.remove(one.id);
    if (one.followup !== null) {
      this.planned.set(one.id, one);
      return;
    }
    this.byId.set(one.id, one);
    under(this.byClinic, one.clinicId).set(one.id, one);
    if (one.callerKey !== null) under(this.byCaller, one.callerKey).set(one.id, one);
  }

  /** Takes one out; tells what it was. */
  remove(id: string): OwedCaller | undefined {
    const before = this.get(id);
    if (before === undefined) return undefined;
    if (this.planned.delete(id)) return before;
    this.byId.delete(id);
    takeFrom(this.byClinic, before.clinicId, id);
    if (before.callerKey !== null) takeFrom(this.byCaller, before.callerKey, id);
    return before;
  }

  get(id: string): OwedCaller | undefined {
    return this.byId.get(id) ?? this.planned.get(id);
  }

  held(): Iterable<OwedCaller> {
    return [...this.byId.values(), ...this.planned.values()];
  }

  /** Those of a clinic, or all, who are owed a call at an instant. */
  *openAt(now: Instant, clinicId?: string): Iterable<OwedCaller> {
    const some =
      clinicId === undefined ? this.byId : (this.byClinic.get(clinicId) ?? new Map<string, OwedCaller>());
    for (const one of some.values()) if (one.counted && isOpenAt(one, now)) yield one;
  }

  /** Those who came to be owed a call in a range. */
  sumOf({ start, end }: TimeRange): OwedOfDay {
    const sum = { owed: 0, recovered: 0, ...noneSoon };
    for (const one of this.byId.values())
      if (one.counted && one.openedAt >= start && one.openedAt < end) addOwed(sum, one);
    return sum;
  }

  /** Calls that were planned: what is to be done of them, and what was done in a range. */
  followupsAt(now: Instant, range: TimeRange): FollowupsNow {
    const sum = { open: 0, dueToday: 0, late: 0, doneToday: 0, clinicsToTell: 0 };
    for (const { counted, followup, ...one } of this.planned.values()) {
      if (!counted || followup === null) continue;
      const isOpen = one.state === 'open';
      if (followup.type === clinicAlert) sum.clinicsToTell += isOpen ? 1 : 0;
      else if (isOpen) addOpen(sum, followup.dueAt, { now, end: range.end });
      else if (isDoneIn(one, range)) sum.doneToday += 1;
    }
    return sum;
  }

  /** Whether the caller of a call that was lost then was reached. */
  isMadeGood(callerKey: string, callKey: string, lostAt: Instant): boolean {
    for (const one of this.byCaller.get(callerKey)?.values() ?? []) {
      if (one.state !== 'recovered' || (one.callKey !== null && one.callKey !== callKey)) continue;
      if (one.openedAt <= lostAt && lostAt <= (one.closedAt ?? lostAt)) return true;
    }
    return false;
  }
}

const noneSoon = { withinHour: 0, sameHalfDay: 0, beforeClosing: 0, closedForReason: 0, neverReached: 0 };

function addOwed(
  sum: { -readonly [Name in keyof OwedOfDay]: number },
  { openedAt, closedAt, state, sameHalfDay, beforeClosing }: OwedCaller,
): void {
  sum.owed += 1;
  if (state === 'closed') sum.closedForReason += 1;
  if (state === 'neverReached') sum.neverReached += 1;
  if (state !== 'recovered') return;
  sum.recovered += 1;
  if ((closedAt ?? Infinity) <= openedAt + hourMs) sum.withinHour += 1;
  if (sameHalfDay) sum.sameHalfDay += 1;
  if (beforeClosing) sum.beforeClosing += 1;
}

function addOpen(
  sum: { open: number; dueToday: number; late: number },
  dueAt: Instant,
  { now, end }: { readonly now: Instant; readonly end: Instant },
): void {
  sum.open += 1;
  if (dueAt < now) sum.late += 1;
  else if (dueAt <= end) sum.dueToday += 1;
}

/** One that is not needed any more was not done. */
const isDoneIn = (
  { closedAs, closedAt }: Pick<OwedCaller, 'closedAs' | 'closedAt'>,
  { start, end }: TimeRange,
): boolean => closedAs !== 'settled' && closedAt !== null && closedAt >= start && closedAt < end;

const isOpenAt = ({ state, endsAt }: OwedCaller, now: Instant): boolean =>
  state === 'open' && (endsAt === null || endsAt > now);

type Groups = Map<string, Map<string, OwedCaller>>;

function under(groups: Groups, key: string): Map<string, OwedCaller> {
  const group = groups.get(key) ?? new Map<string, OwedCaller>();
  groups.set(key, group);
  return group;
}

function takeFrom(groups: Groups, key: string, id: string): void {
  const group = groups.get(key);
  group?.delete(id);
  if (group?.size === 0) groups.delete(key);
}
