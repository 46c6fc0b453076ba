import { hash, verify, type Options } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';

import { FewAtOnce } from '../../platform/few-at-once';
import { comparable } from './password-rules';
import { mostWaiting, tooManySignIns } from './sign-in-transactions';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. The library's algorithm is argon2id unless told. */
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** The library works on the four threads that also read files and look names up: half of them stay free for that. */
const atOnce = 2;

/** Hashes passwords and checks them: so many at a time that a crowd at the door costs 40 MB and no wall its threads. */
@Injectable()
export class PasswordHasher {
  private readonly door = new FewAtOnce({ atOnce, mostWaiting }, tooManySignIns);
  private standIn: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return this.door.run(() => hash(comparable(password), cost));
  }

  /**
   * Whether it is the password of that hash. Where there is none the same work is done, so that the time taken does not
   * tell who is known. `admit` is asked once it is its turn, and may refuse by throwing.
   */
  async isRight(
    passwordHash: string | null,
    password: string,
    admit: () => void = () => undefined,
  ): Promise<boolean> {
    this.standIn ??= hash('nobody’s', cost);
    const against = passwordHash ?? (await this.standIn);
    const isSame = await this.door.run(() => {
      admit();
      return verify(against, comparable(password));
    });
    return isSame && passwordHash !== null;
  }
}
