import { readFileSync } from 'node:fs';

/**
 * Remembers who started this program, and gives back what makes it stop by that signal once they are gone: a killed npm
 * tells its child nothing, and a shell between npm and us passes no signal on.
 */
export function parentWatch() {
  const parents = parentsOf();
  return (signal) => {
    setInterval(() => {
      if (parentsOf() !== parents) process.kill(process.pid, signal);
    }, 500).unref();
  };
}

/** Who started us, and, where that is only a shell of theirs, who started them. */
function parentsOf() {
  const { ppid } = process;
  const parent = statOf(ppid);
  return /^(sh|bash|dash|zsh|ash)$/.test(parent?.name ?? '') ? `${ppid} ${parent.ppid}` : `${ppid}`;
}

function statOf(pid) {
  try {
    const [, name, ppid] = /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { name, ppid };
  } catch {
    return undefined;
  }
}
