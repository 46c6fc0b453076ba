import type { NewEvent } from '../../event-log/logged-event';
import type { Version } from './recorded-call';

/** What a caller answered, as a file tells it. */
export type RecordedAnswer = {
  /** Source and id of the call it is about. */
  readonly source: string;
  readonly callId: string;
  readonly answeredAt: number;
  /** Way of asking. */
  readonly channel: string;
  /** Of the questions. */
  readonly language?: string | undefined;
  /** Item to integer value; free text is none. */
  readonly items: { readonly [itemId: string]: number };
};

/** The event that tells the answer. Of several of one call by one channel that with the highest sequence stands. */
export function recordedAnswerEvent(answer: RecordedAnswer, { id, sequence }: Version): NewEvent {
  const { source, callId, answeredAt, ...data } = answer;
  return {
    at: answeredAt,
    source,
    type: 'survey.recorded',
    subject: callId,
    id,
    sequence: String(sequence),
    data: JSON.stringify(data),
  };
}
