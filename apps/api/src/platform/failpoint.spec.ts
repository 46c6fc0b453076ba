import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { armedFailpoint } from './failpoint';

describe('a failpoint', () => {
  const kill = jest.spyOn(process, 'kill').mockReturnValue(true);
  afterEach(() => {
    kill.mockClear();
  });

  it('ends the process at the passage that was named, at once', () => {
    const passing = armedFailpoint({ NODE_ENV: 'test', VIGIE_FAILPOINT: 'intake:after-commit@2' });
    passing('intake:after-commit');
    passing('fold:after-commit');
    expect(kill).not.toHaveBeenCalled();
    passing('intake:after-commit');
    expect(kill).toHaveBeenCalledWith(process.pid, 'SIGKILL');
  });

  it('does nothing when none is named', () => {
    armedFailpoint({ NODE_ENV: 'production' })('fold:after-cursor');
    expect(kill).not.toHaveBeenCalled();
  });

  it('is refused outside of tests', () => {
    expect(() => armedFailpoint({ NODE_ENV: 'production', VIGIE_FAILPOINT: 'fold:after-cursor' })).toThrow(
      'tests alone',
    );
  });
});
