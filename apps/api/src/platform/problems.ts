/** What a caller is told when a request fails. */
export type ProblemOptions = Readonly<{
  /** Stable, for programs: `snake_case`. */
  code: string;
  status: number;
  /** One sentence for people. Never a stack, a query or a path. */
  detail: string;
  /** Whether the very same request may succeed later; by default that of 429 and 503. */
  retryable?: boolean;
  retryAfterSeconds?: number;
  /** How far the work is that has to be done first, of 1. */
  progress?: number;
  /** What is wrong where, one field each, where a form was sent. */
  faults?: readonly Readonly<{ field: string; message: string }>[];
}>;

/** A failure with a stable code that may be shown to the caller as it is. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: string;
  readonly status: number;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | undefined;
  readonly progress: number | undefined;
  readonly faults: ProblemOptions['faults'];

  constructor(options: ProblemOptions) {
    super(options.detail);
    this.code = options.code;
    this.status = options.status;
    this.retryable = options.retryable ?? (options.status === 429 || options.status === 503);
    this.progress = options.progress;
    this.faults = options.faults;
    this.retryAfterSeconds = options.retryAfterSeconds ?? (this.retryable ? 1 : undefined);
  }
}

/** A request that is wrong in itself: 400. */
export function badRequest(code: string, detail: string): Problem {
  return new Problem({ code, status: 400, detail });
}

/** Something that does not exist, or that the caller may not know exists: 404. */
export function notFound(detail = 'There is nothing here.'): Problem {
  return new Problem({ code: 'not_found', status: 404, detail });
}
