import { hkdfSync, randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Binaries } from './binaries';
import { isAlive } from '../process-end';
import { runProgram } from './run-program';
import type { ServerAccount } from './server-account';

/** The administrator of the embedded cluster, a superuser: it makes the owner and does nothing else. */
export const clusterUser = 'vigie';

/** Who owns everything of ours in it; no superuser. */
export const clusterOwner = 'vigie_owner';

/** A cluster on disk: where it is, who runs it, and its administrator's password. */
export type Cluster = Readonly<{ folder: string; account: ServerAccount; password: string }>;

/** What is kept beside the cluster. `handedOver`: its tables belong to the owner. */
type Connection = Readonly<{ password: string; port?: number; handedOver?: boolean }>;

/** Always the same for the same cluster, so that two programs that make the owner at once make the same one. */
export function ownerPassword({ password }: Cluster): string {
  return Buffer.from(hkdfSync('sha256', password, 'vigie', 'owner of the cluster', 24)).toString('base64url');
}

const passwordFile = (folder: string): string => join(folder, 'vigie-connection.json');

/** Whether a cluster was made there. */
export async function hasCluster(folder: string): Promise<boolean> {
  return (await stat(join(folder, 'PG_VERSION')).catch(() => undefined)) !== undefined;
}

/** Opens the cluster in `folder`, making it first when there is none. */
export async function openCluster(
  folder: string,
  account: ServerAccount,
  binaries: Binaries,
): Promise<Cluster> {
  if (!(await hasCluster(folder))) await makeCluster(folder, account, binaries);
  const { password } = await readConnection(folder);
  return { folder, account, password };
}

/** Notes where the server listens, beside the password, for other programs of the same owner. */
export function rememberPort(cluster: Cluster, port: number): Promise<void> {
  return remember(cluster, { port });
}

/** The port the server had last, or undefined. */
export async function rememberedPort(cluster: Cluster): Promise<number | undefined> {
  return (await readConnection(cluster.folder)).port;
}

/** Notes that the tables belong to the owner. A version from before owners forgets it again, and may. */
export function rememberHandOver(cluster: Cluster): Promise<void> {
  return remember(cluster, { handedOver: true });
}

/** Whether the tables belong to the owner. */
export async function isHandedOver(cluster: Cluster): Promise<boolean> {
  return (await readConnection(cluster.folder)).handedOver === true;
}

async function readConnection(folder: string): Promise<Connection> {
  return JSON.parse(await readFile(passwordFile(folder), 'utf8')) as Connection;
}

async function remember({ folder }: Cluster, news: Partial<Connection>): Promise<void> {
  const file = passwordFile(folder);
  const partial = `${file}.${process.pid}`;
  await writeFile(partial, JSON.stringify({ ...(await readConnection(folder)), ...news }), { mode: 0o600 });
  await rename(partial, file);
}

/** Makes it beside its place and renames it whole: a start cut short, or two at once, leave no half cluster. */
async function makeCluster(folder: string, account: ServerAccount, binaries: Binaries): Promise<void> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true, mode: 0o755 });
  await removeAbandoned(parent);
  const partial = join(parent, `new-${process.pid}`);
  await mkdir(partial, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  const given = join(parent, `new-${process.pid}.password`);
  try {
    await writeFile(given, password, { mode: 0o600 });
    await giveTo(account, partial, given);
    await runProgram(binaries.initdb, initdbArguments(partial, given), account);
    await writeFile(passwordFile(partial), JSON.stringify({ password }), { mode: 0o600 });
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if ((await stat(folder).catch(() => undefined)) === undefined) throw error;
  } finally {
    await rm(given, { force: true });
  }
}

function initdbArguments(folder: string, password: string): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${clusterUser}`,
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
    // Said outright: with LANG unset the cluster would become SQL_ASCII.
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ];
}

async function giveTo(account: ServerAccount, ...paths: readonly string[]): Promise<void> {
  if (account === 'same-as-ours') return;
  for (const path of paths) {
    await chown(path, account.uid, account.gid);
    await chmod(path, (await stat(path)).isDirectory() ? 0o700 : 0o600);
  }
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const owner = /^new-(\d+)/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner)))
      await rm(join(parent, name), { recursive: true, force: true });
  }
}
