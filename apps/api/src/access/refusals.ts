import { Problem } from '../platform/problems';
import { ruleOf, type Permission } from './permissions';
import type { Viewer } from './viewer';

export const keyWanted = 'Send a valid API key: Authorization: Bearer vg_…';

export const signInWanted = 'Sign in, or send an API key.';

export const wallWanted = 'The link of this television was revoked, or it has none.';

export function unauthorized(detail: string): Problem {
  return new Problem({ code: 'unauthorized', status: 401, detail });
}

export function missingScope(permission: Permission): Problem {
  const rule = ruleOf(permission);
  const lacks = rule.of === 'tenant' && rule.keyScope !== null ? `: it lacks ${rule.keyScope}` : '';
  return new Problem({
    code: 'missing_scope',
    status: 403,
    detail: `This key is not allowed to do that${lacks}.`,
  });
}

export function lacksPermission(): Problem {
  return new Problem({ code: 'forbidden', status: 403, detail: 'None of your roles is allowed to do that.' });
}

/** The refusal of what is asked for within a route that another permission opened. */
export function lackedBy({ keyId }: Pick<Viewer, 'keyId'>, permission: Permission): Problem {
  return keyId === null ? lacksPermission() : missingScope(permission);
}

export function foreignTenant(): Problem {
  return new Problem({
    code: 'foreign_tenant',
    status: 403,
    detail: 'You or your key belong to another tenant.',
  });
}

export function strangersPage(): Problem {
  return new Problem({
    code: 'foreign_page',
    status: 403,
    detail: 'This was sent by a page of another site.',
  });
}

/** Cookies that open something go over an encrypted connection alone, or stay on this machine; `what` needs one. */
export function unencrypted(what: string): Problem {
  const detail = `${what} needs an encrypted connection: open the address that begins with https.`;
  return new Problem({ code: 'unencrypted', status: 403, detail });
}
