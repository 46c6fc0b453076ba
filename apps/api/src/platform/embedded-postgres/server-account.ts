import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** Whom PostgreSQL runs as: itself refuses to run as root. */
export type ServerAccount = Readonly<{ uid: number; gid: number }> | 'same-as-ours';

/**
 * The account that runs the server. As root: the owner of an existing cluster, else the `postgres` account (made if
 * the system lets us), else `nobody`. Otherwise the account we run as.
 */
export function serverAccount(cluster: string): ServerAccount {
  if (process.getuid?.() !== 0) return 'same-as-ours';
  return ownerOf(cluster) ?? lookUp('postgres') ?? addPostgresAccount() ?? required(lookUp('nobody'));
}

/** Whether that account can open everything on the way to `path`. */
export function canReach(account: ServerAccount, path: string): boolean {
  if (account === 'same-as-ours') return true;
  const check = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return check.status === 0;
}

function ownerOf(path: string): ServerAccount | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined || found.uid === 0 ? undefined : { uid: found.uid, gid: found.gid };
}

function lookUp(name: string): ServerAccount | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function addPostgresAccount(): ServerAccount | undefined {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' });
  return lookUp('postgres');
}

function required(account: ServerAccount | undefined): ServerAccount {
  if (account === undefined)
    throw new Error('PostgreSQL does not run as root and no other account was found.');
  return account;
}
