import { Injectable } from '@nestjs/common';

import { Problem } from '../platform/problems';
import { AccessChanges } from './access-changes';
import { Admission } from './admission';
import type { AskingRequest } from './asking-request';
import { allPermissions, type Permission } from './permissions';
import { scopeKeyOf } from './scope-reach';
import type { Viewer } from './viewer';

/** Something that stays open once it was let in: a socket that watches. */
export type OpenWatch = Readonly<{
  asking: AskingRequest;
  permission: Permission;
  viewer: Viewer;
  /** They may not any more. */
  onLost: () => void;
  /** They may, and may more or less of something than before. */
  onChanged: () => void;
}>;

type Held = OpenWatch & Readonly<{ unfollow: () => void }>;

/** As many as one person, one key, or one link of a television holds open at most. */
const mostOfOne = { person: 50, key: 2_000, wall: 20 } as const;

/**
 * Whoever was let in to watch is looked at again whenever somebody of the tenant may do more or less than before: a
 * session that ended, a role taken away, a key that was revoked closes what is open within seconds, in every process.
 */
@Injectable()
export class OpenWatches {
  private readonly held = new Map<string, Held>();

  constructor(
    private readonly admission: Admission,
    private readonly changes: AccessChanges,
  ) {
    changes.onChange((tenantId) => void this.lookAgain(tenantId));
  }

  /** Takes it, in place of what was held under the same id, which stays when whoever it is holds too many: false. */
  hold(id: string, watch: OpenWatch): boolean {
    if (this.isTooMany(id, watch.viewer)) return false;
    this.release(id);
    this.held.set(id, { ...watch, unfollow: this.changes.follow(watch.viewer.tenantId) });
    return true;
  }

  /** It was closed. */
  release(id: string): void {
    this.held.get(id)?.unfollow();
    this.held.delete(id);
  }

  private isTooMany(id: string, viewer: Viewer): boolean {
    const name = holderOf(viewer);
    if (name === null) return false;
    const same = [...this.held].filter(
      ([other, held]) => other !== id && holderOf(held.viewer)?.id === name.id,
    );
    return same.length >= mostOfOne[name.kind];
  }

  private async lookAgain(tenantId: string): Promise<void> {
    for (const [id, held] of this.held) {
      if (held.viewer.tenantId !== tenantId) continue;
      const now = await this.admission.viewer(held.asking, held.permission).catch(verdict);
      // Closed meanwhile, or the database is away: that is no verdict.
      if (now === undefined || this.held.get(id) !== held) continue;
      if (now === null || now.tenantId !== tenantId) held.onLost();
      else if (rightsOf(now) !== rightsOf(held.viewer)) held.onChanged();
    }
  }
}

/** Whose it is that counts; null for whoever looks at the demonstration. */
function holderOf({
  keyId,
  personId,
  sessionId,
  wall,
}: Viewer): { readonly kind: keyof typeof mostOfOne; readonly id: string } | null {
  if (wall !== null) return { kind: 'wall', id: wall.linkId };
  if (keyId !== null) return { kind: 'key', id: keyId };
  return personId === null || sessionId === null ? null : { kind: 'person', id: personId };
}

/** Equal for viewers who may the same, each as far: a page shows what somebody may, not only what it watches. */
function rightsOf(viewer: Viewer): string {
  const rights = allPermissions.filter((permission) => viewer.may(permission));
  return rights.map((permission) => `${permission} ${scopeKeyOf(viewer.scopeOf(permission))}`).join();
}

function verdict(error: unknown): null | undefined {
  return error instanceof Problem && error.status < 500 ? null : undefined;
}
