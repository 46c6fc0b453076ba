import type { Instant } from '@vigie/calls';
import type { BoardCall } from './board-call';

/** Clocks differ by as much without being wrong. */
const toleratedMs = 60_000;

/**
 * Calls that a wrong clock dates ahead of ours: nobody waits from the future, so that they are put aside until their
 * time has come.
 */
export class CallsToCome {
  private readonly calls = new Map<string, BoardCall>();

  /** Puts a call aside as of `now`; false when it is of the present, and then is no longer put aside. */
  holds(call: BoardCall, now: Instant): boolean {
    if (call.arrivedAt <= now + toleratedMs) {
      this.calls.delete(call.key);
      return false;
    }
    this.calls.set(call.key, call);
    return true;
  }

  remove(key: string): void {
    this.calls.delete(key);
  }

  heldCall(key: string): BoardCall | undefined {
    return this.calls.get(key);
  }

  held(): Iterable<BoardCall> {
    return this.calls.values();
  }

  /** Those whose time has come, each once. */
  due(now: Instant): BoardCall[] {
    const due = [...this.calls.values()].filter(({ arrivedAt }) => arrivedAt <= now);
    for (const { key } of due) this.calls.delete(key);
    return due;
  }
}
