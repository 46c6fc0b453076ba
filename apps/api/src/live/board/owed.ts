import type { Instant, ObligationState } from '@vigie/calls';
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
export type OwedOfDay = { readonly owed: number; readonly recovered: number };

/** Whom clinics owe a call, each caller once a clinic, as the list to call back has it. */
export class Owed {
  private readonly byId = new Map<string, OwedCaller>();
  private readonly byClinic = new Map<string, Map<string, OwedCaller>>();
  private readonly byCaller = new Map<string, Map<string, OwedCaller>>();

  /** Takes one as it is now. */
  put(one: OwedCaller): void {
    this.remove(one.id);
    this.byId.set(one.id, one);
    under(this.byClinic, one.clinicId).set(one.id, one);
    if (one.callerKey !== null) under(this.byCaller, one.callerKey).set(one.id, one);
  }

  /** Takes one out; tells what it was. */
  remove(id: string): OwedCaller | undefined {
    const before = this.byId.get(id);
    if (before === undefined) return undefined;
    this.byId.delete(id);
    takeFrom(this.byClinic, before.clinicId, id);
    if (before.callerKey !== null) takeFrom(this.byCaller, before.callerKey, id);
    return before;
  }

  get(id: string): OwedCaller | undefined {
    return this.byId.get(id);
  }

  held(): Iterable<OwedCaller> {
    return this.byId.values();
  }

  /** Those of a clinic, or all, who are owed a call at an instant. */
  *openAt(now: Instant, clinicId?: string): Iterable<OwedCaller> {
    const some =
      clinicId === undefined ? this.byId : (this.byClinic.get(clinicId) ?? new Map<string, OwedCaller>());
    for (const one of some.values()) if (one.counted && isOpenAt(one, now)) yield one;
  }

  /** Those who came to be owed a call in a range. */
  sumOf({ start, end }: TimeRange): OwedOfDay {
    let [owed, recovered] = [0, 0];
    for (const { counted, openedAt, state } of this.byId.values()) {
      if (!counted || openedAt < start || openedAt >= end) continue;
      owed += 1;
      if (state === 'recovered') recovered += 1;
    }
    return { owed, recovered };
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
