import { Injectable } from '@nestjs/common';

import type { AuditEntry } from '../../audit/audit-entry';
import { AuditLog } from '../../audit/audit-log';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound, Problem } from '../../platform/problems';
import { AccessChanges } from '../access-changes';
import { makeToken } from '../secret-token';
import type { WallOwner } from '../viewer';
import { WallAuthority } from './wall-authority';
import { insertWallLink, listWallLinks, revokeWallLink, type StoredWallLink } from './wall-link-store';

/** As many as one tenant has open at most: a centre has some televisions, and nobody counts a thousand links. */
const mostLinks = 200;

/** What a link is to show. */
export type WantedWall = Pick<StoredWallLink, 'name' | 'scope' | 'namesClinics'>;
/** Who does it, and where from. */
export type By = Pick<AuditEntry, 'actor' | 'requestId' | 'address'>;

/** Makes, lists and revokes the links of televisions. */
@Injectable()
export class WallLinks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changes: AccessChanges,
    private readonly authority: WallAuthority,
    private readonly log: AuditLog,
  ) {}

  list(tenantId: string): Promise<readonly StoredWallLink[]> {
    return this.database.withTenant(tenantId, (tx) => listWallLinks(tx, tenantId));
  }

  /** Makes one; its token is given this once. Rejects with 409 when there are too many. */
  async make(
    tenantId: string,
    wanted: WantedWall,
    by: By,
    personId: string | null = null,
  ): Promise<{ readonly linkId: string; readonly token: string }> {
    const token = makeToken('vw', tenantId);
    await this.database.withTenant(tenantId, async (tx) => {
      if ((await listWallLinks(tx, tenantId)).length >= mostLinks) throw tooMany();
      await insertWallLink(tx, token, { ...wanted, madeBy: personId, madeAt: this.clock.now() });
    });
    await this.log.recordDone(tenantId, {
      ...by,
      action: 'wall.made',
      subject: subjectOf(token.id, wanted),
    });
    return { linkId: token.id, token: token.text };
  }

  /** The televisions that show the board by it are told within seconds, in every process. Rejects with 404. */
  async revoke(tenantId: string, linkId: string, by: By): Promise<void> {
    const isRevoked = await this.changes.change(tenantId, (tx) =>
      revokeWallLink(tx, tenantId, linkId, this.clock.now()),
    );
    if (!isRevoked) throw notFound('There is no such link.');
    await this.log.recordDone(tenantId, { ...by, action: 'wall.revoked', subject: linkId });
  }

  /** A television opens its link. Rejects with 404 for what opens nothing (any more). */
  async open(token: string, from: Pick<AuditEntry, 'requestId' | 'address'>): Promise<WallOwner> {
    const owner = await this.authority.owner(token);
    if (owner === null) throw notFound('This link opens nothing (any more).');
    const actor = { kind: 'wall', id: owner.linkId, role: 'wall' } as const;
    this.log.record(owner.tenantId, { ...from, actor, action: 'wall.opened', subject: owner.linkId });
    return owner;
  }
}

function subjectOf(linkId: string, { scope, namesClinics }: WantedWall): string {
  const ids = Object.values(scope).flat().join(',');
  return `${linkId} ${ids} names=${namesClinics ? 'on' : 'off'}`;
}

function tooMany(): Problem {
  return new Problem({
    code: 'too_many_walls',
    status: 409,
    detail: `A centre has ${mostLinks} links of televisions at most: revoke those that hang nowhere.`,
  });
}
