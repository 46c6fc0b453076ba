/** Free text that came with an answer, before it is scrubbed. It may pass through memory only. */
export type ToldComment = {
  /** Source and id of the call. */
  readonly source: string;
  readonly callId: string;
  /** Id of the event the text came with, unique within its source. */
  readonly surveyEventId: string;
  readonly text: string;
  /** Of the survey, where it was told. */
  readonly language: string | null;
  /** When the patient answered, ms since 1970. */
  readonly at: number;
  /** Way of asking, as in the event; absent = unknown. */
  readonly channel?: string | undefined;
};

/** Whose comments: those that a caller gave by one way of asking. */
export type CommentedAnswer = Pick<ToldComment, 'source' | 'callId' | 'channel'>;

/** A text without names and numbers, as only the keeper of comments makes it; empty where nothing is left. */
export type ScrubbedText = { readonly scrubbed: string };

/** A comment as it may be kept. */
export type ScrubbedComment = Omit<ToldComment, 'text'> & { readonly text: ScrubbedText };
