import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { badRequest, notFound, Problem } from '../../platform/problems';
import { AccessChanges } from '../access-changes';
import { Sessions } from '../sessions/sessions';
import { codePace } from '../sign-in/pace-store';
import { SignIn } from '../sign-in/sign-in';
import { Tries } from '../sign-in/tries';
import { CodeCheck, newRecoveryCodes } from './code-check';
import { newSecret } from './one-time-code';
import {
  beginSecondFactor,
  confirmSecondFactor,
  findSecondFactor,
  removeSecondFactor,
  replaceRecoveryCodes,
} from './second-factor-store';

/** Somebody signed in, about themselves. */
type Who = Readonly<{ tenantId: string; personId: string; sessionId: string }>;

/** A person's own second factor: set up by an application's first code, renewed and switched off by the password. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changes: AccessChanges,
    private readonly codes: CodeCheck,
    private readonly tries: Tries,
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
  ) {}

  /** Since when codes are asked for (null: they are not), and how many recovery codes are left. */
  async state({ tenantId, personId }: Who): Promise<{ since: number | null; recoveryCodesLeft: number }> {
    const stored = await this.database.withTenant(tenantId, (tx) => findSecondFactor(tx, tenantId, personId));
    return { since: stored?.confirmedAt ?? null, recoveryCodesLeft: stored?.recoveryCodesLeft ?? 0 };
  }

  /** A new secret, given this once; nothing is asked for before its first code. Rejects with 401, or 409 when one is on. */
  async begin(who: Who, password: string): Promise<Readonly<{ secret: string; email: string }>> {
    const { email } = await this.signIn.confirm(who, password);
    const { tenantId, personId } = who;
    const secret = newSecret();
    const sealed = { secret: this.codes.sealed(tenantId, personId, secret), at: this.clock.now() };
    const isBegun = await this.database.withTenant(tenantId, (tx) =>
      beginSecondFactor(tx, tenantId, personId, sealed),
    );
    if (!isBegun) throw alreadyOn();
    return { secret, email };
  }

  /**
   * The application's first code: from now on codes are asked for, and every other session ends. Answers the recovery
   * codes, this once. Rejects with 400 `code_wrong`, 409 or 429.
   */
  async confirm({ tenantId, personId, sessionId }: Who, code: string): Promise<readonly string[]> {
    await this.database.withTenant(tenantId, (tx) =>
      this.tries.take(tx, tenantId, `first code ${personId}`, codePace),
    );
    return this.changes.change(tenantId, async (tx) => {
      if (!(await this.codes.takeStep(tx, tenantId, personId, code)))
        throw badRequest('code_wrong', 'This is not the code of the application at this moment.');
      if (!(await confirmSecondFactor(tx, tenantId, personId, this.clock.now()))) throw alreadyOn();
      await this.sessions.endWithin(tx, tenantId, personId, { except: sessionId });
      return this.giveRecoveryCodes(tx, tenantId, personId);
    });
  }

  /** Other recovery codes; those before open nothing any more. Rejects with 401, or 404 when no second factor is on. */
  async renewRecoveryCodes(who: Who, password: string): Promise<readonly string[]> {
    await this.signIn.confirm(who, password);
    const { tenantId, personId } = who;
    return this.database.withTenant(tenantId, async (tx) => {
      const stored = await findSecondFactor(tx, tenantId, personId);
      if (stored === undefined || stored.confirmedAt === null) throw isOff();
      return this.giveRecoveryCodes(tx, tenantId, personId);
    });
  }

  /** No code is asked for any more. Rejects with 401, or 404 when none was. */
  async switchOff(who: Who, password: string): Promise<void> {
    await this.signIn.confirm(who, password);
    const { tenantId, personId } = who;
    const isRemoved = await this.changes.change(tenantId, (tx) => removeSecondFactor(tx, tenantId, personId));
    if (!isRemoved) throw isOff();
  }

  private async giveRecoveryCodes(
    tx: EntityManager,
    tenantId: string,
    personId: string,
  ): Promise<readonly string[]> {
    const given = newRecoveryCodes();
    const hashes = given.map((code) => this.codes.hashOf(tenantId, personId, code));
    await replaceRecoveryCodes(tx, tenantId, personId, hashes);
    return given;
  }
}

function alreadyOn(): Problem {
  const detail = 'A second factor is on: switch it off before you set up another.';
  return new Problem({ code: 'second_factor_on', status: 409, detail });
}

function isOff(): Problem {
  return notFound('No second factor is on.');
}
