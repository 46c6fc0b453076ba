import { describe, expect, it } from '@jest/globals';

import { Problem } from '../platform/problems';
import { WaitingBodies } from './waiting-bodies';

const large = 100_000;

/** A line in which everybody waits until it is let on. */
class HeldLine {
  private readonly waiting: (() => void)[] = [];

  first(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  letOn(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

const outcome = (turn: Promise<unknown>): Promise<unknown> => turn.catch((error: unknown) => error);
const readIn = (bodies: WaitingBodies, tenantId: string, bytes: number): Promise<string> =>
  bodies.inTurn(tenantId, bytes, () => Promise.resolve('read'));

describe('bodies that wait to be read', () => {
  it('are refused beyond what one tenant may have waiting, with when to come back, and no other tenant’s with them', async () => {
    const line = new HeldLine();
    const bodies = new WaitingBodies({ bodies: 3, bytes: 10_000_000 }, line);
    const taken = [1, 2, 3].map(() => outcome(readIn(bodies, 'busy', large)));
    const refused = await outcome(readIn(bodies, 'busy', large));
    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({
      status: 429,
      code: 'too_many_events',
      retryable: true,
      retryAfterSeconds: 1,
    });
    const calm = outcome(readIn(bodies, 'calm', large));
    line.letOn();
    expect(await Promise.all([...taken, calm])).toEqual(['read', 'read', 'read', 'read']);
  });

  it('are refused beyond so many bytes, unless there is only one', async () => {
    const line = new HeldLine();
    const bodies = new WaitingBodies({ bodies: 500, bytes: large }, line);
    const first = outcome(readIn(bodies, 'busy', 3 * large));
    expect(await outcome(readIn(bodies, 'busy', large))).toMatchObject({ status: 429 });
    line.letOn();
    expect(await first).toBe('read');
  });

  it('may come again once those before them were read', async () => {
    const line = new HeldLine();
    const bodies = new WaitingBodies({ bodies: 1, bytes: 10_000_000 }, line);
    const first = outcome(readIn(bodies, 'busy', large));
    expect(await outcome(readIn(bodies, 'busy', large))).toMatchObject({ status: 429 });
    line.letOn();
    await first;
    const again = outcome(readIn(bodies, 'busy', large));
    line.letOn();
    expect(await again).toBe('read');
  });

  it('keep their place until they are stored, and give it back when that fails', async () => {
    const bodies = new WaitingBodies({ bodies: 1, bytes: 1_000_000 }, { first: () => Promise.resolve() });
    const store = Promise.withResolvers<string>();
    const first = outcome(bodies.inTurn('busy', large, () => store.promise));
    expect(await outcome(readIn(bodies, 'busy', large))).toMatchObject({ status: 429 });
    store.reject(new Error('the database is away'));
    expect(await first).toMatchObject({ message: 'the database is away' });
    expect(await readIn(bodies, 'busy', large)).toBe('read');
  });

  it('do not wait when they hold a few events', async () => {
    const bodies = new WaitingBodies({ bodies: 1, bytes: 1_000_000 }, new HeldLine());
    expect(await outcome(readIn(bodies, 'calm', 600))).toBe('read');
    expect(await outcome(readIn(bodies, 'calm', 600))).toBe('read');
  });
});
