import { readSurveyItems, surveyItem, type AskedItem } from '@vigie/contracts';

import type { GivenAnswers } from '../invitation';
import { longestComment } from './question-view';

/** What the page sent: a refusal, answers to at least one question, or nothing. */
export type SentForm =
  | { readonly kind: 'refusal' }
  /** `isTap`: sent by pressing a score, not by the button below the questions. */
  | { readonly kind: 'answers'; readonly items: GivenAnswers; readonly isTap: boolean }
  | { readonly kind: 'nothing' };

/** Reads what was sent. Only what was asked counts; whatever else is there is as if it were not. */
export function readAnswerForm(body: string, asked: readonly AskedItem[]): SentForm {
  const fields = new URLSearchParams(body);
  // The second is what a mail program's own "unsubscribe" sends.
  if (fields.get('do') === 'refuse' || fields.get('List-Unsubscribe') === 'One-Click')
    return { kind: 'refusal' };
  const raw = Object.fromEntries(asked.map((id) => [id, valueOf(fields, id)]));
  const { items, comment } = readSurveyItems(raw);
  const all = { ...items, ...(comment !== null && { comment }) };
  return Object.keys(all).length === 0
    ? { kind: 'nothing' }
    : { kind: 'answers', items: all, isTap: !fields.has('do') };
}

function valueOf(fields: URLSearchParams, id: AskedItem): string | null {
  const value = fields.get(id);
  return value !== null && surveyItem(id)?.scale === 'text' ? storable(value) : value;
}

/** Without what no text should hold, and no longer than the page lets one write. */
function storable(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replace(/[^\P{C}\n]/gu, ' ')
    .slice(0, longestComment)
    .toWellFormed();
}
