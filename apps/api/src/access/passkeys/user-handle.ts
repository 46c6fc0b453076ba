import { hash } from 'node:crypto';

const half = 16;

/** Whose a passkey is, as the authenticator keeps it: ids and hashes, nothing that tells a person or a centre. */
export function userHandle(tenantId: string, personId: string): Uint8Array<ArrayBuffer> {
  const id = Buffer.from(personId.replaceAll('-', ''), 'hex');
  return new Uint8Array([...id, ...tenantMark(tenantId)]);
}

/** The person, and which of the tenants is theirs; null when it is of none. */
export function readUserHandle<T extends { readonly tenantId: string }>(
  handle: string | undefined,
  tenants: readonly T[],
): Readonly<{ tenant: T; personId: string }> | null {
  const bytes = Buffer.from(handle ?? '', 'base64url');
  if (bytes.length !== 2 * half) return null;
  const tenant = tenants.find(({ tenantId }) => tenantMark(tenantId).equals(bytes.subarray(half)));
  const personId = bytes
    .toString('hex', 0, half)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
  return tenant === undefined ? null : { tenant, personId };
}

function tenantMark(tenantId: string): Buffer {
  return hash('sha256', tenantId, 'buffer').subarray(0, half);
}
