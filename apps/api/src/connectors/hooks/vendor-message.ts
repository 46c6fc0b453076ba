import type { HookFact, HookProblem, HookProblemCode, HookReading } from './hook';
import { idOf, instantOf, readPath, textOf, valueAt } from './message-values';

const longest = 16_384;

/** A message whose shape its vendor tells: what stands where, as text, id or instant. */
export class VendorMessage {
  constructor(private readonly message: unknown) {}

  text(...paths: readonly string[]): string | undefined {
    return this.first(paths, textOf);
  }

  /** A text that holds more than a name, of some thousand signs at most. */
  long(...paths: readonly string[]): string | undefined {
    return this.first(paths, (value) =>
      typeof value === 'string' && value.length <= longest ? value : undefined,
    );
  }

  id(...paths: readonly string[]): string | undefined {
    return this.first(paths, idOf);
  }

  at(...paths: readonly string[]): number | undefined {
    return this.first(paths, (value) => instantOf(value) ?? undefined);
  }

  /** Whole seconds as milliseconds; what is no length of time is none. */
  lengthMs(path: string): number | undefined {
    const seconds = Number(this.text(path) ?? Number.NaN);
    return seconds >= 0 && seconds < 604_800 ? Math.round(seconds * 1_000) : undefined;
  }

  problem(code: HookProblemCode, field: string): HookReading {
    const value = this.text(field)?.slice(0, 64) ?? '';
    return { facts: [], unknown: [], problems: [{ code, field, value } satisfies HookProblem] };
  }

  private first<T>(paths: readonly string[], read: (value: unknown) => T | undefined): T | undefined {
    for (const path of paths) {
      const found = read(valueAt(this.message, readPath(path) ?? []));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

export const said = (facts: readonly HookFact[]): HookReading => ({ facts, unknown: [], problems: [] });
export const meaningless = (name: string): HookReading => ({ facts: [], unknown: [name], problems: [] });

/** What tells a caller's line, as every message of the call tells it: whichever comes first is taken. */
type Arrival = Readonly<{
  subject: string;
  at: number;
  direction: 'inbound' | 'outbound';
  ani: string | undefined;
  dnis: string | undefined;
  queueId: string | undefined;
}>;

/**
 * That a call came, and, of one from outside, that its caller waits from then on: inferred, where the vendor has no word for a queue.
 * Greeting and menu are part of such a wait.
 */
export function arrivalOf({ subject, at, direction, ani, dnis, queueId }: Arrival): HookFact[] {
  const began = { subject, at, knownBy: 'began' } as const;
  // Called out, the other side is no caller whose number we need.
  if (direction === 'outbound') return [{ ...began, type: 'call.initiated', data: { direction } }];
  return [
    { ...began, type: 'call.initiated', data: { direction, ani, dnis } },
    { ...began, type: 'call.enqueued', data: { queueId, inferred: true } },
  ];
}
