import { describe, expect, it } from '@jest/globals';

import { SharedCommit } from './shared-commit';

/** Commits that end only when told to. */
function heldCommits(options: { maxSize?: number; isOnesFault?: boolean } = {}) {
  const groups: string[][] = [];
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const shared = new SharedCommit<string, string>({
    commit: (works) => {
      groups.push([...works]);
      return new Promise((resolve, reject) => {
        ends.push({ resolve: () => resolve(works.map((work) => `${work}!`)), reject });
      });
    },
    sizeOf: (work) => work.length,
    maxSize: options.maxSize ?? 100,
    isOnesFault: () => options.isOnesFault ?? false,
  });
  return { shared, groups, ends };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('requests that wait together', () => {
  it('share one commit, and each gets its own answer after it', async () => {
    const { shared, groups, ends } = heldCommits();
    const answers = ['a', 'b', 'c', 'd', 'e'].map((work) => shared.submit(work));
    let answered = 0;
    for (const answer of answers) void answer.then(() => (answered += 1));
    expect(groups).toEqual([['a'], ['b']]);
    expect(shared.backlog).toBe(3);
    await settle();
    expect(answered).toBe(0);
    ends[0]?.resolve();
    await settle();
    expect(groups).toEqual([['a'], ['b'], ['c', 'd', 'e']]);
    expect(answered).toBe(1);
    ends[1]?.resolve();
    ends[2]?.resolve();
    expect(await Promise.all(answers)).toEqual(['a!', 'b!', 'c!', 'd!', 'e!']);
    await settle();
    expect(shared.idle).toBe(true);
  });

  it('are split where one commit would be too large, and a single large one still goes', async () => {
    const { shared, groups, ends } = heldCommits({ maxSize: 4 });
    for (const work of ['x', 'y', 'aa', 'bb', 'cc', 'too-large']) void shared.submit(work);
    for (let index = 0; index < 5; index += 1) {
      ends[index]?.resolve();
      await settle();
    }
    expect(groups).toEqual([['x'], ['y'], ['aa', 'bb'], ['cc'], ['too-large']]);
  });

  it('all fail when the database is away', async () => {
    const { shared, ends } = heldCommits();
    const answers = ['a', 'b', 'c', 'd'].map((work) => shared.submit(work));
    const outcomes = Promise.allSettled(answers);
    for (const index of [0, 1, 2]) {
      ends[index]?.reject(new Error('away'));
      await settle();
    }
    expect((await outcomes).map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
  });

  it('do not suffer for one of them that cannot be stored', async () => {
    const shared = new SharedCommit<string, string>({
      commit: async (works) => {
        await settle();
        if (works.includes('bad')) throw new Error('cannot be stored');
        return works;
      },
      sizeOf: () => 1,
      maxSize: 100,
      isOnesFault: () => true,
    });
    const works = ['1', '2', '3', 'bad', '4'];
    const outcomes = await Promise.allSettled(works.map((work) => shared.submit(work)));
    expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual([true, true, true, false, true]);
  });
});
