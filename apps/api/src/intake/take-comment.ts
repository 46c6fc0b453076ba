import { surveyItem } from '@vigie/contracts';

type Fields = { readonly [field: string]: unknown };

/** What is left of a survey's data for the log, and the free text that was in it. */
export type TakenComment = {
  readonly data: Fields;
  /** Null without one. */
  readonly comment: string | null;
  /** Answers that were left out: text to a question that wants a number, and names no item would have. */
  readonly dropped: number;
};

const digits = /^\s*\d{1,2}\s*$/u;
const itemName = /^[\w.:-]{1,64}$/u;

/**
 * Takes free text out of the answers of a survey: the log holds numbers only. The item `comment` is given back; a number
 * written as text stays as a number; any other text, and an item whose name could be a text, is dropped.
 */
export function takeComment(data: Fields): TakenComment {
  const items = data['items'];
  if (typeof items !== 'object' || items === null) return { data, comment: null, dropped: 0 };
  const kept: [string, unknown][] = [];
  let comment: string | null = null;
  let dropped = 0;
  for (const [name, value] of Object.entries(items)) {
    if (surveyItem(name)?.scale === 'text') comment = typeof value === 'string' ? value : comment;
    else if (!itemName.test(name)) dropped += 1;
    else if (typeof value !== 'string') kept.push([name, value]);
    else if (digits.test(value)) kept.push([name, Number(value)]);
    else dropped += 1;
  }
  return { data: { ...data, items: Object.fromEntries(kept) }, comment, dropped };
}
