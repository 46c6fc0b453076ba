import { isUnanswered, type Instant } from '@vigie/calls';
import type { TimeRange } from '@vigie/metrics';

import type { BoardCall } from './board-call';
import type { RollingCount } from './rolling-count';
import { lastFiveMinutes, lastThirtyMinutes, Scope } from './scope';
import { WaitingTrack } from './waiting-track';

const keptMinutes = 120;

/** The whole centre: a row's figures, and what only the tiles and the sentence need. */
export class CentreScope extends Scope {
  readonly blocked: RollingCount;
  readonly missedRings: RollingCount;
  readonly missedRings30m: RollingCount;
  readonly track: WaitingTrack;
  /** Unanswered calls of the day whose number is not known. */
  unreachable = 0;
  /** Calls in conversation. */
  talking = 0;

  constructor(now: Instant) {
    super(now, keptMinutes);
    this.blocked = lastFiveMinutes(now);
    this.missedRings = lastFiveMinutes(now);
    this.missedRings30m = lastThirtyMinutes(now);
    this.track = new WaitingTrack(now);
  }

  override count(call: BoardCall, day: TimeRange, sign: 1 | -1): void {
    super.count(call, day, sign);
    if (call.phase === 'talking') this.talking += sign;
    for (const at of call.missedRings) {
      this.missedRings.add(at, sign);
      this.missedRings30m.add(at, sign);
    }
    if (call.offered) this.track.add(call.arrivedAt, sign);
    if (call.offered && call.decidedAt !== null) this.track.add(call.decidedAt, -sign);
    if (call.decidedAt !== null && isUnanswered(call.outcome))
      this.countLost(call, call.decidedAt, day, sign);
  }

  override roll(now: Instant): boolean {
    this.track.roll(now);
    const counts = [this.blocked, this.missedRings, this.missedRings30m];
    return [super.roll(now), ...counts.map((count) => count.roll(now))].includes(true);
  }

  private countLost(call: BoardCall, decidedAt: Instant, day: TimeRange, sign: 1 | -1): void {
    if (call.outcome === 'blocked') this.blocked.add(decidedAt, sign);
    const today = call.arrivedAt >= day.start && call.arrivedAt < day.end;
    if (today && call.callerKey === null) this.unreachable += sign;
  }
}
