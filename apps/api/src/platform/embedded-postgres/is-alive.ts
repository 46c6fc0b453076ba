import { readFileSync } from 'node:fs';

/**
 * Whether a process with this id runs. One that has ended and that nobody has taken note of (in a container whose
 * first process does not) does not run.
 */
export function isAlive(pid: number): boolean {
  return hasPid(pid) && !hasEnded(pid);
}

/** Whether the system knows the id, be it of a process that has ended. */
export function hasPid(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function hasEnded(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
