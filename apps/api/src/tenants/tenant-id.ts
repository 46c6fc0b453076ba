const shape = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Whether a text may name a tenant: 1 to 63 of a–z, 0–9 and inner hyphens, so that it can stand inside an API key. */
export function isTenantId(text: string): boolean {
  return shape.test(text);
}
