/** What a key may do. */
export const apiScopes = [
  'events:write',
  'metrics:read',
  'agents:read',
  'live:read',
  'reports:read',
  'comments:read',
  'calls:read',
  'callers:read',
  'surveys:write',
  'reports:write',
  'live:write',
  'comments:write',
  'callbacks:write',
  'settings:write',
] as const;
export type ApiScope = (typeof apiScopes)[number];

/** Whether the text names something a key may do. */
export function isApiScope(text: string): text is ApiScope {
  return apiScopes.some((scope) => scope === text);
}

/** What could be read when one scope was all there was. */
const readThen: ReadonlySet<string> = new Set<ApiScope>([
  'metrics:read',
  'agents:read',
  'live:read',
  'reports:read',
  'comments:read',
]);

/** What an old key may do: its `metrics:read` was given when that was everything there is to read, and stays so. */
export function scopesOfOld(scopes: readonly ApiScope[]): readonly ApiScope[] {
  if (!scopes.includes('metrics:read')) return scopes;
  return apiScopes.filter((scope) => readThen.has(scope) || scopes.includes(scope));
}

/** Of whom and what a program may send; null: of anyone. */
export type SendingLimits = Readonly<{
  /** The source whose events alone it sends. */
  source: string | null;
  /** The clinics of whose calls alone it tells. */
  clinicIds: readonly string[] | null;
  /** Whether what patients answer to a survey is its to send. */
  sendsAnswers: boolean;
}>;

/** Who was let in without a key, or by one that is bound to nothing. */
export const unlimited: SendingLimits = { source: null, clinicIds: null, sendsAnswers: true };
