import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { auditAddress, type AuditEntry } from '../../audit/audit-entry';
import { AuditLog } from '../../audit/audit-log';
import { Admission } from '../admission';
import { askingRequest } from '../asking-request';
import { auditActor } from '../audit/access-audit';
import type { Permission } from '../permissions';
import type { Role } from '../roles';
import type { Membership, Viewer } from '../viewer';
import type { Invited, MadeLink, RoleChange } from './people';

/** Who does it, and where from. */
type By = Pick<AuditEntry, 'actor' | 'requestId' | 'address'>;

/** What an entry tells of roles, at most; beyond it scopes are told by how many ids they have. */
const longestRoles = 240;

/** Writes down who was given or lost which role, and for whom a link was made. */
@Injectable()
export class PeopleAudit {
  constructor(
    private readonly log: AuditLog,
    private readonly admission: Admission,
  ) {}

  /** Whoever is signed in and manages people, or what the permission lets. */
  by(viewer: Viewer, request: FastifyRequest, permission: Permission = 'people.manage'): By {
    const { address } = this.admission.client(askingRequest(request));
    return {
      actor: auditActor(viewer, permission),
      requestId: request.id,
      address: auditAddress(address),
    };
  }

  /** No change of roles is no entry. */
  async roles(tenantId: string, by: By, personId: string, { taken, given }: RoleChange): Promise<void> {
    if (taken.length === 0 && given.length === 0) return;
    const subject = `${personId} ${rolesText(given, taken)}`;
    await this.log.recordDone(tenantId, { ...by, action: 'people.roles', subject });
  }

  invited(tenantId: string, by: By, { personId }: Invited, roles: readonly Membership[]): Promise<void> {
    const subject = [personId, rolesText(roles)].join(' ').trim();
    return this.log.recordDone(tenantId, { ...by, action: 'people.invited', subject });
  }

  /** Somebody new of the identity provider, with the roles of its claims. */
  cameIn(tenantId: string, by: By, personId: string, roles: readonly Membership[]): Promise<void> {
    const subject = `${personId} ${rolesText(roles)}`;
    return this.log.recordDone(tenantId, { ...by, action: 'people.came-in', subject });
  }

  /** A link that goes to the person by mail. */
  letter(tenantId: string, by: By, personId: string): Promise<void> {
    return this.log.recordBefore(tenantId, { ...by, action: 'people.letter', subject: personId });
  }

  link(tenantId: string, by: By, { personId, purpose }: MadeLink): Promise<void> {
    return this.log.recordDone(tenantId, {
      ...by,
      action: 'people.link',
      subject: `${personId} ${purpose}`,
    });
  }

  /** Which roles must have a second factor from now on. */
  factorRule(tenantId: string, by: By, roles: readonly Role[]): Promise<void> {
    const subject = roles.length === 0 ? null : roles.join(' ');
    return this.log.recordDone(tenantId, { ...by, action: 'second-factor.rule', subject });
  }

  /** Somebody's own: on, off, or with other recovery codes. */
  secondFactor(viewer: Viewer, request: FastifyRequest, what: 'on' | 'off' | 'codes'): Promise<void> {
    const by = { ...this.by(viewer, request), actor: auditActor(viewer, 'self.change') };
    return this.log.recordDone(viewer.tenantId, {
      ...by,
      action: `second-factor.${what}`,
      subject: viewer.personId,
    });
  }

  /** One of somebody's own, by its id. */
  passkey(
    viewer: Viewer,
    request: FastifyRequest,
    [what, passkeyId]: readonly ['added' | 'removed', string],
  ): Promise<void> {
    const by = { ...this.by(viewer, request), actor: auditActor(viewer, 'self.change') };
    return this.log.recordDone(viewer.tenantId, { ...by, action: `passkey.${what}`, subject: passkeyId });
  }

  /** An administrator has switched off somebody's. */
  secondFactorReset(tenantId: string, by: By, personId: string): Promise<void> {
    return this.log.recordDone(tenantId, { ...by, action: 'second-factor.reset', subject: personId });
  }
}

/** `-supervisor(all) +officer(all)` */
function rolesText(given: readonly Membership[], taken: readonly Membership[] = []): string {
  const text = (scopeText: (ids: readonly string[], kind: string) => string): string =>
    [
      ...taken.map((one) => `-${roleText(one, scopeText)}`),
      ...given.map((one) => `+${roleText(one, scopeText)}`),
    ].join(' ');
  const whole = text((ids) => ids.join(','));
  return whole.length <= longestRoles ? whole : text((ids, kind) => `${ids.length} ${kind}`);
}

function roleText(
  { role, scope }: Membership,
  scopeText: (ids: readonly string[], kind: string) => string,
): string {
  if (scope.kind === 'clinics') return `${role}(${scopeText(scope.clinicIds, 'clinics')})`;
  if (scope.kind === 'teams') return `${role}(${scopeText(scope.teamIds, 'teams')})`;
  return scope.kind === 'agent' ? `${role}(${scopeText([scope.agentId], 'agent')})` : `${role}(all)`;
}
