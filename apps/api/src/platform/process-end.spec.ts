import { PassThrough } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';

import { endWithParent } from './process-end';

describe('a process that another one started', () => {
  const ends = async (env: Record<string, string>, close: (input: PassThrough) => void): Promise<number> => {
    const input = new PassThrough();
    let times = 0;
    endWithParent(env, input, () => (times += 1));
    input.write('nothing that anybody reads');
    close(input);
    for (let turns = 0; turns < 5; turns += 1) await nextTurn();
    return times;
  };

  it('ends once when that one is gone, in order or not', async () => {
    expect(await ends({ VIGIE_LIFELINE: 'stdin' }, (input) => input.end())).toBe(1);
    expect(await ends({ VIGIE_LIFELINE: 'stdin' }, (input) => input.destroy())).toBe(1);
  });

  it('goes on while that one lives, and where nobody asked for it', async () => {
    expect(await ends({ VIGIE_LIFELINE: 'stdin' }, () => undefined)).toBe(0);
    expect(await ends({}, (input) => input.end())).toBe(0);
  });
});
