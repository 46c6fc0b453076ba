/** What a key may do. */
export const apiScopes = [
  'events:write',
  'metrics:read',
  'surveys:write',
  'reports:write',
  'live:write',
  'comments:write',
] as const;
export type ApiScope = (typeof apiScopes)[number];

/** Whether the text names something a key may do. */
export function isApiScope(text: string): text is ApiScope {
  return apiScopes.some((scope) => scope === text);
}
