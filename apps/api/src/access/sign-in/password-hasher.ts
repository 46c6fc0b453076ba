import { hash, verify, type Options } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';

import { Problem } from '../../platform/problems';
import { comparable } from './password-rules';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. The library's algorithm is argon2id unless told. */
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** The library works on the four threads that also read files and look names up: half of them stay free for that. */
const atOnce = 2;
const mostWaiting = 400;

/** Hashes passwords and checks them: so many at a time that a crowd at the door costs 40 MB and no wall its threads. */
@Injectable()
export class PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private standIn: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(comparable(password), cost));
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
    const isSame = await this.inTurn(() => {
      admit();
      return verify(against, comparable(password));
    });
    return isSame && passwordHash !== null;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= atOnce) await this.turn();
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }

  /** Whoever ends hands the place on. */
  private turn(): Promise<void> {
    if (this.waiting.length >= mostWaiting) throw tooMany();
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}

function tooMany(): Problem {
  return new Problem({
    code: 'too_many_requests',
    status: 429,
    detail: 'Too many people are signing in at this moment.',
    retryAfterSeconds: 5,
  });
}
