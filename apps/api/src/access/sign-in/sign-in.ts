import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { auditAddress, type AuditActor } from '../../audit/audit-entry';
import { AuditLog } from '../../audit/audit-log';
import { Clock } from '../../platform/clock';
import { Database, type Tx } from '../../platform/database';
import { networkOf } from '../../platform/http/network';
import { Problem } from '../../platform/problems';
import { TokenBuckets } from '../../platform/token-bucket';
import { Keyring } from '../../privacy/keyring';
import { credentialsOf, findCredentials, type Credentials } from '../people/person-store';
import { Sessions } from '../sessions/sessions';
import { takeTry } from './pace-store';
import { PasswordHasher } from './password-hasher';

/** Failures from one network: a centre behind one is many people, so it is generous. */
const failures = { perSecond: 0.5, atOnce: 60 };

/** Where somebody signs in from. */
export type Desk = Readonly<{
  /** The client's network address. */
  address: string;
  /** What the browser says it is. */
  label: string;
  /** What a browser was given in which the same person signed in before. */
  device: string | undefined;
}>;

/** What a browser gets of somebody who has signed in: the session, and what it is known by. */
export type SignedInBrowser = Readonly<{ token: string; device: string }>;

/**
 * Signing in with an address and a password. An unknown address is answered like a wrong password, with the same work
 * done. Guessing is slowed down for each name in all processes together, and for each network; a browser in which its
 * owner signed in before is counted by itself alone, so that guessing locks neither an owner nor a centre out.
 */
@Injectable()
export class SignIn {
  private readonly failures = new TokenBuckets(failures);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly hasher: PasswordHasher,
    private readonly sessions: Sessions,
    private readonly keyring: Keyring,
    private readonly audit: AuditLog,
  ) {}

  /** Rejects with 401 `sign_in_failed`, or 429. */
  async withPassword(
    tenantId: string,
    email: string,
    password: string,
    desk: Desk,
  ): Promise<SignedInBrowser> {
    const name = email.toLowerCase();
    const deviceId = this.knownDevice(tenantId, name, desk.device);
    const network = networkOf(desk.address);
    const bucket = deviceId === undefined ? this.failures.of(network, this.clock.now()) : undefined;
    const admit = (): void => {
      const now = this.clock.now();
      if (bucket !== undefined && bucket.left(now) < 1) throw tooManyTries(bucket.secondsToWait(now));
    };
    admit();
    const person = await this.counted(tenantId, name, deviceId);
    if (!(await this.hasher.isRight(person?.passwordHash ?? null, password, admit)) || person === undefined) {
      bucket?.spend(1, this.clock.now());
      this.tell(tenantId, 'sign-in.refused', { kind: 'nobody', id: person?.personId ?? null }, desk);
      throw signInFailed();
    }
    return this.admitted(tenantId, name, person, { desk, action: 'sign-in' });
  }

  /** Somebody who has just chosen a password by a link. */
  async accepted(tenantId: string, email: string, personId: string, desk: Desk): Promise<SignedInBrowser> {
    const person = await this.database.withTenant(tenantId, (tx) => credentialsOf(tx, tenantId, personId));
    if (person === undefined) throw signInFailed();
    return this.admitted(tenantId, email, person, { desk, action: 'sign-in.link' });
  }

  /** Whoever is signed in shows that it is still them. Rejects as {@link withPassword}; counted with its tries. */
  async confirm(tenantId: string, email: string, person: Credentials, password: string): Promise<void> {
    await this.database.withTenant(tenantId, (tx) => this.takeTry(tx, tenantId, `confirm ${email}`));
    if (!(await this.hasher.isRight(person.passwordHash, password))) throw signInFailed();
  }

  /** What a browser keeps to be known by when the same person comes again. */
  deviceOf(tenantId: string, email: string): string {
    const id = randomBytes(12).toString('base64url');
    return `${id}.${this.deviceProof(tenantId, email, id)}`;
  }

  private async counted(
    tenantId: string,
    name: string,
    deviceId: string | undefined,
  ): Promise<Credentials | undefined> {
    const counter = deviceId === undefined ? name : `${name} ${deviceId}`;
    return this.database.withTenant(tenantId, async (tx) => {
      await this.takeTry(tx, tenantId, counter);
      return findCredentials(tx, tenantId, name);
    });
  }

  private async takeTry(tx: Tx, tenantId: string, counter: string): Promise<void> {
    const waitMs = await takeTry(tx, tenantId, hash('sha256', counter, 'buffer'), this.clock.now());
    if (waitMs !== null) throw tooManyTries(Math.ceil(waitMs / 1_000));
  }

  private async admitted(
    tenantId: string,
    name: string,
    person: Credentials,
    { desk, action }: Readonly<{ desk: Desk; action: 'sign-in' | 'sign-in.link' }>,
  ): Promise<SignedInBrowser> {
    const token = await this.database.withTenant(tenantId, async (tx) => {
      // Hashing took a while: what was verified must still be so.
      const now = await credentialsOf(tx, tenantId, person.personId);
      if (now === undefined || now.passwordHash !== person.passwordHash) throw signInFailed();
      return this.sessions.begin(tx, tenantId, person.personId, desk.label);
    });
    this.tell(tenantId, action, { kind: 'person', id: person.personId }, desk);
    return { token, device: this.deviceOf(tenantId, name) };
  }

  /** What somebody tried as a name is not told: it is often a password. */
  private tell(
    tenantId: string,
    action: string,
    who: Pick<AuditActor, 'kind' | 'id'>,
    { address }: Desk,
  ): void {
    const actor = { ...who, role: null };
    this.audit.record(tenantId, { actor, action, subject: null, address: auditAddress(address) });
  }

  /** The id of a browser in which the same person signed in before; undefined of anything else. */
  private knownDevice(tenantId: string, email: string, device: string | undefined): string | undefined {
    const [id = '', proof = '', ...more] = (device ?? '').split('.');
    if (proof === '' || more.length > 0) return undefined;
    const expected = Buffer.from(this.deviceProof(tenantId, email, id));
    const given = Buffer.from(proof);
    return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined;
  }

  private deviceProof(tenantId: string, email: string, id: string): string {
    const key = this.keyring.keyOf(tenantId, 'known devices');
    return createHmac('sha256', key).update(`${id} ${email}`).digest('base64url');
  }
}

/** The same whoever it was: nobody learns which addresses are known. */
function signInFailed(): Problem {
  return new Problem({ code: 'sign_in_failed', status: 401, detail: 'Address and password do not fit.' });
}

function tooManyTries(retryAfterSeconds: number): Problem {
  return new Problem({
    code: 'too_many_requests',
    status: 429,
    detail: 'Too many tries: wait a moment.',
    retryAfterSeconds,
  });
}
