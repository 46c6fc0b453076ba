import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { Rounds } from '../../platform/rounds/rounds';
import { AccessChanges } from '../access-changes';
import { forgetLinks } from '../people/access-link-store';
import { forgetChallenges } from '../passkeys/passkey-store';
import { makeToken } from '../secret-token';
import { endHalfSessions, forgetHalfSessions } from '../sign-in/half-session-store';
import { forgetPaces } from '../sign-in/pace-store';
import { forgetWallLinks } from '../wall/wall-link-store';
import { idleMs } from './session-authority';
import {
  endSessions,
  forgetSessions,
  insertSession,
  listSessions,
  type StoredSession,
  type WhichSessions,
} from './session-store';

const forgetAfterMs = 30 * 24 * 3_600_000;
const forgetEveryMs = 3_600_000;
const forgets = [
  forgetSessions,
  forgetHalfSessions,
  forgetChallenges,
  forgetLinks,
  forgetWallLinks,
  forgetPaces,
];

/** Whose session begins, and in which browser. */
type Begun = {
  readonly personId: string;
  readonly label: string;
  /** By more than a password, whatever is set up: a passkey, or an identity provider, who asks for what it asks. */
  readonly isStrong: boolean;
};

/** Begins and ends the sessions of people. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changes: AccessChanges,
    rounds: Rounds,
  ) {
    const run = (tenantId: string): Promise<void> => this.forgetOld(tenantId);
    rounds.add({ kind: 'leased', name: 'old sessions', everyMs: forgetEveryMs, run });
  }

  /** The token is given this once; only its hash is kept. */
  async begin(tx: EntityManager, tenantId: string, { personId, label, isStrong }: Begun): Promise<string> {
    const token = makeToken('vs', tenantId);
    const at = this.clock.now();
    await insertSession(tx, token, { personId, label, isStrong, at, expiresAt: at + idleMs });
    return token.text;
  }

  list(tenantId: string, personId: string): Promise<readonly StoredSession[]> {
    return this.database.withTenant(tenantId, (tx) => listSessions(tx, tenantId, personId, this.clock.now()));
  }

  /** They let nobody in any more, and what is open by them is closed within seconds; how many there were. */
  end(tenantId: string, personId: string, which: WhichSessions = {}): Promise<number> {
    return this.changes.change(tenantId, (tx) => this.endWithin(tx, tenantId, personId, which));
  }

  /** As {@link end}, as part of a change that is told of anyway; but for one alone, also whoever is half-way in. */
  async endWithin(
    tx: EntityManager,
    tenantId: string,
    personId: string,
    which: WhichSessions = {},
  ): Promise<number> {
    if (which.only === undefined) await endHalfSessions(tx, tenantId, personId);
    return endSessions(tx, tenantId, personId, { ...which, at: this.clock.now() });
  }

  /** Sessions, links and paces that let nobody in any more. */
  private forgetOld(tenantId: string): Promise<void> {
    const before = this.clock.now() - forgetAfterMs;
    return this.database.withTenant(tenantId, async (tx) => {
      for (const forget of forgets) await forget(tx, tenantId, before);
    });
  }
}
