/** One refused event of a request: where it stood, what it called itself, and what is wrong with it. */
export type RejectedEvent = {
  readonly index: number;
  readonly id: string | null;
  readonly code: RejectionCode;
  readonly message: string;
};

/** Why an event alone may be refused. The rest of its batch goes in. */
export const rejectionCodes = [
  'invalid_event',
  'unknown_type',
  'invalid_time',
  'invalid_id',
  'invalid_text',
  'malformed_json',
  'too_large',
  'too_many_facts',
  'time_ahead',
] as const;
export type RejectionCode = (typeof rejectionCodes)[number];

/** The answer to `POST /api/v1/events`, given after COMMIT. `received` = accepted + duplicates + rejectedCount. */
export type IntakeAnswer = {
  readonly received: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejectedCount: number;
  /** At most 1,000 of them. */
  readonly rejected: readonly RejectedEvent[];
};

/** An `application/problem+json` body (RFC 9457) with a stable code. */
export type ProblemView = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly retryable: boolean;
  readonly requestId: string;
  readonly detail?: string;
};
