import type { LivePatch, LiveSnapshot, LiveState } from './live';
import { keyedSections, type KeyedSection } from './live-protocol';

/** What a viewer does with a frame: take the new state, drop a frame it already has, or ask for a snapshot. */
export type PatchResult =
  | { readonly kind: 'applied'; readonly state: LiveSnapshot }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'gap' };

type Entries = { readonly [id: string]: unknown };

function replaced(before: Entries, set: Entries | undefined, gone: readonly string[] | undefined): Entries {
  if (set === undefined && gone === undefined) return before;
  const dropped = new Set(gone);
  const kept = Object.entries(before).filter(([id]) => !dropped.has(id));
  return Object.fromEntries([...kept, ...Object.entries(set ?? {})]);
}

function merged(state: LiveSnapshot, patch: LivePatch): LiveSnapshot {
  const keyed = keyedSections.map((section) => [
    section,
    replaced(state[section], patch.set[section], patch.gone[section]),
  ]);
  return {
    ...state,
    ...(Object.fromEntries(keyed) as Pick<LiveState, KeyedSection>),
    centre: patch.set.centre ?? state.centre,
    totals: patch.set.totals ?? state.totals,
    headline: patch.set.headline ?? state.headline,
    satisfaction: patch.set.satisfaction ?? state.satisfaction,
    seq: patch.seq,
    at: patch.at,
  };
}

/**
 * Puts a patch on a state. Absolute values make a repeated patch harmless: one that is no newer than the state (by
 * `seq`, then by `at`) is `repeated`; one that was made for another state (its `prevSeq` differs, or its epoch) is a
 * `gap`, and the viewer asks for a snapshot. A patch whose `seq` is its `prevSeq` only lets time pass. A section no
 * patch entry touches keeps its identity, so that views of it need not redraw.
 */
export function applyPatch(state: LiveSnapshot, patch: LivePatch): PatchResult {
  if (patch.epoch !== state.epoch) return { kind: 'gap' };
  if (patch.seq < state.seq || (patch.seq === state.seq && patch.at < state.at)) return { kind: 'repeated' };
  if (patch.prevSeq !== state.seq) return { kind: patch.seq === state.seq ? 'repeated' : 'gap' };
  return { kind: 'applied', state: merged(state, patch) };
}
