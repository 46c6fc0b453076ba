import type { CallTraits, PublishedEntry } from './answered-calls-query';
import { isMonthFigure } from '../entries/entry-store';

/** One answer to one item as it is published, and every part of it that entered. */
export type PublishedAnswer = {
  readonly value: number;
  readonly clinicId: string;
  readonly places: readonly PublishedEntry[];
  /** Everything of it is told by its clinic's own figure of the month. */
  readonly isPublished: boolean;
};

/** A respondent as published. */
export type PublishedRespondent = {
  readonly callKey: string;
  readonly traits: CallTraits | undefined;
  readonly answers: ReadonlyMap<string, PublishedAnswer>;
};

/** Joins what is published of each respondent with what happened to the call. Answers taken back are not among them. */
export function publishedRespondents(
  entries: readonly PublishedEntry[],
  traits: readonly CallTraits[],
): readonly PublishedRespondent[] {
  const traitsOf = new Map(traits.map((call) => [call.callKey, call]));
  return [...Map.groupBy(entries, ({ callKey }) => callKey)].map(([callKey, own]) => ({
    callKey,
    traits: traitsOf.get(callKey),
    answers: answersOf(own),
  }));
}

function answersOf(entries: readonly PublishedEntry[]): ReadonlyMap<string, PublishedAnswer> {
  const answers = new Map<string, PublishedAnswer>();
  for (const [item, places] of Map.groupBy(entries, (entry) => entry.item)) {
    const last = places.at(-1);
    if (last === undefined || last.added === null) continue;
    const isPublished = places.every(
      ({ toldIn, clinicId }) => isMonthFigure(toldIn) && clinicId === last.clinicId,
    );
    answers.set(item, { value: last.added, clinicId: last.clinicId, places, isPublished });
  }
  return answers;
}
