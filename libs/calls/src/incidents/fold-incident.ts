import type { Instant } from '../fact';

/** How an incident ended: who has the caller now, or why nobody needs to. */
export const incidentOutcomes = ['emergency', 'clinic', 'caller', 'notUrgent', 'lost'] as const;
export type IncidentOutcome = (typeof incidentOutcomes)[number];

/** Who did something, and under what name others see them. */
export type Doer = { readonly by: string; readonly byId: string };

/** One thing that is told of an incident; `key` is unique, so that what is told again counts once. */
export type IncidentFact = { readonly key: string; readonly at: Instant } & (
  | { readonly kind: 'marked' | 'unmarked' }
  /** The caller was passed on to an emergency number. */
  | { readonly kind: 'emergency' }
  | (Doer & { readonly kind: 'taken' })
  | (Doer & { readonly kind: 'noted'; readonly note: string })
  | (Doer & { readonly kind: 'ended'; readonly outcome: IncidentOutcome; readonly note: string | null })
  | (Doer & { readonly kind: 'reviewed'; readonly note: string | null })
);

/** Something that was done, by whom and when. */
export type DoneBy = Doer & { readonly at: Instant };

/** What became of an urgent call. */
export type Incident = {
  /** When it was marked first. */
  readonly openedAt: Instant;
  /** `withdrawn`: the mark was taken back before anybody had taken it. */
  readonly state: 'open' | 'ended' | 'reviewed' | 'withdrawn';
  /** Who took it first. */
  readonly taken: DoneBy | null;
  /** Who has it: the last one who took it before its end. */
  readonly owner: DoneBy | null;
  /** When the caller was first passed on to an emergency number. */
  readonly emergencyAt: Instant | null;
  readonly ended: (DoneBy & { readonly outcome: IncidentOutcome }) | null;
  readonly reviewed: DoneBy | null;
  /** Everything, in order. */
  readonly course: readonly IncidentFact[];
};

/**
 * An urgent call from everything that is told of it, in any order and however often; undefined where it was never
 * marked. The first end and the first review after it stand. Whoever takes it after another has it from then on.
 */
export function foldIncident(facts: readonly IncidentFact[]): Incident | undefined {
  const course = [...new Map(facts.map((fact) => [fact.key, fact])).values()].toSorted(byTime);
  const marked = course.find(({ kind }) => kind === 'marked');
  if (marked === undefined) return undefined;
  const [ended = null] = course.filter(isOf('ended'));
  const until = ended === null ? Number.POSITIVE_INFINITY : ended.at;
  const taken = course.filter(isOf('taken')).filter(({ at }) => at <= until);
  const [reviewed = null] = course.filter(isOf('reviewed')).filter(({ at }) => at >= until);
  const [emergency = null] = course.filter(isOf('emergency'));
  const lastMark = course.findLast(isMark)?.kind;
  return {
    openedAt: marked.at,
    state: stateOf({ isMarked: lastMark === 'marked', isTaken: taken.length > 0, ended, reviewed }),
    taken: doneBy(taken[0]),
    owner: doneBy(taken.at(-1)),
    emergencyAt: emergency && emergency.at,
    ended: ended && { at: ended.at, ...doerOf(ended), outcome: ended.outcome },
    reviewed: doneBy(reviewed),
    course,
  };
}

const byTime = (a: IncidentFact, b: IncidentFact): number => a.at - b.at || (a.key < b.key ? -1 : 1);

const isOf =
  <K extends IncidentFact['kind']>(kind: K) =>
  (fact: IncidentFact): fact is Extract<IncidentFact, { readonly kind: K }> =>
    fact.kind === kind;
const isMark = ({ kind }: IncidentFact): boolean => kind === 'marked' || kind === 'unmarked';

function stateOf(told: {
  readonly isMarked: boolean;
  readonly isTaken: boolean;
  readonly ended: unknown;
  readonly reviewed: unknown;
}): Incident['state'] {
  if (told.ended !== null) return told.reviewed === null ? 'ended' : 'reviewed';
  return told.isMarked || told.isTaken ? 'open' : 'withdrawn';
}

const doerOf = ({ by, byId }: Doer): Doer => ({ by, byId });
const doneBy = (fact: DoneBy | null | undefined): DoneBy | null =>
  fact === null || fact === undefined ? null : { at: fact.at, ...doerOf(fact) };
