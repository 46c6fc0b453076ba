import type { Instant } from '@vigie/calls';
import { isUnanswered } from '@vigie/calls';
import { contactThatMadeGood } from '@vigie/metrics';
import type { BoardCall } from './board-call';

type Attempt = {
  readonly key: string;
  readonly at: Instant;
  readonly counted: boolean;
  readonly teamId: string;
  readonly unansweredAt: Instant | null;
  /** When somebody spoke with the caller: the answer, and callbacks that reached. */
  readonly contacts: readonly Instant[];
};

/** A caller of today whom nobody has answered or reached since the last time it was lost. */
export type UnreachedCaller = {
  readonly clinicId: string;
  readonly teamId: string;
  readonly oldestAt: Instant;
  readonly latestAt: Instant;
  /** Its lost calls. */
  readonly calls: number;
};

/** Attempts in the order of their arrival. */
type Caller = {
  readonly attempts: Attempt[];
  readonly recovered: readonly RecoveredLoss[];
  readonly unreached: UnreachedCaller | null;
};

/** A lost call whose caller was answered or reached later. */
export type RecoveredLoss = { readonly clinicId: string; readonly teamId: string; readonly lostAt: Instant };
const noCaller: Caller = { attempts: [], recovered: [], unreached: null };

/** Until when a call that a clinic lost can be made good. */
export type RecoveryDeadline = (clinicId: string, lostAt: Instant) => Instant;

/** Which try of its caller a call is, and whether the caller was reached after it. */
export type CallStory = { readonly attempt: number | null; readonly recovered: boolean };

const noCallers: ReadonlySet<string> = new Set();

/**
 * The day's callers, by clinic and number: which try a call is, which lost calls were made good, and who is still to
 * be called back. A lost call is made good by a later answered call of the same number and clinic, either direction, or
 * by a callback noted as reached, until the end of the clinic's next open day.
 */
export class Callers {
  private readonly callers = new Map<string, Caller>();
  private readonly unreachedKeys = new Map<string, Set<string>>();
  private recoveredCalls = 0;
  private unreachedCount = 0;

  /** `onRecovered` is told of each lost call that is made good (1), or is so no more (−1). */
  constructor(
    private readonly deadlineOf: RecoveryDeadline,
    private readonly onRecovered: (loss: RecoveredLoss, sign: 1 | -1) => void = () => undefined,
  ) {}

  get recovered(): number {
    return this.recoveredCalls;
  }

  get toCallBack(): number {
    return this.unreachedCount;
  }

  put(call: BoardCall): void {
    this.change(call, (attempts) =>
      [...attempts.filter(({ key }) => key !== call.key), toAttempt(call)].sort(
        (a, b) => a.at - b.at || (a.key < b.key ? -1 : 1),
      ),
    );
  }

  remove(call: BoardCall): void {
    this.change(call, (attempts) => attempts.filter(({ key }) => key !== call.key));
  }

  /** 1 for the caller's first call of the day at this clinic; null when the number is not known. */
  attemptOf(call: Pick<BoardCall, 'key' | 'callerKey'>): number | null {
    const attempts = call.callerKey === null ? undefined : this.callers.get(call.callerKey)?.attempts;
    if (attempts === undefined) return null;
    let nth = 0;
    for (const { key, counted } of attempts) {
      if (counted) nth += 1;
      if (key === call.key) return counted ? nth : null;
    }
    return null;
  }

  /** Which try of its caller a call is, and whether the caller was reached after it. */
  storyOf(call: BoardCall): CallStory {
    const lostAt = toAttempt(call).unansweredAt;
    const attempts = call.callerKey === null ? [] : (this.callers.get(call.callerKey)?.attempts ?? []);
    const recovered = lostAt !== null && this.isMadeGood(call.clinicId, lostAt, attempts);
    return { attempt: this.attemptOf(call), recovered };
  }

  /** Callers of a clinic who are still to be called back. */
  *unreachedOf(clinicId: string): Iterable<UnreachedCaller> {
    for (const key of this.unreachedKeys.get(clinicId) ?? noCallers) {
      const unreached = this.callers.get(key)?.unreached;
      if (unreached) yield unreached;
    }
  }

  *unreached(): Iterable<UnreachedCaller> {
    for (const clinicId of this.unreachedKeys.keys()) yield* this.unreachedOf(clinicId);
  }

  private change(call: BoardCall, edit: (attempts: Attempt[]) => Attempt[]): void {
    if (call.callerKey === null) return;
    const before = this.callers.get(call.callerKey) ?? noCaller;
    const after = this.settle(call.clinicId, edit(before.attempts));
    this.recoveredCalls += after.recovered.length - before.recovered.length;
    for (const loss of before.recovered) this.onRecovered(loss, -1);
    for (const loss of after.recovered) this.onRecovered(loss, 1);
    this.unreachedCount += Number(after.unreached !== null) - Number(before.unreached !== null);
    this.mark(call.clinicId, call.callerKey, after.unreached !== null);
    if (after.attempts.length > 0) this.callers.set(call.callerKey, after);
    else this.callers.delete(call.callerKey);
  }

  private settle(clinicId: string, attempts: Attempt[]): Caller {
    const lost = attempts.flatMap((attempt) =>
      attempt.unansweredAt === null ? [] : [{ ...attempt, lostAt: attempt.unansweredAt }],
    );
    const isRecovered = new Set(lost.filter(({ lostAt }) => this.isMadeGood(clinicId, lostAt, attempts)));
    const open = lost.filter((one) => !isRecovered.has(one)).sort((a, b) => a.lostAt - b.lostAt);
    const [oldest, latest] = [open[0], open.at(-1)];
    const unreached =
      oldest === undefined || latest === undefined
        ? null
        : {
            clinicId,
            teamId: latest.teamId,
            oldestAt: oldest.lostAt,
            latestAt: latest.lostAt,
            calls: open.length,
          };
    const recovered = [...isRecovered].map(({ lostAt, teamId }) => ({ clinicId, teamId, lostAt }));
    return { attempts, recovered, unreached };
  }

  private isMadeGood(clinicId: string, lostAt: Instant, attempts: readonly Attempt[]): boolean {
    const contacts = attempts.flatMap((attempt) => attempt.contacts.map((at) => ({ at })));
    return contactThatMadeGood(lostAt, this.deadlineOf(clinicId, lostAt), contacts) !== undefined;
  }

  private mark(clinicId: string, callerKey: string, unreached: boolean): void {
    const keys = this.unreachedKeys.get(clinicId);
    if (unreached && keys === undefined) this.unreachedKeys.set(clinicId, new Set([callerKey]));
    else if (unreached) keys?.add(callerKey);
    else keys?.delete(callerKey);
  }
}

function toAttempt(call: BoardCall): Attempt {
  return {
    key: call.key,
    at: call.arrivedAt,
    counted: call.counted,
    teamId: call.teamId,
    unansweredAt: call.counted && isUnanswered(call.outcome) ? (call.decidedAt ?? call.arrivedAt) : null,
    contacts: call.answeredAt === null ? call.reachedAt : [call.answeredAt, ...call.reachedAt],
  };
}
