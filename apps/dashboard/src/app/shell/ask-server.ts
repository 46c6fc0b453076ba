/** Why the server did not give what was asked for: not there (yet), not for this viewer, or it went wrong. */
export type AskFailure = 'missing' | 'refused' | 'failed';

/** The same of figures, which are not told either while some of the past that they are of is still being loaded. */
export type FiguresFailure = AskFailure | 'pastLoading';

/** What is wrong at a field, as the server says it. */
export type FieldFault = { readonly field: string; readonly message: string };

/** An answer of the server that is no success. */
export class ServerSaidNo extends Error {
  override readonly name = 'ServerSaidNo';
  /** What is wrong at which field of a form; empty where it does not say. */
  readonly faults: readonly FieldFault[];
  /** How far the work is that has to be done first, of 1; null where it does not say. */
  readonly progress: number | null;

  constructor(
    readonly status: number,
    /** What the server calls the problem, `too_many_tries`; empty where it does not say. */
    readonly code = '',
    /** After how many seconds it may be asked again; null where it does not say. */
    readonly retryAfterSeconds: number | null = null,
    /** What more it says. */
    { faults = [], progress = null }: Partial<Pick<ServerSaidNo, 'faults' | 'progress'>> = {},
  ) {
    super(`the server answered ${status}`);
    this.faults = faults;
    this.progress = progress;
  }
}

/** What an error of {@link askServer} means to the viewer. */
export function failureOf(error: unknown): AskFailure {
  if (!(error instanceof ServerSaidNo)) return 'failed';
  if (error.status === 404) return 'missing';
  return error.status === 401 || error.status === 403 ? 'refused' : 'failed';
}

/** The same of figures. */
export const figuresFailureOf = (error: unknown): FiguresFailure =>
  error instanceof ServerSaidNo && error.code === 'past_is_loading' ? 'pastLoading' : failureOf(error);

/** How much of the past is loaded, of 1, where an error says that it is being loaded. */
export const loadedShareOf = (error: unknown): number =>
  error instanceof ServerSaidNo ? (error.progress ?? 0) : 0;

/** By which of its words a page tells why it was refused: what the server calls it, else `server`. */
export function refusalWord<Why extends { readonly server: string }>(
  error: unknown,
  why: Why,
): keyof Why & string {
  const code = error instanceof ServerSaidNo ? error.code : '';
  return Object.hasOwn(why, code) ? (code as keyof Why & string) : 'server';
}

/** What is sent along: a signal that gives up, or a change and how it is made. */
export type Asking = {
  readonly signal?: AbortSignal;
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Sent as JSON; a file as it is. */
  readonly body?: unknown;
};

/** Asks our own server and gives back what it says, unread; throws {@link ServerSaidNo} when it refuses. */
export async function askServer(
  address: string,
  { signal, method = 'GET', body }: Asking = {},
): Promise<unknown> {
  const answer = await fetch(address, {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': isFile(body) ? body.type : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isFile(body) ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!answer.ok) throw await refusalOf(answer);
  return answer.status === 204 ? null : ((await answer.json()) as unknown);
}

const isFile = (body: unknown): body is Blob => body instanceof Blob;

/** What a server that refused says of it. */
export async function refusalOf(answer: Response): Promise<ServerSaidNo> {
  const body = (await answer.json().catch(() => null)) as RefusalBody | null;
  const wait = Number(answer.headers.get('retry-after') ?? Number.NaN);
  const code = typeof body?.code === 'string' ? body.code : '';
  const faults = Array.isArray(body?.faults) ? body.faults.filter(isFault) : [];
  const progress = typeof body?.progress === 'number' ? body.progress : null;
  return new ServerSaidNo(answer.status, code, Number.isFinite(wait) ? wait : null, { faults, progress });
}

type RefusalBody = {
  readonly code?: unknown;
  readonly faults?: readonly unknown[];
  readonly progress?: unknown;
};

function isFault(one: unknown): one is FieldFault {
  const { field, message } = (one ?? {}) as { readonly field?: unknown; readonly message?: unknown };
  return typeof field === 'string' && typeof message === 'string';
}

/** An address with its choices; those that are null or undefined are left out, a list is named once for each. */
export function addressOf(
  path: string,
  choices: Readonly<Record<string, string | readonly string[] | null | undefined>>,
): string {
  const query = new URLSearchParams(
    Object.entries(choices).flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : (value ?? [])).map((one) => [name, one]),
    ),
  ).toString();
  return query === '' ? path : `${path}?${query}`;
}
