import type { Instant } from '@vigie/calls';
import { isUnanswered } from '@vigie/calls';
import type { BoardCall } from './board-call';
import type { Owed } from './owed';

type Attempt = {
  readonly key: string;
  readonly at: Instant;
  readonly counted: boolean;
  readonly teamId: string;
  readonly unansweredAt: Instant | null;
};

/** Attempts in the order of their arrival. */
type Caller = { readonly attempts: readonly Attempt[]; readonly recovered: readonly RecoveredLoss[] };

/** A lost call whose caller was reached later. */
export type RecoveredLoss = { readonly clinicId: string; readonly teamId: string; readonly lostAt: Instant };
const noCaller: Caller = { attempts: [], recovered: [] };

/** Which try of its caller a call is, and whether the caller was reached after it. */
export type CallStory = { readonly attempt: number | null; readonly recovered: boolean };

type CallOfCaller = Pick<BoardCall, 'clinicId' | 'callerKey'>;

/**
 * The day's callers, by clinic and number: which try a call is, and which lost calls were made good. A lost call is
 * made good when what its clinic owed the caller ended with the caller reached.
 */
export class Callers {
  private readonly callers = new Map<string, Caller>();

  /** `onRecovered` is told of each lost call that is made good (1), or is so no more (−1). */
  constructor(
    private readonly owed: Owed,
    private readonly onRecovered: (loss: RecoveredLoss, sign: 1 | -1) => void = () => undefined,
  ) {}

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

  /** What a clinic owes the caller is not what it was. */
  settleAgain(caller: CallOfCaller): void {
    if (caller.callerKey !== null && this.callers.has(caller.callerKey)) this.change(caller, (all) => all);
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
    const { unansweredAt, key } = toAttempt(call);
    const recovered =
      unansweredAt !== null &&
      call.callerKey !== null &&
      this.owed.isMadeGood(call.callerKey, key, unansweredAt);
    return { attempt: this.attemptOf(call), recovered };
  }

  private change(
    { clinicId, callerKey }: CallOfCaller,
    edit: (attempts: readonly Attempt[]) => readonly Attempt[],
  ): void {
    if (callerKey === null) return;
    const before = this.callers.get(callerKey) ?? noCaller;
    const attempts = edit(before.attempts);
    const recovered = attempts.flatMap(({ key, unansweredAt: lostAt, teamId }) =>
      lostAt !== null && this.owed.isMadeGood(callerKey, key, lostAt) ? [{ clinicId, teamId, lostAt }] : [],
    );
    for (const loss of before.recovered) this.onRecovered(loss, -1);
    for (const loss of recovered) this.onRecovered(loss, 1);
    if (attempts.length > 0) this.callers.set(callerKey, { attempts, recovered });
    else this.callers.delete(callerKey);
  }
}

function toAttempt(call: BoardCall): Attempt {
  return {
    key: call.key,
    at: call.arrivedAt,
    counted: call.counted,
    teamId: call.teamId,
    unansweredAt: call.counted && isUnanswered(call.outcome) ? (call.decidedAt ?? call.arrivedAt) : null,
  };
}
