import { opensObligation, type Call } from '@vigie/calls';
import { unknownKey } from '@vigie/metrics';

/** Whose call it is, as far as its clinic knows. */
export type CallOfLine = {
  readonly callKey: string;
  readonly clinicId: string;
  /** Null when the number is withheld or unknown. */
  readonly aniHash: string | null;
  /** Whether its caller is owed a call because of it: nobody answered, or they were not content and wish one. */
  readonly opens: boolean;
  /** Whether we called. */
  readonly isOurs: boolean;
};

/** Whose call it is. */
export function callOfLine(callKey: string, call: Call): CallOfLine {
  return {
    callKey,
    clinicId: call.clinicId ?? unknownKey,
    aniHash: call.aniKind === 'withheld' ? null : call.aniHash,
    opens: opensObligation(call),
    isOurs: call.direction === 'outbound',
  };
}

/** Gathers, over the calls of one fold, whose callers have to be looked at again: as they were, and as they are now. */
export class TouchedCallers {
  readonly calls: CallOfLine[] = [];

  replace(callKey: string, before: Call | undefined, after: Call): void {
    if (before !== undefined) this.calls.push(callOfLine(callKey, before));
    this.calls.push(callOfLine(callKey, after));
  }
}
