import { Injectable } from '@nestjs/common';

import { auditAddress, type AuditActor } from '../../audit/audit-entry';
import { AuditLog } from '../../audit/audit-log';
import { Clock } from '../../platform/clock';
import { Problem } from '../../platform/problems';
import { findPerson, type StoredPerson } from '../people/person-store';
import { CodeCheck, type TakenCode } from '../second-factor/code-check';
import { readToken, type ReadToken } from '../secret-token';
import { Sessions } from '../sessions/sessions';
import { findHalfSession, useHalfSession } from './half-session-store';
import { KnownDevices } from './known-devices';
import { codePace } from './pace-store';
import type { Desk, SignedInBrowser } from './sign-in';
import { SignInTransactions } from './sign-in-transactions';
import { Tries } from './tries';

/**
 * The second of two steps: a code, once the password was right. Codes are guessed at a pace for each person, and apart
 * for a browser in which the person signed in before.
 */
@Injectable()
export class SecondStep {
  constructor(
    private readonly database: SignInTransactions,
    private readonly clock: Clock,
    private readonly codes: CodeCheck,
    private readonly sessions: Sessions,
    private readonly devices: KnownDevices,
    private readonly tries: Tries,
    private readonly audit: AuditLog,
  ) {}

  /** Rejects with 401 `sign_in_again` or `code_wrong`, or 429. */
  async withCode(halfText: string, code: string, desk: Desk): Promise<SignedInBrowser> {
    const half = readToken('vh', halfText);
    if (half === null) throw signInAgain();
    const person = await this.counted(half, desk);
    const admitted = await this.admit(half, person, code, desk);
    const [kind, action] =
      admitted === null ? (['nobody', 'sign-in.refused'] as const) : (['person', 'sign-in'] as const);
    this.tell(half.tenantId, { kind, id: person.personId }, [action, admitted?.taken ?? 'code'], desk);
    if (admitted === null) throw codeWrong();
    return { token: admitted.token, device: this.devices.make(half.tenantId, person.email) };
  }

  private counted(half: ReadToken, { device }: Desk): Promise<StoredPerson> {
    const { tenantId } = half;
    return this.database.withTenant(tenantId, async (tx) => {
      const personId = await findHalfSession(tx, half, this.clock.now());
      const person = personId === undefined ? undefined : await findPerson(tx, tenantId, personId);
      if (person === undefined) throw signInAgain();
      const deviceId = this.devices.idOf(tenantId, person.email, device) ?? '';
      await this.tries.take(tx, tenantId, `code ${person.personId} ${deviceId}`, codePace);
      return person;
    });
  }

  private admit(
    half: ReadToken,
    { personId }: StoredPerson,
    code: string,
    { label }: Desk,
  ): Promise<Readonly<{ token: string; taken: TakenCode }> | null> {
    const { tenantId } = half;
    return this.database.withTenant(tenantId, async (tx) => {
      const taken = await this.codes.take(tx, tenantId, personId, code);
      if (taken === null) return null;
      // Ended meanwhile, or used by another tab: the code is given back with all of this.
      if (!(await useHalfSession(tx, half))) throw signInAgain();
      return { taken, token: await this.sessions.begin(tx, tenantId, { personId, label, isStrong: false }) };
    });
  }

  private tell(
    tenantId: string,
    who: Pick<AuditActor, 'kind' | 'id'>,
    [action, subject]: readonly [action: string, subject: string],
    { address }: Desk,
  ): void {
    const actor = { ...who, role: null };
    this.audit.record(tenantId, { actor, action, subject, address: auditAddress(address) });
  }
}

function signInAgain(): Problem {
  return new Problem({
    code: 'sign_in_again',
    status: 401,
    detail: 'The first step is too long ago: begin again with the password.',
  });
}

function codeWrong(): Problem {
  return new Problem({
    code: 'code_wrong',
    status: 401,
    detail: 'This code opens nothing: wait for the next one.',
  });
}
