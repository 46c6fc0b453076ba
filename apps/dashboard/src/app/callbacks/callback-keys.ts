import { callbackOutcomes, type CallbackOutcome } from '@vigie/contracts';

/** What a key asks for. */
export type KeyAct =
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'claim' }
  | { readonly kind: 'call' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'number' }
  | { readonly kind: 'say'; readonly outcome: CallbackOutcome };

const named: Readonly<Record<string, KeyAct>> = {
  ArrowDown: { kind: 'step', by: 1 },
  ArrowUp: { kind: 'step', by: -1 },
  Escape: { kind: 'leave' },
  a: { kind: 'call' },
  A: { kind: 'call' },
  j: { kind: 'claim' },
  J: { kind: 'claim' },
  n: { kind: 'number' },
  N: { kind: 'number' },
};

/** Arrows choose, J takes, A has the telephone call, N shows the number, a digit says what happened, Escape gives back; null for any other, and where one types. */
export function keyActOf(event: KeyboardEvent): KeyAct | null {
  const isElsewhere = (event.target as HTMLElement).closest('select, input') !== null;
  if (isElsewhere || event.ctrlKey || event.metaKey || event.altKey) return null;
  const outcome = callbackOutcomes[Number(event.key) - 1];
  return outcome === undefined ? (named[event.key] ?? null) : { kind: 'say', outcome };
}
