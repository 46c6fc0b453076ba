import { Injectable } from '@nestjs/common';

import { Database } from '../../platform/database';
import { Problem } from '../../platform/problems';
import { AccessChanges } from '../access-changes';
import type { Role } from '../roles';
import { sessionIsStrong } from '../sessions/session-store';
import type { signedIn } from '../viewer';
import { owesFactor, rolesOfRule, setRolesOfRule } from './factor-rule-store';

/**
 * Which roles must have more than a password. Whoever has one of them and lacks it may, once signed in, see and change
 * their own profile alone until they have set one up: {@link SessionAuthority} takes their roles away until then.
 */
@Injectable()
export class FactorRule {
  constructor(
    private readonly database: Database,
    private readonly changes: AccessChanges,
  ) {}

  roles(tenantId: string): Promise<readonly Role[]> {
    return this.database.withTenant(tenantId, (tx) => rolesOfRule(tx, tenantId));
  }

  /**
   * Open pages follow within five seconds. Rejects with 409 `enrol_first` where whoever sets it would be shut out by it.
   */
  set(
    { tenantId, personId, sessionId }: ReturnType<typeof signedIn>,
    held: readonly Role[],
    roles: readonly Role[],
  ): Promise<void> {
    return this.changes.change(tenantId, async (tx) => {
      await setRolesOfRule(tx, tenantId, roles);
      if (await sessionIsStrong(tx, tenantId, sessionId)) return;
      if (await owesFactor(tx, tenantId, { personId, roles: held })) throw enrolFirst();
    });
  }
}

function enrolFirst(): Problem {
  const detail = 'Set up a second factor of your own before your role must have one.';
  return new Problem({ code: 'enrol_first', status: 409, detail });
}
