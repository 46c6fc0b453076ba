/** Places at which a test may make the process die as a power cut would: at once, without a word. */
export type Failpoint =
  'intake:after-commit' | 'fold:before-cursor' | 'fold:after-cursor' | 'fold:after-commit';

/**
 * Reads `VIGIE_FAILPOINT` (`name` or `name@n`: at the n-th passage) once. Outside of tests the variable is refused,
 * so that it cannot be left on by accident.
 */
export function armedFailpoint(env: NodeJS.ProcessEnv): (place: Failpoint) => void {
  const armed = env['VIGIE_FAILPOINT'];
  if (armed === undefined || armed === '') return () => undefined;
  if (env['NODE_ENV'] !== 'test') throw new Error('VIGIE_FAILPOINT is for tests alone: unset it.');
  const [name, count = '1'] = armed.split('@');
  let left = Number(count);
  return (place) => {
    if (place !== name) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
}
